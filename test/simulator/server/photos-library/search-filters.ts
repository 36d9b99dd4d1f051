import * as z from 'zod';
import type { LibraryItem } from '../../library/library-model.ts';

const dateSchema = z.strictObject({
  year: z.int().nullish(),
  month: z.int().nullish(),
  day: z.int().nullish(),
});

/** `filters` of mediaItems:search. Categories are accepted and match everything: the simulator sees no pictures. */
const filtersSchema = z.strictObject({
  dateFilter: z
    .strictObject({
      dates: z.array(dateSchema).nullish(),
      ranges: z.array(z.strictObject({ startDate: dateSchema, endDate: dateSchema })).nullish(),
    })
    .nullish(),
  mediaTypeFilter: z.strictObject({ mediaTypes: z.array(z.enum(['ALL_MEDIA', 'PHOTO', 'VIDEO'])).nullish() }).nullish(),
  featureFilter: z.strictObject({ includedFeatures: z.array(z.enum(['NONE', 'FAVORITES'])).nullish() }).nullish(),
  contentFilter: z
    .strictObject({
      includedContentCategories: z.array(z.string()).nullish(),
      excludedContentCategories: z.array(z.string()).nullish(),
    })
    .nullish(),
  includeArchivedMedia: z.boolean().nullish(),
  excludeNonAppCreatedData: z.boolean().nullish(),
});

/** The body of mediaItems:search. As in all of Google's JSON, null stands for absent. */
export const searchBodySchema = z.strictObject({
  albumId: z.string().nullish(),
  pageSize: z.unknown().optional(),
  pageToken: z.string().nullish(),
  filters: filtersSchema.nullish(),
  orderBy: z.string().nullish(),
});

export type SearchFilters = z.infer<typeof filtersSchema>;
type SearchDate = z.infer<typeof dateSchema>;

/** Whether an item passes the filters. No item is a favourite. */
export function matcherOf(filters: SearchFilters): (item: LibraryItem) => boolean {
  const types = filters.mediaTypeFilter?.mediaTypes ?? [];
  const favourites = filters.featureFilter?.includedFeatures?.includes('FAVORITES') === true;
  const dates = filters.dateFilter?.dates ?? [];
  const ranges = filters.dateFilter?.ranges ?? [];
  const dated = dates.length + ranges.length > 0;
  return (item) => {
    if (favourites) return false;
    if (types.includes('PHOTO') && item.kind !== 'photo') return false;
    if (types.includes('VIDEO') && item.kind !== 'video') return false;
    if (!dated) return true;
    const day = Number(item.creationTime.slice(0, 10).replaceAll('-', ''));
    return (
      dates.some((date) => isOn(day, date)) ||
      ranges.some(({ startDate, endDate }) => numberOf(startDate) <= day && day <= numberOf(endDate))
    );
  };
}

/** Whether nothing in the filters can hold an item back. */
export function matchesEverything(filters: SearchFilters): boolean {
  const { dateFilter, mediaTypeFilter, featureFilter } = filters;
  const types = mediaTypeFilter?.mediaTypes ?? [];
  return (
    (dateFilter?.dates ?? []).length + (dateFilter?.ranges ?? []).length === 0 &&
    types.every((type) => type === 'ALL_MEDIA') &&
    featureFilter?.includedFeatures?.includes('FAVORITES') !== true
  );
}

function numberOf({ year, month, day }: SearchDate): number {
  return (year ?? 0) * 10_000 + (month ?? 0) * 100 + (day ?? 0);
}

/** A date may leave out its year, month or day: then every one of them matches. */
function isOn(day: number, date: SearchDate): boolean {
  return (
    (!date.year || date.year === Math.floor(day / 10_000)) &&
    (!date.month || date.month === Math.floor(day / 100) % 100) &&
    (!date.day || date.day === day % 100)
  );
}
