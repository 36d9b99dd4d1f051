import type { MenuItemConstructorOptions } from 'electron';
import { type Message, message } from '../../contract/messages/message.ts';
import type { MessageWriter } from '../../contract/messages/message-writer.ts';
import type { TrayCommand } from '../tray/tray-model.ts';

/** What the menu of the app is made from. */
export interface ApplicationMenuOptions {
  readonly platform: NodeJS.Platform;
  /** Development builds show the entry for the developer tools. */
  readonly devTools: boolean;
  readonly write: MessageWriter;
  readonly onCommand: (command: TrayCommand) => void;
}

/**
 * The app's menu. macOS shows it at the top of the screen and needs it for copy and paste; elsewhere the bar is hidden
 * until Alt is pressed, and it gives zooming and quitting their keys.
 */
export function applicationMenu({
  platform,
  devTools,
  write,
  onCommand,
}: ApplicationMenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const command = (id: TrayCommand, label: Message, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label: write(label),
    click: () => onCommand(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: write(message('menu.file')),
      submenu: [
        command('back-up', message('tray.back-up')),
        command('open-folder', message('tray.open-folder')),
        separator,
        { role: 'close' },
        ...(isMac ? [] : [command('quit', message('tray.quit'), 'CommandOrControl+Q')]),
      ],
    },
    { role: 'editMenu' },
    {
      label: write(message('menu.view')),
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
