import type { TrayIcon } from './tray-model.ts';

/**
 * The file of an icon in build/tray; Electron finds the files for other scales (`@2x`) beside it. macOS draws templates
 * in the colour of its menu bar, Windows shows icons on its own taskbar colours, and Linux panels are mostly dark.
 */
export function trayIconFile(platform: NodeJS.Platform, icon: TrayIcon): string {
  switch (platform) {
    case 'darwin':
      return `${icon}Template.png`;
    case 'win32':
      return `${icon}.png`;
    default:
      return `${icon}Linux.png`;
  }
}
