import { cancellableEvent } from '../core/cancellable-event.ts';
import { LoudEmitter, LoudObject } from '../core/loud.ts';
import type { Recorder } from '../core/recorder.ts';
import { performRole, type RoleActions, roleLabel } from './menu-roles.ts';

type Template = Electron.MenuItemConstructorOptions;

/** What menus stand on. */
export type MenuDeps = {
  readonly recorder: Recorder;
  readonly roles: RoleActions;
  readonly focusedWindow: () => object | undefined;
  readonly nextCommandId: () => number;
};

/** `MenuItem`: live, `click()` does what a person's click does. */
export class MenuItem extends LoudObject {
  readonly id: string;
  readonly label: string;
  readonly type: NonNullable<Template['type']>;
  readonly role: Electron.MenuItem['role'];
  readonly accelerator: string | null;
  readonly sublabel: string;
  readonly toolTip: string;
  readonly icon: Template['icon'];
  readonly commandId: number;
  readonly submenu: Menu | undefined;
  readonly click: (...args: unknown[]) => void;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  menu: Menu | undefined;

  constructor(deps: MenuDeps, options: Template) {
    super('MenuItem');
    const { submenu, role } = options;
    this.submenu = Array.isArray(submenu) ? Menu.fromTemplate(deps, submenu) : (submenu as Menu | undefined);
    this.id = options.id ?? '';
    // The template's roles are the item's, and some that make whole menus.
    this.role = role as Electron.MenuItem['role'];
    this.label = options.label ?? (role ? roleLabel(role) : '');
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    this.accelerator = options.accelerator ?? null;
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.icon = options.icon;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.commandId = deps.nextCommandId();
    this.click = (event) => {
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.menu?.checkOnly(this);
      // As in Electron, a role comes with its own behaviour and `click` is ignored.
      if (role) performRole(role, deps.roles);
      else if (options.click) Reflect.apply(options.click, undefined, [this, deps.focusedWindow(), event ?? {}]);
    };
  }
}

/** `Menu`: built, searched and clicked, but never drawn. */
export class Menu extends LoudEmitter {
  readonly items: MenuItem[] = [];
  readonly #deps: MenuDeps;

  constructor(deps: MenuDeps) {
    super('Menu');
    this.#deps = deps;
  }

  /**
   * `Menu.buildFromTemplate`.
   * @standin
   */
  static fromTemplate(deps: MenuDeps, template: readonly (Template | MenuItem)[]): Menu {
    const menu = new Menu(deps);
    for (const entry of template) {
      if (!entry.label && !entry.role && !entry.type) {
        throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
      }
      menu.append(entry instanceof MenuItem ? entry : new MenuItem(deps, entry as Template));
    }
    return menu;
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }
  insert(position: number, item: MenuItem): void {
    if (position < 0) throw new RangeError(`Position ${position} cannot be less than 0`);
    item.menu = this;
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(options?: Electron.PopupOptions): void {
    this.#deps.recorder.record('menu.popup', options);
    this.emit('menu-will-show', cancellableEvent({}));
  }
  closePopup(): void {
    this.emit('menu-will-close', cancellableEvent({}));
  }

  /**
   * Of radio items that stand together only one is checked.
   * @standin
   */
  checkOnly(chosen: MenuItem): void {
    const isRadio = (item: MenuItem | undefined): boolean => item?.type === 'radio';
    const at = this.items.indexOf(chosen);
    const before = this.items.slice(0, at).findLastIndex((item) => !isRadio(item)) + 1;
    for (const item of this.items.slice(before)) {
      if (!isRadio(item)) break;
      item.checked = item === chosen;
    }
  }
}
