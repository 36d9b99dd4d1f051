import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { makeFolders } from '../../base/make-folders.ts';

/** What starting with the session needs to know. */
export interface LaunchOptions {
  readonly app: Pick<App, 'setLoginItemSettings' | 'isPackaged' | 'getAppPath'>;
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** The program to start. */
  readonly executable: string;
}

/**
 * Switches starting with the session on or off. Electron knows how on macOS and Windows; Linux has the autostart folder.
 * The login items of macOS have no arguments: `startsHidden` tells there how to begin.
 */
export async function setLaunchAtLogin(options: LaunchOptions, launch: 'visible' | 'hidden' | 'off'): Promise<void> {
  const { app, platform, environment, executable } = options;
  if (platform === 'darwin') return app.setLoginItemSettings({ openAtLogin: launch !== 'off' });
  // In a development build the program is Electron, and the app its first argument.
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), ...(launch === 'hidden' ? ['--hidden'] : [])];
  if (platform !== 'linux') {
    // Electron joins them with spaces, and quotes none of them.
    const quoted = args.map((word) => (word.includes(' ') ? `"${word}"` : word));
    return app.setLoginItemSettings({ openAtLogin: launch !== 'off', args: quoted });
  }
  const config = environment['XDG_CONFIG_HOME'] ?? join(environment['HOME'] ?? '/', '.config');
  const file = join(config, 'autostart', 'afterimage.desktop');
  if (launch === 'off') return rm(file, { force: true });
  await makeFolders(dirname(file));
  await writeFile(file, desktopEntry([environment['APPIMAGE'] ?? executable, ...args]));
}

/** https://specifications.freedesktop.org/autostart-spec/latest/ */
function desktopEntry(command: readonly string[]): string {
  // The string is unescaped once as a value and once as a command line; % begins a field code.
  const quoted = command.map((word) => {
    const argument = `"${word.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
    return argument.replaceAll('\\', '\\\\');
  });
  return `[Desktop Entry]\nType=Application\nName=Afterimage\nExec=${quoted.join(' ')}\nX-GNOME-Autostart-enabled=true\n`;
}
