import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { settingsFile } from '../../../electron/cli/settings-file.ts';
import { migratedSettings, type SettingsStep } from '../../../electron/contract/settings-migrations.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

// Outside Electron the package "electron" names its executable; with this variable it does so without fetching one.
vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/nowhere');
const { openSettings } = await import('../../../electron/main/settings/settings-store.ts');

const now = new Date('2026-03-10T12:00:00.000Z');

async function folderWith(content?: string): Promise<string> {
  const folder = await temporaryFolder();
  if (content !== undefined) writeFileSync(join(folder, 'settings.json'), content);
  return folder;
}

function contentOf(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
}

describe('openSettings', () => {
  it('begins with defaults, and what is written is there the next time', async () => {
    const folder = await folderWith();
    const { store, trouble } = openSettings(folder, now);
    expect(trouble).toBeNull();
    expect(store.read()).toMatchObject({ version: 1, destination: null, schedule: { mode: 'every', hours: 6 } });
    store.write({ schedule: { mode: 'daily', at: '03:30' }, bandwidthLimit: undefined });
    const again = openSettings(folder, now).store.read();
    expect(again.schedule).toEqual({ mode: 'daily', at: '03:30' });
    expect(again.bandwidthLimit).toBeNull();
  });

  it('shares the file with the command line, in both directions and while both run', async () => {
    const folder = await folderWith();
    const { store } = openSettings(folder, now);
    const commandLine = settingsFile(folder);
    store.write({ runOnBattery: false });
    await commandLine.update({ destination: { path: '/disk/Backup', identity: 'b1' }, bandwidthLimit: 1_000 });
    expect(store.read()).toMatchObject({
      destination: { path: '/disk/Backup', identity: 'b1' },
      bandwidthLimit: 1_000,
      runOnBattery: false,
    });
    store.write({ dailyRequestLimit: 500 });
    expect(await commandLine.read()).toMatchObject({
      ok: true,
      value: { dailyRequestLimit: 500, bandwidthLimit: 1_000, destination: { identity: 'b1' } },
    });
  });

  it('leaves alone what the schema does not name', async () => {
    const folder = await folderWith('{"version":1,"somebodyElses":{"a":1}}');
    openSettings(folder, now).store.write({ launchAtLogin: true });
    expect(contentOf(folder)).toMatchObject({ somebodyElses: { a: 1 }, launchAtLogin: true });
  });

  it.each([
    ['is no JSON', '{"version":1,'],
    ['is no object', '[1,2]'],
    ['has a value of the wrong kind', '{"version":1,"bandwidthLimit":"fast"}'],
    ['was written by a newer version', '{"version":2,"destination":null}'],
  ])('keeps aside a file that %s, says so, and works', async (_name, content) => {
    const folder = await folderWith(content);
    const { store, trouble } = openSettings(folder, now);
    expect(trouble?.code).toBe('settings-damaged');
    store.write({ launchAtLogin: true });
    expect(store.read().launchAtLogin).toBe(true);
    const aside = readdirSync(folder).find((name) => name.includes('damaged'));
    expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(content);
  });

  it('continues with what it knows while the file is damaged by somebody else', async () => {
    const folder = await folderWith();
    const { store } = openSettings(folder, now);
    store.write({ launchAtLogin: true });
    writeFileSync(join(folder, 'settings.json'), '{"version":1,"launchAtL');
    expect(store.read().launchAtLogin).toBe(true);
    store.write({ startHidden: false });
    expect(openSettings(folder, now).store.read()).toMatchObject({ launchAtLogin: true, startHidden: false });
  });

  it('refuses a value that the schema refuses, and keeps the file', async () => {
    const folder = await folderWith();
    const { store } = openSettings(folder, now);
    store.write({ bandwidthLimit: 5 });
    expect(() => store.write({ bandwidthLimit: -1 })).toThrow();
    expect(openSettings(folder, now).store.read().bandwidthLimit).toBe(5);
  });

  it('is readable for this user alone', async () => {
    const folder = await folderWith();
    openSettings(folder, now).store.write({ launchAtLogin: true });
    expect(statSync(join(folder, 'settings.json')).mode & 0o077).toBe(0);
  });
});

describe('migratedSettings', () => {
  const steps: readonly SettingsStep[] = [
    ({ limit, ...rest }) => ({ ...rest, bandwidthLimit: limit }),
    (content) => ({ ...content, notify: content['quiet'] !== true }),
  ];

  it('takes each step once, in order, from wherever the file is', () => {
    expect(migratedSettings({ version: 1, limit: 5, quiet: true }, steps)).toEqual({
      ...{ version: 3, bandwidthLimit: 5, quiet: true, notify: false },
    });
    expect(migratedSettings({ version: 2, bandwidthLimit: 5 }, steps)).toMatchObject({ version: 3, notify: true });
  });

  it('leaves alone what is newest, newer, or without a version', () => {
    for (const content of [{ version: 3 }, { version: 9 }, {}, { version: 'one' }]) {
      expect(migratedSettings(content, steps)).toBe(content);
    }
  });
});
