import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Menu, MenuItemConstructorOptions, NativeImage } from 'electron';
import { describe, expect, it } from 'vitest';
import { appStatuses } from '../../../electron/contract/desktop-models.ts';
import { noDrive } from '../../../electron/contract/drive-desktop-models.ts';
import { message } from '../../../electron/contract/messages/message.ts';
import { setupPlanSchema } from '../../../electron/contract/setup-models.ts';
import { applicationMenu } from '../../../electron/main/system/application-menu.ts';
import { createTray } from '../../../electron/main/tray/tray-controller.ts';
import { trayIconFile } from '../../../electron/main/tray/tray-icons.ts';
import { type TrayCommand, type TrayEntry, trayIcons, trayModel } from '../../../electron/main/tray/tray-model.ts';
import { liveRun, saying, snapshotWith, write } from './support/app-state.ts';

function commandsOf(entries: readonly TrayEntry[]): readonly string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'submenu') return commandsOf(entry.entries);
    return entry.kind === 'command' && entry.enabled ? [entry.command] : [];
  });
}

describe('trayModel', () => {
  it('offers what makes sense when idle', () => {
    const { icon, tooltip, entries } = trayModel(
      snapshotWith({ status: 'done', statusText: saying('All is well.') }),
      null,
      write,
    );
    expect({ icon, tooltip }).toEqual({ icon: 'done', tooltip: 'Afterimage: All is well.' });
    expect(commandsOf(entries)).toEqual([
      ...['open', 'back-up', 'pause-hour', 'pause-tomorrow', 'pause-until-resumed', 'open-folder', 'quit'],
    ]);
  });

  it('offers to stop a run, once', () => {
    expect(commandsOf(trayModel(snapshotWith({ run: liveRun }), null, write).entries)).toContain('stop');
    const stopping = { ...liveRun, stopping: true };
    const commandIds = commandsOf(trayModel(snapshotWith({ run: stopping }), null, write).entries);
    expect(commandIds).not.toContain('stop');
    expect(commandIds).not.toContain('back-up');
  });

  it('says what is running, and the whole sentence when nothing is', () => {
    const labelOf = (change: Parameters<typeof snapshotWith>[0]) =>
      trayModel(snapshotWith({ statusText: saying('All is well.'), ...change }), null, write).entries[0];
    for (const [source, label] of [
      ['library', 'Backing up'],
      ['picker', 'Choosing photos'],
      ['takeout', 'Importing an export'],
    ] as const) {
      expect(labelOf({ run: { ...liveRun, source } })).toEqual({ kind: 'statusText', label });
    }
    expect(labelOf({ run: { ...liveRun, stopping: true } })).toEqual({ kind: 'statusText', label: 'Stopping…' });
    expect(labelOf({})).toEqual({ kind: 'statusText', label: 'All is well.' });
  });

  it('offers to resume while paused', () => {
    const paused = snapshotWith({ pause: { kind: 'until-resumed', until: null } });
    const commandIds = commandsOf(trayModel(paused, null, write).entries);
    expect(commandIds).toContain('resume');
    expect(commandIds).not.toContain('pause-hour');
  });

  it('offers to look at Google Drive where exports come from there, and no backup that nobody gave a permission for', () => {
    const plan = setupPlanSchema.parse({ door: 'library', pickup: 'downloads' });
    const byHand = snapshotWith({ plan, accounts: [], activeAccount: null });
    expect(commandsOf(trayModel(byHand, null, write).entries)).not.toContain('back-up');
    const connection = { mode: 'unattended', email: 'me@example.org', problem: null } as const;
    const connected = { ...byHand, drive: { ...noDrive, connection } };
    const labels = trayModel(connected, null, write).entries.map((entry) => ('label' in entry ? entry.label : ''));
    expect(labels).toContain('Check Google Drive now');
    expect(labels).not.toContain('Back up now');
  });

  it('offers nothing that the set-up has to make possible first', () => {
    const fresh = snapshotWith({ setup: { step: 'welcome', finished: false }, destination: null });
    expect(commandsOf(trayModel(fresh, null, write).entries)).toEqual(['open', 'quit']);
  });

  it('offers an update that can be installed, but not mid-run', () => {
    const update = { version: '0.2.0', canInstall: true };
    expect(commandsOf(trayModel(snapshotWith(), update, write).entries)).toContain('install-update');
    expect(commandsOf(trayModel(snapshotWith({ run: liveRun }), update, write).entries)).not.toContain(
      'install-update',
    );
    expect(commandsOf(trayModel(snapshotWith(), { ...update, canInstall: false }, write).entries)).not.toContain(
      'install-update',
    );
  });

  it('has an icon for every status, and a tooltip that Windows can show', () => {
    for (const status of appStatuses) {
      const { icon, tooltip } = trayModel(snapshotWith({ status, statusText: saying('x'.repeat(300)) }), null, write);
      expect(trayIcons).toContain(icon);
      expect(tooltip.length).toBeLessThan(128);
    }
  });
});

describe('trayIconFile', () => {
  it('names a picture that is there, for every icon, platform and scale', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const files = trayIcons.map((icon) => trayIconFile(platform, icon));
      expect(new Set(files).size).toBe(trayIcons.length);
      for (const file of files.flatMap((name) => [name, name.replace('.png', '@2x.png')])) {
        const beginning = readFileSync(join('build', 'tray', file)).subarray(0, 8);
        expect(beginning.toString('latin1'), file).toBe('\x89PNG\r\n\x1a\n');
      }
    }
  });
});

/** A tray that remembers what it was told. */
function openTray(clickOpensMenu = false) {
  const told: string[] = [];
  const commandIds: TrayCommand[] = [];
  const listeners = new Map<string, () => void>();
  let template: readonly MenuItemConstructorOptions[] = [];
  const played = {
    setImage: () => told.push('image'),
    setToolTip: (text: string) => told.push(`tooltip ${text}`),
    setContextMenu: () => told.push('menu'),
    on: (event: string, listener: () => void) => listeners.set(event, listener),
  };
  const tray = createTray({
    create: () => played,
    image: () => ({}) as NativeImage,
    buildMenu: (built) => {
      template = built;
      return {} as Menu;
    },
    onCommand: (command) => commandIds.push(command),
    clickOpensMenu,
  });
  return { tray, told, commandIds, click: () => listeners.get('click')?.(), template: () => template };
}

describe('createTray', () => {
  it('redraws only what has changed', () => {
    const { tray, told } = openTray();
    tray.show(trayModel(snapshotWith({ statusText: saying('One.') }), null, write));
    expect(told.splice(0)).toEqual(['tooltip Afterimage: One.', 'menu']);
    tray.show(trayModel(snapshotWith({ statusText: saying('One.') }), null, write));
    expect(told.splice(0)).toEqual([]);
    tray.show(trayModel(snapshotWith({ statusText: saying('One.'), status: 'error' }), null, write));
    expect(told.splice(0)).toEqual(['image']);
  });

  it('counts in the tooltip alone while a run is in progress: its menu is built once', () => {
    const { tray, told } = openTray();
    const atWork = (done: number) => {
      const items = { done, total: 400 };
      const run = { ...liveRun, progress: { ...liveRun.progress, items } };
      return snapshotWith({ run, status: 'running', statusText: message('status.backing-up', { done, total: 400 }) });
    };
    for (let done = 0; done < 400; done += 1) tray.show(trayModel(atWork(done), null, write));
    expect(told.filter((one) => one === 'menu')).toHaveLength(1);
    expect(told.at(-1)).toBe('tooltip Afterimage: Backing up: 399 of 400.');
    // What can be done does change: the run is being stopped.
    tray.show(trayModel(snapshotWith({ run: { ...liveRun, stopping: true } }), null, write));
    expect(told.at(-1)).toBe('menu');
  });

  it('does what its entries say, however deep', () => {
    const { tray, commandIds, template } = openTray();
    tray.show(trayModel(snapshotWith(), null, write));
    const pause = template().find(({ label }) => label === 'Pause')?.submenu as MenuItemConstructorOptions[];
    const entry = pause.find(({ id }) => id === 'pause-tomorrow');
    Reflect.apply(entry?.click ?? (() => undefined), undefined, []);
    tray.click('back-up');
    expect(commandIds).toEqual(['pause-tomorrow', 'back-up']);
  });

  it('opens the window with a click, except where the click opens the menu', () => {
    const plain = openTray();
    plain.tray.show(trayModel(snapshotWith(), null, write));
    plain.click();
    expect(plain.commandIds).toEqual(['open']);
    const mac = openTray(true);
    mac.tray.show(trayModel(snapshotWith(), null, write));
    mac.click();
    expect(mac.commandIds).toEqual([]);
  });
});

describe('applicationMenu', () => {
  const rolesOf = (items: readonly MenuItemConstructorOptions[]): readonly unknown[] =>
    items.flatMap(({ role, submenu }) => [role, ...(Array.isArray(submenu) ? rolesOf(submenu) : [])]);

  it('has what macOS needs, and keys for zooming and quitting everywhere', () => {
    const made = (platform: NodeJS.Platform, devTools: boolean) =>
      applicationMenu({ platform, devTools, write, onCommand: () => undefined });
    expect(rolesOf(made('darwin', false))).toEqual(expect.arrayContaining(['appMenu', 'editMenu', 'windowMenu']));
    expect(rolesOf(made('linux', false))).toEqual(
      expect.arrayContaining(['editMenu', 'zoomIn', 'zoomOut', 'resetZoom']),
    );
    expect(JSON.stringify(made('linux', false))).toContain('CommandOrControl+Q');
    expect(rolesOf(made('win32', false))).not.toContain('toggleDevTools');
    expect(rolesOf(made('win32', true))).toContain('toggleDevTools');
  });

  it('does what its entries say', () => {
    const commandIds: TrayCommand[] = [];
    const menu = applicationMenu({
      platform: 'linux',
      devTools: false,
      write,
      onCommand: (command) => commandIds.push(command),
    });
    const file = menu[0]?.submenu as MenuItemConstructorOptions[];
    for (const { click } of file) if (click !== undefined) Reflect.apply(click, undefined, []);
    expect(commandIds).toEqual(['back-up', 'open-folder', 'quit']);
  });
});
