import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, test } from 'vitest';
import { desktopEntryKeys } from '../../../build/packaging/desktop-entry.ts';
import { fuseConfig, fuses } from '../../../build/packaging/fuses.ts';
import { appId, linuxName } from '../../../build/packaging/identity.ts';
import { updateFeed, updateFeedFile } from '../../../build/packaging/update-feed.ts';
import { setWindowsAppId } from '../../../electron/main/windows-app-id.ts';
import configuration from '../../../electron-builder.config.ts';

const project = join(import.meta.dirname, '..', '..', '..');
// electron-builder's own check of a configuration is not among its exports.
const require = createRequire(join(project, 'node_modules', 'electron-builder', 'package.json'));

describe('the configuration of electron-builder', () => {
  test('is what its own schema allows, as it loads the file', async () => {
    const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config.js');
    const logger = { isEnabled: false };
    const loaded = await getConfig(project, 'electron-builder.config.ts', null);
    expect(loaded.appId).toBe(configuration.appId);
    await validateConfiguration(loaded, logger);
    await expect(validateConfiguration({ ...loaded, nsiss: {} }, logger)).rejects.toThrow('nsiss');
  });

  test('names files that are there', () => {
    const { win, mac, linux, nsis } = configuration;
    const named = [win?.icon, mac?.icon, linux?.icon, nsis?.license];
    for (const file of named) expect(existsSync(join(project, String(file))), String(file)).toBe(true);
  });

  test('makes every kind of installer', () => {
    expect(configuration.win?.target).toEqual(['nsis']);
    expect(configuration.mac?.target).toEqual(['dmg', 'zip']);
    expect(configuration.linux?.target).toEqual(['AppImage', 'deb', 'rpm']);
  });

  test('names the app as the app names itself to Windows', () => {
    const named: string[] = [];
    const installed = { isPackaged: true, setAppUserModelId: (id: string) => void named.push(id) };
    setWindowsAppId(installed, { platform: 'win32', execPath: 'C:\\Afterimage.exe' });
    expect(configuration.appId).toBe(appId);
    expect(named).toEqual([appId]);
  });

  test('leaves a person their data when the program is removed', () => {
    expect(configuration.nsis?.deleteAppDataOnUninstall).toBe(false);
  });
});

describe('the desktop entry', () => {
  test('names the program, its window and its icon alike', async () => {
    const text = await readFile(join(project, 'build', `${linuxName}.desktop`), 'utf8');
    const entry = desktopEntryKeys(text, []);
    expect(entry).toMatchObject({ Type: 'Application', Exec: linuxName, Icon: linuxName, StartupWMClass: linuxName });
    for (const list of ['Categories', 'Keywords']) expect(entry[list]).toMatch(/^([A-Za-z]+;)+$/);
    expect(configuration.linux?.desktop?.entry).toEqual(
      desktopEntryKeys(text, ['Type', 'Version', 'Exec', 'Icon', 'Terminal']),
    );
  });

  test.each([
    ['another group', '[Desktop Action x]\nName=x\n'],
    ['no entry', '[Desktop Entry]\nName\n'],
  ])('is refused with %s', (_what, text) => {
    expect(() => desktopEntryKeys(text, [])).toThrow();
  });
});

describe('where updates come from', () => {
  test('is the repository whose workflow builds, and nothing on a machine at home', () => {
    expect(updateFeed({ GITHUB_REPOSITORY: 'someone/afterimage' })).toEqual({
      provider: 'github',
      owner: 'someone',
      repo: 'afterimage',
    });
    for (const value of [undefined, '', 'someone', 'a/b/c', 'a/b\nurl: x']) {
      expect(updateFeed(value === undefined ? {} : { GITHUB_REPOSITORY: value })).toBeNull();
    }
    const feed = JSON.parse(updateFeedFile({ provider: 'github', owner: 'someone', repo: 'afterimage' }));
    expect(feed).toMatchObject({ provider: 'github', owner: 'someone', updaterCacheDirName: 'afterimage-updater' });
  });
});

describe('the fuses', () => {
  test('are all named, each with its reason', () => {
    const names = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
    expect(Object.keys(fuses).toSorted()).toEqual(names.toSorted());
    for (const { reason } of Object.values(fuses)) expect(reason.length).toBeGreaterThan(30);
  });

  test('shut what would run foreign code with our rights', () => {
    expect(fuseConfig()).toMatchObject({
      strictlyRequireAllFuses: true,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
    });
  });
});
