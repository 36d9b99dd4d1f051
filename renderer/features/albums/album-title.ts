import { albumsStrings } from './strings.ts';

/** An album's title as it is shown: Google lets people leave it empty. */
export function shownTitle(title: string): string {
  return title.trim() === '' ? albumsStrings.untitled : title;
}
