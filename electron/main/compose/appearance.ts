import type * as Electron from 'electron';
import type { AppLanguage } from '../appearance/app-language.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { applicationMenu } from '../system/application-menu.ts';
import type { AppEvents } from './app-events.ts';
import type { Surface } from './surface.ts';
import type { Views } from './views.ts';

/** What language and theme are shown by. */
export interface AppearanceOptions {
  readonly electron: Pick<typeof Electron, 'app' | 'Menu' | 'nativeTheme'>;
  readonly events: Pick<AppEvents, 'appearanceChanges' | 'commands'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly language: AppLanguage;
  readonly surface: { readonly window: Pick<Surface['window'], 'reload' | 'recolour'> };
  readonly views: Views;
  readonly platform: NodeJS.Platform;
}

/** Sets the menu, and speaks and looks from now on as the settings say. */
export function followAppearance(options: AppearanceOptions): void {
  const { electron, events, settings, language, surface, views, platform } = options;
  const menu = {
    platform,
    devTools: !electron.app.isPackaged,
    write: language.write,
    onCommand: events.commands.emit,
  };
  const setMenu = (): void => electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(applicationMenu(menu)));
  setMenu();
  electron.nativeTheme.themeSource = settings.read().theme;
  electron.nativeTheme.on('updated', () => surface.window.recolour());
  events.appearanceChanges.listen(() => {
    const chosen = settings.read();
    electron.nativeTheme.themeSource = chosen.theme;
    if (!language.choose(chosen.language)) return;
    setMenu();
    views.showTray();
    // The page is built in one language; it comes back at the place where it is.
    surface.window.reload();
  });
}
