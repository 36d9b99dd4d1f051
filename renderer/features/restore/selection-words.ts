import type { PhotoFilter } from '../../../electron/contract/photo-filter.ts';
import type { Formats } from '../../formatting/formats.ts';
import type { RestoreDraft } from '../../store/restore-draft.ts';
import { monthName } from '../photos/month-name.ts';

/** What is restored, in words. */
export function selectionWords({ selection, albumTitle }: RestoreDraft, formats: Formats): string {
  const { t } = formats;
  const { search, filter } = selection;
  if (albumTitle !== null) return t('restore.what.album', { album: albumTitle });
  const filters = filter === undefined ? [] : filterWords(filter, formats);
  const narrowed = search === null ? filters : [t('restore.what.search', { search }), ...filters];
  return narrowed.length === 0 ? t('restore.what.everything') : formats.series(narrowed);
}

function filterWords({ period, kind, source, favourite, doubtful }: PhotoFilter, formats: Formats): string[] {
  const { t } = formats;
  return [
    ...(period === null ? [] : [periodWords(period, formats)]),
    ...(kind === null ? [] : [t(`photos.filters.kinds.${kind}`)]),
    ...(source === null ? [] : [t(`activity.sources.${source}`)]),
    ...(favourite ? [t('photos.filters.favourites')] : []),
    ...(doubtful ? [t('photos.filters.doubtful')] : []),
  ];
}

function periodWords(period: string, formats: Formats): string {
  return /^\d{4}$/.test(period) ? period : monthName(period, formats);
}
