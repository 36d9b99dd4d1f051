import type { Menu } from './menu.ts';

/** The one menu that `Menu.setApplicationMenu` and `app.applicationMenu` share. */
export class ApplicationMenu {
  #menu: Menu | null = null;

  get(): Menu | null {
    return this.#menu;
  }
  set(menu: Menu | null): void {
    this.#menu = menu;
  }
}
