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
import { setLaunchAtLogin } from '../../../electron/main/system/launch-at-login.ts';
import { setWindowsAppId } from '../../../electron/main/system/windows-app-id.ts';
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
    const named = [win?.icon, mac?.icon, linux?.icon, nsis?.license, nsis?.include];
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

/** The templates that the installer for Windows is made from; they can change with every version of electron-builder. */
async function nsisTemplate(name: string): Promise<string> {
  return readFile(join(project, 'node_modules', 'app-builder-lib', 'templates', 'nsis', name), 'utf8');
}

describe('the installer for Windows', () => {
  test('takes what starts with the session away, unless it is an update that uninstalls', async () => {
    const include = await readFile(join(project, String(configuration.nsis?.include)), 'utf8');
    expect(await nsisTemplate('uninstaller.nsh')).toContain('!insertmacro customUnInstall\n');
    const macro = /^!macro customUnInstall\n(.*?)^!macroend$/ms.exec(include)?.[1] ?? '';
    const commands = macro
      .replaceAll(/\$\{(\w+)\}/g, '<$1>')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith(';'));
    const run = String.raw`Software\Microsoft\Windows\CurrentVersion\Run`;
    const approved = String.raw`Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`;
    expect(commands).toEqual([
      '<ifNot> <isUpdated>',
      `DeleteRegValue HKCU "${run}" "<APP_ID>"`,
      `DeleteRegValue HKCU "${approved}" "<APP_ID>"`,
      '<endIf>',
    ]);
  });

  test('finds those under the name that Electron gives them: the AppUserModelID, which is the id of the app', async () => {
    const set: object[] = [];
    const app = { isPackaged: true, getAppPath: () => '', setLoginItemSettings: (one: object) => void set.push(one) };
    await setLaunchAtLogin({ app, platform: 'win32', environment: {}, executable: 'C:\\a.exe' }, 'hidden');
    expect(set).toHaveLength(1);
    expect(set[0]).not.toHaveProperty('name');
    const target = join(project, 'node_modules', 'app-builder-lib', 'out', 'targets', 'nsis', 'NsisTarget.js');
    expect(await readFile(target, 'utf8')).toContain('APP_ID: appInfo.id,');
  });

  // Why updates.ts ends all work before it starts the installer: no orderly end fits into this.
  test('gives a program that is updated 1.3 seconds, and then ends it whatever it does', async () => {
    const text = await nsisTemplate('include/allowOnlyOneInstallerInstance.nsh');
    const check = /!macro _CHECK_APP_RUNNING\n(.*?)!insertmacro KILL_PROCESS/s.exec(text)?.[1] ?? '';
    const sleeps = [...check.matchAll(/^ *Sleep (\d+)$/gm)].map(([, milliseconds]) => Number(milliseconds));
    expect(sleeps).toEqual([300, 1_000]);
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
