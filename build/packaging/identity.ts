import { join } from 'node:path';

/** Names that the installed program goes by. They must never change: settings and updates hang on them. */

/** Reverse-domain name of the app, for macOS, for Windows' taskbar and notifications, and for the installers. */
export const appId = 'app.afterimage.desktop';

/** What a person calls it: the bundle on macOS, the .exe on Windows. */
export const productName = 'Afterimage';

/**
 * The program on Linux, its desktop entry and its icon. Not plain `afterimage`: that is the command line, which is
 * installed apart.
 */
export const linuxName = 'afterimage-desktop';

/** Where Forge puts the packaged app, and electron-builder the installers; relative to the project. */
export const packagedFolder = 'dist/packaged';
export const installersFolder = 'dist/installers';

/** The program in the folder that Forge made. Throws for a system that there is no package for. */
export function packagedProgram(project: string, platform: NodeJS.Platform, arch: string): string {
  const folder = join(project, packagedFolder, `${productName}-${platform}-${arch}`);
  const programs: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
    linux: join(folder, linuxName),
    darwin: join(folder, `${productName}.app`, 'Contents', 'MacOS', productName),
    win32: join(folder, `${productName}.exe`),
  };
  const program = programs[platform];
  if (program === undefined) throw new Error(`Afterimage is not packaged for ${platform}`);
  return program;
}
