import type { otherScreens } from './other-screens.ts';

type OtherScreens = typeof otherScreens;

let fetching: Promise<OtherScreens> | null = null;
let fetched: OtherScreens | null = null;

/**
 * Fetches the screens that are not in the page's first script; with them the Overview, which most starts show, would be
 * there later. Asked for as soon as the page is idle, so that they are there before somebody opens one.
 */
export function fetchOtherScreens(): Promise<OtherScreens> {
  fetching ??= import('./other-screens.ts').then(
    (code) => {
      fetched = code.otherScreens;
      return fetched;
    },
    (thrown: unknown) => {
      // The next one who asks tries again.
      fetching = null;
      throw thrown;
    },
  );
  return fetching;
}

/** What has been fetched; null before that. Waiting for it, if only for a moment, would make the page flash. */
export function fetchedScreens(): OtherScreens | null {
  return fetched;
}
