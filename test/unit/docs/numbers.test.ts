/** Numbers of the documentation that the code knows: the sentence is put together from the constant and looked for. */
import { expect, test } from 'vitest';
import { initialAccount } from '../../simulator/takeout/account/initial-account.ts';
import { takeoutWords } from '../../simulator/takeout/takeout-words.ts';
import { constantOf } from './constants.ts';
import { documentAt } from './documents.ts';

const [kib, mib] = [1_024, 1_024 ** 2];
const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];
const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const tens: Readonly<Record<number, string>> = { 20: 'twenty', 30: 'thirty', 50: 'fifty' };
const word = (count: number): string => tens[count] ?? words[count] ?? String(count);
const grouped = (count: number): string => count.toLocaleString('en-US');

/** Page → sentence with the number in it, as the page must have it. */
const sentences: readonly (readonly [page: string, sentence: string])[] = [
  ...architecture(),
  ...google(),
  ...readme(),
  ...simulator(),
];

function architecture(): readonly (readonly [string, string])[] {
  const page = 'docs/ARCHITECTURE.md';
  const pool = 'electron/engine/media/decoding/decoder-pool.ts';
  const [usual, large] = [constantOf(pool, 'usualMemoryBytes') / mib, constantOf(pool, 'largeMemoryBytes') / mib];
  const idle = constantOf('electron/main/decoder-process/decoder-supervisor.ts', 'idleMs');
  const looks = constantOf('electron/main/takeout/watch-controller.ts', 'lookEveryMs');
  const batch = constantOf('electron/engine/backup/storage.ts', 'batchSize');
  return [
    [page, `**Store**, up to ${batch} at a time`],
    [page, `the first ${constantOf('electron/engine/media/judge-bytes.ts', 'judgedBytes') / kib} KB`],
    [
      page,
      `just before use, ${word(constantOf('electron/engine/google/photos-library.ts', 'batchGetLimit'))} at a time`,
    ],
    [page, `a _full_ run, ${once(constantOf('electron/engine/backup/run-context.ts', 'fullEveryMs'))},`],
    [page, `In it ${word(constantOf(pool, 'parallel'))} threads run decoders`],
    [page, `${usual} MB each, or ${large} MB for a picture that is decoded alone`],
    [page, `an endless loop (${constantOf(pool, 'usualLimitMs') / second} seconds)`],
    [page, `ends it when it had nothing to do for ${idle === minute ? 'a minute' : `${idle / minute} minutes`}`],
    [
      page,
      `when the system tells of a change, and ${looks === minute ? 'every minute' : `every ${looks / minute} minutes`}`,
    ],
    [page, `at least ${word(constantOf('electron/schedule/watch-memory.ts', 'stillMs') / second)} seconds apart`],
    [page, `expire within ${word(constantOf('electron/main/takeout/calendar.ts', 'expiryWarningMs') / day)} days`],
  ];
}

function once(every: number): string {
  return every === 7 * day ? 'once a week' : `every ${every / day} days`;
}

function google(): readonly (readonly [string, string])[] {
  const page = 'docs/GOOGLE.md';
  const [library, picker] = ['electron/engine/google/photos-library.ts', 'electron/engine/google/photos-picker.ts'];
  const retry = 'electron/engine/google/retry.ts';
  const pause = constantOf(retry, 'shortestPauseMs') / second;
  return [
    [page, `\`mediaItems.list\` ${constantOf(library, 'itemsPerPage')} a page`],
    [page, `\`albums.list\` ${constantOf(library, 'albumsPerPage')} a page`],
    [page, `\`mediaItems:batchGet\` up to ${constantOf(library, 'batchGetLimit')} ids`],
    [page, `at most ${grouped(constantOf(picker, 'pickingCeiling'))} items`],
    [page, `repeated from ${word(constantOf(retry, 'firstBackoffMs') / second)} second on`],
    [page, `429 after at least ${pause} seconds`],
    [page, `(wait at least ${pause} seconds)`],
  ];
}

function readme(): readonly (readonly [string, string])[] {
  const page = 'README.md';
  const takeout = 'docs/TAKEOUT.md';
  const demo = 'test/demo/main.ts';
  const ceiling = constantOf('electron/engine/google/photos-picker.ts', 'pickingCeiling');
  const offered = constantOf('electron/engine/runs/takeout-library.ts', 'offeredMs') / day;
  const exports = constantOf('electron/contract/coverage/export-schedule.ts', 'intervalMonths');
  const coverage = 'electron/contract/coverage/account-coverage.ts';
  return [
    [page, `backs up ${constantOf(demo, 'items')} photos in ${constantOf(demo, 'albums')} albums`],
    [page, `One selection takes ${grouped(ceiling)} items`],
    [page, `each one within ${constantOf('electron/contract/settings.ts', 'defaultScrubDays')} days`],
    [page, `offers each part for ${word(offered)} days only`],
    [takeout, `offers each part for ${word(offered)} days only`],
    [takeout, `_Export every ${exports} months for 1 year_`],
    [page, `_Export every ${exports} months for 1 year_`],
    [takeout, `Without a schedule after ${constantOf(coverage, 'longestWithoutScheduleMs') / day} days`],
    [
      'docs/CLIENT-ID.md',
      `ends every sign-in after ${word(constantOf('electron/account/sign-in-end.ts', 'testingLifeMs') / day)} days`,
    ],
  ];
}

function simulator(): readonly (readonly [string, string])[] {
  const size = { items: 0, albums: 0, seed: 1 };
  const cast = initialAccount(size, takeoutWords.en);
  const perCast = constantOf('test/simulator/takeout/account/initial-account.ts', 'itemsPerTroupe');
  const most = constantOf('test/simulator/takeout/account/initial-account.ts', 'mostTroupes');
  return [
    ['test/simulator/takeout/README.md', `a _cast_: ${cast.items.length} items and ${cast.albums.length} albums`],
    ['test/simulator/takeout/README.md', `one cast for every ${perCast} items, at least one and at most ${word(most)}`],
  ];
}

/** Line breaks of a page are no difference. */
const flowing = (text: string): string => text.replaceAll(/\s+/g, ' ');

test.each(sentences)('%s says: %s', (page, sentence) => {
  expect(flowing(documentAt(page).text)).toContain(sentence);
});

test('constants are calculated', () => {
  expect(constantOf('electron/main/takeout/calendar.ts', 'exportOfferMs')).toBe(7 * 24 * hour);
  expect(() => constantOf('electron/main/takeout/calendar.ts', 'nowhere')).toThrow('has no constant nowhere');
});
