import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../electron/main/options.ts';
import { startsHidden } from '../../../electron/main/system/hidden-start.ts';
import { setLaunchAtLogin } from '../../../electron/main/system/launch-at-login.ts';
import { LoginItem } from '../../electron-standin/app/login-item.ts';
import { harshnessOf } from '../../electron-standin/core/harshness.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const packaged = { isPackaged: true, getAppPath: () => '/opt/app.asar', setLoginItemSettings: () => undefined };

describe('setLaunchAtLogin on Linux', () => {
  async function written(executable: string, launch: 'visible' | 'hidden', environment: NodeJS.ProcessEnv = {}) {
    const config = await temporaryFolder();
    const options = { app: packaged, platform: 'linux', executable } as const;
    await setLaunchAtLogin({ ...options, environment: { XDG_CONFIG_HOME: config, ...environment } }, launch);
    const file = join(config, 'autostart', 'afterimage.desktop');
    return { text: readFileSync(file, 'utf8'), file, config };
  }

  it('writes an autostart entry, hidden when asked', async () => {
    const { text } = await written('/opt/Afterimage/afterimage', 'hidden');
    expect(text.split('\n')).toEqual([
      ...['[Desktop Entry]', 'Type=Application', 'Name=Afterimage'],
      'Exec="/opt/Afterimage/afterimage" "--hidden"',
      ...['X-GNOME-Autostart-enabled=true', ''],
    ]);
    expect((await written('/opt/a', 'visible')).text).toContain('Exec="/opt/a"\n');
  });

  it('starts the AppImage, not its passing mount point', async () => {
    const { text } = await written('/tmp/.mount_x/afterimage', 'visible', { APPIMAGE: '/home/x/Afterimage.AppImage' });
    expect(text).toContain('Exec="/home/x/Afterimage.AppImage"');
  });

  it('quotes twice, as the specification says: as an argument and as a value', async () => {
    const { text } = await written('/opt/a $b "c" \\d %e', 'visible');
    expect(text).toContain('Exec="/opt/a \\\\$b \\\\"c\\\\" \\\\\\\\d %%e"');
  });

  it('takes the entry away, and does not mind when there is none', async () => {
    const { file, config } = await written('/opt/a', 'visible');
    const off = {
      app: packaged,
      platform: 'linux',
      executable: '/opt/a',
      environment: { XDG_CONFIG_HOME: config },
    } as const;
    await setLaunchAtLogin(off, 'off');
    expect(existsSync(file)).toBe(false);
    await setLaunchAtLogin(off, 'off');
  });
});

describe('setLaunchAtLogin elsewhere', () => {
  it("uses the system's login items, with the app as argument in a development build", async () => {
    const set: unknown[] = [];
    const app = { ...packaged, setLoginItemSettings: (settings: unknown) => void set.push(settings) };
    const options = { platform: 'win32', executable: 'C:\\a.exe', environment: {} } as const;
    await setLaunchAtLogin({ ...options, app }, 'hidden');
    await setLaunchAtLogin({ ...options, app: { ...app, isPackaged: false } }, 'visible');
    await setLaunchAtLogin({ ...options, app }, 'off');
    expect(set).toMatchObject([
      { openAtLogin: true, args: ['--hidden'] },
      { openAtLogin: true, args: ['/opt/app.asar'] },
      { openAtLogin: false },
    ]);
  });
});

describe('starting hidden with the session', () => {
  const settings = { launchAtLogin: true, startHidden: true, setup: { step: 'done', finished: true } } as const;

  /** Is the window kept back by the start of the next session, after the switches were set to this? */
  async function isHiddenAtNextLogin(platform: 'win32' | 'darwin', launch: 'visible' | 'hidden'): Promise<boolean> {
    const harsh = harshnessOf({ STANDIN_HARSH: platform === 'darwin' ? 'login-arguments-ignored' : '' });
    const keepsArguments = !harsh.has('login-arguments-ignored');
    const item = new LoginItem({ keepsArguments, isOpenedAtLogin: false });
    const app = { ...packaged, setLoginItemSettings: (set: Electron.Settings) => item.set(set) };
    await setLaunchAtLogin({ app, platform, environment: {}, executable: '/opt/afterimage' }, launch);
    const login = item.nextLogin();
    if (login === null) throw new Error('The session does not start the app');
    const options = readOptions(['/opt/afterimage', ...login.args], true);
    if (!options.ok) throw new Error(options.problem.title);
    return startsHidden({
      app: { getLoginItemSettings: () => login.item.get() },
      platform,
      hidden: options.value.hidden,
      settings: { ...settings, startHidden: launch === 'hidden' },
    });
  }

  it.each(['win32', 'darwin'] as const)('works on %s, where that is wanted', async (platform) => {
    expect(await isHiddenAtNextLogin(platform, 'hidden')).toBe(true);
    expect(await isHiddenAtNextLogin(platform, 'visible')).toBe(false);
  });

  it('is for starts of the session alone: a person who opens the app sees its window', () => {
    const app = { getLoginItemSettings: () => new LoginItem({ keepsArguments: false, isOpenedAtLogin: false }).get() };
    expect(startsHidden({ app, platform: 'darwin', hidden: false, settings })).toBe(false);
    const reopened = { getLoginItemSettings: () => ({ ...app.getLoginItemSettings(), wasOpenedAtLogin: true }) };
    const untold = { ...settings, launchAtLogin: false };
    expect(startsHidden({ app: reopened, platform: 'darwin', hidden: false, settings: untold })).toBe(false);
  });

  it('shows the window of an app that is not set up, however it was started', () => {
    const app = { getLoginItemSettings: () => new LoginItem({ keepsArguments: false, isOpenedAtLogin: true }).get() };
    const fresh = { ...settings, setup: { step: 'welcome', finished: false } } as const;
    expect(startsHidden({ app, platform: 'darwin', hidden: true, settings: fresh })).toBe(false);
    expect(startsHidden({ app, platform: 'darwin', hidden: false, settings })).toBe(true);
  });

  it('asks only macOS: the call is not there elsewhere', () => {
    const app = {
      getLoginItemSettings: (): never => {
        throw new Error('Electron has it on macOS and Windows');
      },
    };
    expect(startsHidden({ app, platform: 'linux', hidden: false, settings })).toBe(false);
    expect(startsHidden({ app, platform: 'linux', hidden: true, settings })).toBe(true);
  });

  it('quotes what Windows would take apart', async () => {
    const set: Electron.Settings[] = [];
    const app = {
      ...packaged,
      isPackaged: false,
      getAppPath: () => 'C:\\Users\\Ada L\\afterimage',
      setLoginItemSettings: (settings: Electron.Settings) => void set.push(settings),
    };
    await setLaunchAtLogin({ app, platform: 'win32', environment: {}, executable: 'C:\\electron.exe' }, 'hidden');
    expect(set).toEqual([{ openAtLogin: true, args: ['"C:\\Users\\Ada L\\afterimage"', '--hidden'] }]);
  });
});
