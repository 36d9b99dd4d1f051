import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setLaunchAtLogin } from '../../../electron/main/login/launch-at-login.ts';
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
