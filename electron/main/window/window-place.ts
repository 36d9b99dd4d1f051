import type { Rectangle, Screen } from 'electron';

/** Where the window was, in the screen's own pixels; a maximised window also remembers what it is without that. */
export interface WindowPlace extends Rectangle {
  readonly isMaximized: boolean;
}

/** The screens; what a task bar covers is not in a work area. They may be asked once the app is ready. */
export type Screens = Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'on' | 'off'>;

/** What a window has that has been nowhere yet, where the screen is large enough; the system places it. */
const firstSize = { width: 1100, height: 760 } as const;
export const smallestSize = { width: 360, height: 480 } as const;

/**
 * Windows draws an invisible border of up to this many pixels around a window, but for its upper edge: one that fills
 * half a screen reaches out of it by that.
 */
const invisibleBorder = 8;

/** Size and, once there was one, place of a window that is made now. */
export function startingPlace(
  last: WindowPlace | null,
  screens: Screens,
): Pick<Rectangle, 'width' | 'height'> & Partial<Rectangle> {
  if (last !== null) return placeOnScreens(last, workAreasOf(screens));
  const { width, height } = screens.getPrimaryDisplay().workArea;
  return { width: Math.min(firstSize.width, width), height: Math.min(firstSize.height, height) };
}

/** What windows may lie on. */
export function workAreasOf(screens: Screens): readonly Rectangle[] {
  return screens.getAllDisplays().map(({ workArea }) => workArea);
}

/**
 * Where a window that was at `place` may be now: there, when all of it lies on screens; else wholly on the screen that
 * shows the most of it or is nearest, and no larger than that. `workAreas` are the screens without their task bars,
 * the first one first choice; without any the place stays.
 */
export function placeOnScreens(place: Rectangle, workAreas: readonly Rectangle[]): Rectangle {
  const { x, y, width, height } = place;
  const visible = {
    x: x + invisibleBorder,
    y,
    width: width - 2 * invisibleBorder,
    height: height - invisibleBorder,
  };
  const shown = workAreas.reduce((sum, area) => sum + sharedPixels(visible, area), 0);
  if (shown >= visible.width * visible.height) return { x, y, width, height };
  const area = nearest(place, workAreas);
  return area === null ? { x, y, width, height } : movedInto(place, area);
}

/** A smaller area than the smallest window keeps the window's upper left corner. */
function movedInto(place: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(smallestSize.width, Math.min(place.width, area.width));
  const height = Math.max(smallestSize.height, Math.min(place.height, area.height));
  return {
    x: Math.max(area.x, Math.min(place.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(place.y, area.y + area.height - height)),
    width,
    height,
  };
}

function nearest(place: Rectangle, areas: readonly Rectangle[]): Rectangle | null {
  let best: Rectangle | null = null;
  for (const area of areas) if (best === null || isNearer(place, area, best)) best = area;
  return best;
}

function isNearer(place: Rectangle, area: Rectangle, than: Rectangle): boolean {
  const more = sharedPixels(place, area) - sharedPixels(place, than);
  return more === 0 ? distance(place, area) < distance(place, than) : more > 0;
}

function sharedPixels(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** Between the edges, in pixels; 0 where they overlap. */
function distance(one: Rectangle, other: Rectangle): number {
  const x = Math.max(one.x - (other.x + other.width), other.x - (one.x + one.width), 0);
  const y = Math.max(one.y - (other.y + other.height), other.y - (one.y + one.height), 0);
  return Math.hypot(x, y);
}
