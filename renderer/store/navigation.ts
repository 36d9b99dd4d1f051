import { type Screen, screenHash, screens } from '../../electron/contract/screens.ts';

/** Where the person is: a screen, and a part of it (an album's id, a section of the settings). */
export interface Route {
  readonly screen: Screen;
  readonly part: string | null;
}

/** Reads a place from the address's hash; anything unknown is the Overview. */
export function placeOf(hash: string): Route {
  const [screen, part] = hash.replace(/^#\/?/, '').split('/');
  const known = screens.find((one) => one === screen);
  if (known === undefined) return { screen: 'overview', part: null };
  return { screen: known, part: part === undefined || part === '' ? null : decoded(part) };
}

/** The hash of a place: what links point to. */
export function hashOf(screen: Screen, part: string | null = null): string {
  return part === null ? screenHash(screen) : `${screenHash(screen)}/${encodeURIComponent(part)}`;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // A hash typed by hand may hold a broken escape; the screen itself can still be shown.
    return null;
  }
}
