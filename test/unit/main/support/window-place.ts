import type { Rectangle } from 'electron';
import type { MainWindowOptions } from '../../../../electron/main/window/main-window.ts';
import type { Screens, WindowPlace } from '../../../../electron/main/window/window-place.ts';
import { Screen } from '../../../electron-standin/ui/screen.ts';

/** An ordinary screen without a task bar. */
export const plainScreen: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };

/** The stand-in's `screen` over these displays; `changed` tells of what was done to the list. */
export function screensOf(areas: ConstructorParameters<typeof Screen>[0]) {
  const played = new Screen(areas);
  // Its methods answer themselves where Electron's answer the whole module.
  const whatIsUsed: unknown = played;
  return { screens: whatIsUsed as Screens, changed: (event: string) => played.emit(event), played };
}

/** A window that has been nowhere yet, on one screen; what is remembered is kept in the list. */
export function placeOnOneScreen(remembered: WindowPlace[] = []): MainWindowOptions['place'] {
  return {
    screens: screensOf([{ bounds: plainScreen }]).screens,
    remembered: () => remembered.at(-1) ?? null,
    remember: (place) => void remembered.push(place),
  };
}
