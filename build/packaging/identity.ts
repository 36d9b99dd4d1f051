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
