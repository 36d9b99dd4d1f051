import { isDeepStrictEqual } from 'node:util';
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { assertNever } from '../../contract/result.ts';
import type { TrayCommand, TrayEntry, TrayIcon, TrayModel } from './tray-model.ts';

/** What is used of the system's tray. */
type DrawnTray = Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu'> & {
  readonly on: (event: 'click', listener: () => void) => unknown;
};

/** What the tray is built from. */
export interface TrayOptions {
  readonly create: (image: NativeImage) => DrawnTray;
  readonly image: (icon: TrayIcon) => NativeImage;
  readonly buildMenu: (template: MenuItemConstructorOptions[]) => Menu;
  readonly onCommand: (command: TrayCommand) => void;
  /** Where a click opens the menu on its own (macOS), it must not open the window as well. */
  readonly clickOpensMenu: boolean;
}

/** The tray as the app owns it. */
export interface TrayController {
  readonly show: (model: TrayModel) => void;
  /** What is shown now. */
  readonly model: () => TrayModel | null;
  /** Does what a click on that entry does. */
  readonly click: (command: TrayCommand) => void;
}

/** A tray that is redrawn only when something in it changes. */
export function createTray({ create, image, buildMenu, onCommand, clickOpensMenu }: TrayOptions): TrayController {
  let tray: DrawnTray | null = null;
  let shown: TrayModel | null = null;

  function template(entry: TrayEntry): MenuItemConstructorOptions {
    switch (entry.kind) {
      case 'command':
        return { id: entry.command, label: entry.label, enabled: entry.enabled, click: () => onCommand(entry.command) };
      case 'statusText':
        return { label: entry.label, enabled: false };
      case 'separator':
        return { type: 'separator' };
      case 'submenu':
        return { label: entry.label, submenu: entry.entries.map(template) };
      default:
        return assertNever(entry);
    }
  }

  return {
    show: (model) => {
      if (tray === null) {
        tray = create(image(model.icon));
        if (!clickOpensMenu) tray.on('click', () => onCommand('open'));
      } else if (shown?.icon !== model.icon) {
        tray.setImage(image(model.icon));
      }
      if (shown?.tooltip !== model.tooltip) tray.setToolTip(model.tooltip);
      if (!isDeepStrictEqual(shown?.entries, model.entries))
        tray.setContextMenu(buildMenu(model.entries.map(template)));
      shown = model;
    },
    model: () => shown,
    click: onCommand,
  };
}
