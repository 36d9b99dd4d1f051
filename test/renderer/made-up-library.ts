import type { AlbumCard, GridPhoto, PhotoDetail, PhotoMonth } from '../../electron/contract/desktop-models.ts';
import type { BroughtBack, CoverageMonth, PhotoFilter } from '../../electron/contract/photo-filter.ts';
import type { PhotosAround, PhotosAroundQuery } from '../../electron/contract/photos-around.ts';
import type { PhotoView } from '../../electron/contract/viewer-models.ts';

/** A library that exists only as arithmetic: any number of photos costs nothing. */
export interface MadeUpLibrary {
  readonly months: (search: string) => PhotoMonth[];
  readonly page: (search: string, offset: number, limit: number) => GridPhoto[];
  /** Null when there is no such photo. */
  readonly detail: (id: number) => PhotoDetail | null;
  /** Null when there is no such photo. */
  readonly view: (id: number) => PhotoView | null;
  readonly albums: readonly AlbumCard[];
  readonly albumPhotos: (album: AlbumCard, offset: number, limit: number) => GridPhoto[];
}

/** How many assets the library is said to have before a backup brings more. */
export const assetsAtFirst = 18_196;

const someMonths: readonly PhotoMonth[] = [
  { month: '2026-08', count: 214 },
  { month: '2026-07', count: 96 },
  { month: '2026-05', count: 3 },
  { month: '2025-12', count: 410 },
  { month: '2019-01', count: 48 },
  { month: null, count: 7 },
];

/** From this many assets on, the library has as many photos as it says, over 22 years. */
const many = 100_000;

/** The library of a snapshot that says how many assets and albums there are. */
export function madeUpLibrary(assets: number, albumCount: number): MadeUpLibrary {
  const months = assets === 0 ? [] : assets >= many ? manyMonths(assets) : someMonths;
  const total = months.reduce((sum, { count }) => sum + count, 0);
  const starts = startsOf(months);
  const newcomers = newcomersOf(assets);
  const found = (search: string) => (search === '' ? months : months.filter(({ month }) => month?.includes(search)));

  function photo(id: number): GridPhoto {
    const place = placeIn(starts, id);
    return photoOf(id, months[place]?.month ?? null, (starts[place] ?? 0) + (months[place]?.count ?? 0) - id);
  }

  function page(search: string, offset: number, limit: number): GridPhoto[] {
    const photos = search === '' ? newcomers.slice(offset, offset + limit) : [];
    let skip = search === '' ? Math.max(0, offset - newcomers.length) : offset;
    for (const { month, count } of found(search)) {
      const start = starts[months.findIndex((one) => one.month === month)] ?? 0;
      for (let within = skip; within < count && photos.length < limit; within += 1) photos.push(photo(start + within));
      skip = Math.max(0, skip - count);
    }
    return photos;
  }

  return {
    months: (search) => {
      if (search !== '' || newcomers.length === 0) return [...found(search)];
      return [{ month: '2026-09', count: newcomers.length }, ...months];
    },
    page,
    detail: (id) => (id >= 0 && (id < total || id >= firstNewcomer) ? { ...photo(id), ...detailOf(id) } : null),
    view: (id) => (id >= 0 && (id < total || id >= firstNewcomer) ? viewOf(id) : null),
    albums: albumCount === 0 ? [] : albumsOf(total),
    albumPhotos: ({ id, stored }, offset, limit) =>
      Array.from({ length: Math.max(0, Math.min(limit, stored - offset)) }, (_, index) =>
        photo((id * 17 + offset + index) % Math.max(1, total)),
      ),
  };
}

const firstNewcomer = 900_000;

/** What a backup has stored meanwhile: newer than all the others, the latest first. */
function newcomersOf(assets: number): readonly GridPhoto[] {
  const count = assets < many ? Math.max(0, assets - assetsAtFirst) : 0;
  return Array.from({ length: count }, (_, index) => {
    const id = firstNewcomer + count - 1 - index;
    return { ...photoOf(id, '2026-09', count - index), name: `NEW_${id}.JPG`, kind: 'photo' };
  });
}

/** What lies around a photo in a list of so many, which `page` shows a part of. */
export function aroundOf(
  { photo, place, reach }: PhotosAroundQuery,
  total: number,
  page: (offset: number, limit: number) => GridPhoto[],
): PhotosAround {
  const found = photo === null ? -1 : page(0, total).findIndex(({ id }) => id === photo.id);
  const now = found >= 0 ? found : Math.min(place, Math.max(0, total - 1));
  const first = Math.max(0, now - reach);
  const photos = page(first, Math.min(total, now + reach + 1) - first);
  return { total, place: now, isThere: photo === null || found >= 0, first, photos };
}

function manyMonths(assets: number): PhotoMonth[] {
  const months: PhotoMonth[] = [];
  let left = assets - 40;
  for (let index = 0; left > 0; index += 1) {
    const year = 2026 - Math.floor((index + 4) / 12);
    const month = 12 - ((index + 4) % 12);
    // Summers are photographed more than winters.
    const count = Math.min(left, 160 + ((index * 7919) % 300) + (month >= 6 && month <= 8 ? 260 : 0));
    months.push({ month: `${year}-${String(month).padStart(2, '0')}`, count });
    left -= count;
  }
  return [...months, { month: null, count: 40 }];
}

function startsOf(months: readonly PhotoMonth[]): number[] {
  let start = 0;
  return months.map(({ count }) => {
    start += count;
    return start - count;
  });
}

function placeIn(starts: readonly number[], id: number): number {
  return Math.max(
    0,
    starts.findLastIndex((start) => start <= id),
  );
}

function photoOf(id: number, month: string | null, place: number): GridPhoto {
  const day = String(1 + (place % 28)).padStart(2, '0');
  const isVideo = isVideoId(id);
  return {
    id,
    name: isVideo ? `VID_${2000 + id}.mp4` : `IMG_${2000 + id}.${id % 9 === 5 ? 'HEIC' : 'JPG'}`,
    kind: isVideo ? 'video' : 'photo',
    takenLocal: month === null ? null : `${month}-${day}T14:03:11`,
    width: id % 3 === 0 ? 3024 : 4032,
    height: id % 3 === 0 ? 4032 : 3024,
  };
}

/** Whose file has gone from the made-up disk since it was stored. */
export function isGone(id: number): boolean {
  return id % 61 === 20;
}

/** Whether Chromium knows the format of a film; the clips of live photos are all of a kind that it does. */
export function isPlayable(id: number): boolean {
  return !isVideoId(id) || id % 2 === 0;
}

/** Videos have no thumbnail. */
export function isVideoId(id: number): boolean {
  return id % 23 === 13;
}

function viewOf(id: number): PhotoView {
  if (isVideoId(id)) return { shows: 'film', hasMotion: false };
  return { shows: id % 9 === 5 ? 'decoded' : 'original', hasMotion: id % 8 === 1 };
}

function detailOf(id: number): Omit<PhotoDetail, keyof GridPhoto> {
  const isVideo = isVideoId(id);
  return {
    path: isVideo ? `Photos/2026/08/VID_${2000 + id}.mp4` : `Photos/2026/08/IMG_${2000 + id}.JPG`,
    bytes: isVideo ? 148_213_770 : 4_821_377,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    mimeType: isVideo ? 'video/mp4' : 'image/jpeg',
    zoneMinutes: 120,
    takenReason: isVideo ? 'quicktime' : 'exif',
    fidelity: id % 7 === 2 ? 'original' : 'api-copy',
    description: id % 2 === 0 ? 'The harbour, just before the rain.' : null,
    storedAt: '2026-08-14T09:12:44.000Z',
    verifiedAt: id % 5 === 0 ? null : '2026-08-15T02:00:10.000Z',
    sources: [
      { source: 'library', account: 'ada@example.org', filename: `IMG_${2000 + id}.JPG` },
      ...(id % 7 === 2 ? [{ source: 'takeout' as const, account: 'takeout', filename: `IMG_${2000 + id}.JPG` }] : []),
    ],
    albums: id % 4 === 3 ? [] : [{ id: 1, title: 'Trip to Rome' }],
  };
}

/** What its albums are called. */
export const albumTitles = [
  'Trip to Rome',
  'Garden',
  'The long summer of the two bicycles and everything that went with it',
  'Winter',
  'Family',
  'Workshop',
  'Birds',
  'Letters and receipts',
] as const;

function albumsOf(total: number): AlbumCard[] {
  const first = albumTitles.map((title, index) => ({
    id: index + 1,
    title,
    items: 12 + index * 31,
    stored: index === 3 ? 40 : 12 + index * 31,
    cover: index === 5 ? null : index * 17 + 2,
    absentSince: index === 6 ? '2026-06-02T08:00:00.000Z' : null,
  }));
  const more = total < many ? 0 : 1_200;
  const others = Array.from({ length: more }, (_, index) => ({
    id: 100 + index,
    title: `Weekend ${String(index + 1).padStart(4, '0')}`,
    items: 5 + ((index * 31) % 90),
    stored: 5 + ((index * 31) % 90),
    cover: (index * 83 + 2) % total,
    absentSince: null,
  }));
  return [...first, ...others];
}

/** A made-up library knows nothing but its months: a filter that leads elsewhere finds nothing. */
export function searchOf(search: string, filter: PhotoFilter | undefined): string {
  if (filter === undefined) return search;
  if (filter.favourite || filter.doubtful) return 'nothing of the kind';
  return filter.period ?? search;
}

/** Two of the months have lost something, and some were never verified. */
export function coverageOf(months: readonly PhotoMonth[]): CoverageMonth[] {
  return months.map(({ month, count }, index) => {
    const missing = index % 17 === 2 ? Math.min(3, count) : 0;
    const stored = count - missing;
    return { month, stored, verified: index % 5 === 4 ? Math.floor(stored / 3) : stored, missing };
  });
}

export function broughtBackOf(assets: number): BroughtBack | null {
  if (assets === 0) return null;
  return {
    ...{ photos: Math.round(assets * 0.93), films: Math.round(assets * 0.07), albums: 46, places: 12_904 },
    ...{ captions: 318, people: 4_211, favourites: 602, firstYear: 2007, lastYear: 2026, missing: 3, doubtful: 12 },
  };
}
