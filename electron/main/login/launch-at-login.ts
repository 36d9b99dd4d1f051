import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App } from 'electron';

/** What starting with the session needs to know. */
export interface LaunchOptions {
  readonly app: Pick<App, 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** The program to start. */
  readonly executable: string;
}

/** Switches starting with the session on or off. Electron knows how on macOS and Windows; Linux has the autostart folder. */
export async function setLaunchAtLogin(options: LaunchOptions, launch: 'visible' | 'hidden' | 'off'): Promise<void> {
  const { app, platform, environment, executable } = options;
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: launch !== 'off', args: launch === 'hidden' ? ['--hidden'] : [] });
    return;
  }
  const config = environment['XDG_CONFIG_HOME'] ?? join(environment['HOME'] ?? '/', '.config');
  const file = join(config, 'autostart', 'afterimage.desktop');
  if (launch === 'off') return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, desktopEntry(environment['APPIMAGE'] ?? executable, launch === 'hidden' ? ' --hidden' : ''));
}

/** https://specifications.freedesktop.org/autostart-spec/latest/ */
function desktopEntry(executable: string, args: string): string {
  const quoted = `"${executable.replaceAll(/(["`$\\])/g, '\\$1')}"`;
  return `[Desktop Entry]\nType=Application\nName=Afterimage\nExec=${quoted}${args}\nX-GNOME-Autostart-enabled=true\n`;
}
