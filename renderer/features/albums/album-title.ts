import type { Translate } from '../../messages/texts.ts';

/** An album's title as it is shown: Google lets people leave it empty. */
export function shownTitle(title: string, t: Translate): string {
  return title.trim() === '' ? t('albums.untitled') : title;
}
