import { expect, test } from 'vitest';
import { commandLineSettingsSchema } from '../../../electron/cli/command-line-settings.ts';
import { sinceOf } from '../../../electron/cli/dates.ts';
import { type RunFlags, runChoices } from '../../../electron/cli/run-options.ts';
import { bytesOf } from '../../../electron/cli/sizes.ts';
import { filterText } from '../../../electron/contract/item-filter.ts';

const settings = commandLineSettingsSchema.parse({
  bandwidthLimit: 100,
  commandLine: { transfers: 3, minFree: 5_000 },
});

test.for([
  ['512k', 512_000],
  ['1.5G', 1_500_000_000],
  ['4MiB', 4_194_304],
  ['2 MB/s', 2_000_000],
  ['17', 17],
  ['0', null],
  ['17i', null],
  ['-5M', null],
  ['many', null],
] as const)('%s is %s bytes', ([text, bytes]) => {
  expect(bytesOf(text)).toBe(bytes);
});

test.for([
  ['2024-05-01', '2024-05-01T00:00:00'],
  ['2024-05-01T12:00Z', '2024-05-01T12:00Z'],
  ['2024-02-31', null],
  ['2024-13-01', null],
  ['01.05.2024', null],
  ['yesterday', null],
] as const)('%s is a date: %s', ([text, date]) => {
  expect(sinceOf(text)).toBe(date);
});

test.for<[RunFlags, number | null]>([
  [{}, 100],
  [{ bwlimit: '512k' }, 512_000],
  [{ bwlimit: 'off' }, null],
])('%j limits to %s bytes a second', ([flags, bandwidth]) => {
  const choices = runChoices(flags);
  expect(choices.ok && choices.value.limits(settings).bandwidth).toBe(bandwidth);
});

test('a flag goes before what is remembered', () => {
  const remembered = runChoices({});
  expect(remembered.ok && remembered.value.options(settings)).toEqual({ transfers: 3, minFreeBytes: 5_000 });
  const flags = { transfers: '8', minFree: '10G', include: ['*.jpg'], since: '2024-05-01', albumsOnly: true };
  const chosen = runChoices(flags);
  if (!chosen.ok) throw new Error(chosen.problem.detail);
  const { filter, ...rest } = chosen.value.filtered(settings);
  expect(rest).toEqual({ transfers: 8, minFreeBytes: 10_000_000_000 });
  if (filter === undefined) throw new Error('There is a filter');
  expect(filterText(filter)).toBe('include "*.jpg", since 2024-05-01, albums only');
});

test('each part of a filter that is not given is as it is remembered, and only for runs that may be about some items', () => {
  const remembered = commandLineSettingsSchema.parse({
    commandLine: { include: ['*.jpg', '*.heic'], since: '2024-05-01T00:00:00', albumsOnly: true },
  });
  const textFor = (flags: RunFlags): string | undefined => {
    const chosen = runChoices(flags);
    const filter = chosen.ok ? chosen.value.filtered(remembered).filter : undefined;
    return filter === undefined ? undefined : filterText(filter);
  };
  expect(textFor({})).toBe('include "*.jpg", include "*.heic", since 2024-05-01, albums only');
  expect(textFor({ include: ['*'], since: '2020-01-01', exclude: ['x*'] })).toBe(
    'include "*", exclude "x*", since 2020-01-01, albums only',
  );
  const plain = runChoices({});
  expect(plain.ok && 'filter' in plain.value.options(remembered)).toBe(false);
  expect(plain.ok && plain.value.filtered(settings).filter).toBeUndefined();
});

test.for<[RunFlags, string]>([
  // A number alone is bytes to some programs, and kilobytes to others.
  [{ bwlimit: '1000' }, '--bwlimit'],
  [{ bwlimit: 'fast' }, '--bwlimit'],
  [{ transfers: '0' }, '--transfers'],
  [{ transfers: '2.5' }, '--transfers'],
  [{ transfers: '65' }, '--transfers'],
  [{ minFree: 'some' }, '--min-free'],
  [{ since: 'yesterday' }, '--since'],
  [{ include: [''] }, '--include'],
  [{ exclude: [' '] }, '--exclude'],
])('%j is refused by name', ([flags, subject]) => {
  const choices = runChoices(flags);
  expect(choices.ok ? null : choices.problem).toMatchObject({ code: 'usage', subject });
});
