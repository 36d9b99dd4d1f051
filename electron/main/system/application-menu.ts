import type { MenuItemConstructorOptions } from 'electron';
import type { TrayCommand } from '../tray/tray-model.ts';

/** What the menu of the app is made from. */
export interface ApplicationMenuOptions {
  readonly platform: NodeJS.Platform;
  /** Development builds show the entry for the developer tools. */
  readonly devTools: boolean;
  readonly onCommand: (command: TrayCommand) => void;
}

/**
 * The app's menu. macOS shows it at the top of the screen and needs it for copy and paste; elsewhere the bar is hidden
 * until Alt is pressed, and it gives zooming and quitting their keys.
 */
export function applicationMenu({
  platform,
  devTools,
  onCommand,
}: ApplicationMenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const command = (id: TrayCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    click: () => onCommand(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        command('back-up', 'Back up now'),
        command('open-folder', 'Open the backup folder'),
        separator,
        { role: 'close' },
        ...(isMac ? [] : [command('quit', 'Quit Afterimage', 'CommandOrControl+Q')]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(devTools ? [separator, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
  ];
}
