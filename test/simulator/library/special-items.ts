import type { MediaFormat } from './library-model.ts';

/** What is peculiar about an item; everything left out is made up as for any other item. */
export interface SpecialItem {
  readonly filename: string;
  readonly format?: MediaFormat;
  readonly description?: string;
  /** Wall-clock time of capture, "YYYY-MM-DDTHH:MM:SS". */
  readonly taken?: string;
  readonly offsetMinutes?: number;
  readonly dates?: 'none' | 'with-offset';
}

/** Twelve a chapter: twins must stand in one chapter, because a chapter's items are taken in the same month. */
const chapters: readonly (readonly SpecialItem[])[] = [
  [
    { filename: 'IMG_0001.JPG', format: 'jpeg' },
    { filename: 'IMG_0001.JPG', format: 'jpeg' },
    { filename: 'a.jpg', format: 'jpeg' },
    { filename: 'A.JPG', format: 'jpeg' },
    { filename: 'Caf\u00e9.jpg', format: 'jpeg' },
    { filename: 'Cafe\u0301.jpg', format: 'jpeg' },
    { filename: '🏔️ sunrise 🌅.jpg', format: 'jpeg' },
    { filename: 'Rome/Colosseum.jpg', format: 'jpeg' },
    { filename: 'IMG_0001.MP4', format: 'mp4' },
    { filename: 'IMG_0001.HEIC', format: 'heic' },
    { filename: 'CON.jpg', format: 'jpeg' },
    {
      filename: 'IMG_0001.JPG',
      format: 'jpeg',
      description: 'First light on the ridge.\nWe had been walking since four – “worth it”. 🥾',
    },
  ],
  [
    { filename: 'C:\\Photos\\beach.jpg', format: 'jpeg' },
    { filename: '12:30:15 harbour.jpg', format: 'jpeg' },
    { filename: 'aux.png', format: 'jpeg' },
    { filename: 'NUL', format: 'jpeg' },
    { filename: '.hidden.jpg', format: 'jpeg' },
    { filename: '../../escape.jpg', format: 'jpeg' },
    { filename: 'trailing dots...', format: 'jpeg' },
    { filename: 'trailing spaces.jpg   ', format: 'jpeg' },
    { filename: `${'a very long name that goes on '.repeat(8)}.jpg`, format: 'jpeg' },
    { filename: `${'長い名前の写真'.repeat(30)}.heic`, format: 'heic' },
    { filename: 'line\nbreak\tand\u0007bell.jpg', format: 'jpeg' },
    { filename: 'clip 🎬.mp4', format: 'mp4', dates: 'with-offset' },
  ],
  [
    {
      filename: 'new year.jpg',
      format: 'jpeg',
      taken: '2023-12-31T23:30:00',
      offsetMinutes: -600,
      dates: 'with-offset',
    },
    {
      filename: 'scan 1965.jpg',
      format: 'jpeg',
      taken: '1965-07-14T15:00:00',
      dates: 'with-offset',
      offsetMinutes: 60,
    },
    { filename: 'IMG-20210304-WA0007.jpg', format: 'jpeg', dates: 'none' },
    { filename: 'undated.heic', format: 'heic', dates: 'none' },
    { filename: 'lpt1.tar.JPG', format: 'jpeg' },
    { filename: 'what *is* "this"? <a|b>.jpg', format: 'jpeg' },
    { filename: 'right\u202eto-left gpj.jpg', format: 'jpeg' },
    { filename: '👩‍👩‍👧‍👦'.repeat(25), format: 'jpeg', description: 'Everyone, at last.' },
    { filename: '..', format: 'jpeg' },
    { filename: '', format: 'jpeg' },
    { filename: 'IMG_0001 (2).JPG', format: 'jpeg' },
    { filename: 'IMG_0001.JPG', format: 'jpeg', dates: 'with-offset' },
  ],
];

const specials = chapters.flat();
/** Three of every five items are special in the first sixty, one of forty after that. */
const slots = [-1, 0, -1, 1, 2] as const;
const opening = (specials.length / 3) * slots.length;

/** The peculiarity that the item at this index of any library has, if it has one. */
export function specialItemAt(index: number): SpecialItem | undefined {
  if (index >= opening) return index % 40 === 7 ? specials[Math.floor(index / 40) % specials.length] : undefined;
  const slot = slots[index % slots.length] ?? -1;
  return slot < 0 ? undefined : specials[Math.floor(index / slots.length) * 3 + slot];
}
