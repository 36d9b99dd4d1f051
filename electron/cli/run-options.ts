import type { Command } from 'commander';
import type { ItemFilter } from '../contract/item-filter.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { EngineLimits, RunOptions } from '../engine/engine.ts';
import type { CommandLineSettings } from './command-line-settings.ts';
import { sinceOf } from './dates.ts';
import { bytesOf } from './sizes.ts';

/** As given to a command, or by a variable. */
export interface RunFlags {
  readonly bwlimit?: string | undefined;
  readonly transfers?: string | undefined;
  readonly minFree?: string | undefined;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly albumsOnly?: boolean | undefined;
}

/** What a run is asked besides, and what applies to every request to Google: flags before settings. */
export interface RunChoices {
  readonly limits: (settings: CommandLineSettings) => EngineLimits;
  readonly options: (settings: CommandLineSettings) => RunOptions;
  /** As options, for runs that may be about some items only. */
  readonly filtered: (settings: CommandLineSettings) => RunOptions;
  /**
   * What was given of a filter, without what is remembered: that is for what comes in, and would leave out photos of a
   * restore or a copy without a word. Undefined: all items are wanted.
   */
  readonly filterGiven: ItemFilter | undefined;
}

/** `--bwlimit`: for commands that fetch or send. */
export function addBandwidthOption(command: Command): Command {
  return command.option('--bwlimit <rate>', 'at most so many bytes a second, as 512k or 2M; off for no limit');
}

/** `--transfers` and `--min-free`: for commands that store. */
export function addStorageOptions(command: Command): Command {
  return command
    .option('--transfers <n>', `how many items are fetched side by side, 1 to ${mostTransfers}`)
    .option('--min-free <size>', 'stop before less than this is free on the disk of the backup, as 10G');
}

/**
 * `--include`, `--exclude`, `--since` and `--albums-only`: for runs that may be about some items only. What is left out
 * stays to be fetched, by the next run without the filter.
 */
export function addFilterOptions(command: Command): Command {
  return command
    .option(
      '--include <glob>',
      'only items whose file name matches, as "*.jpg"; a glob with / is matched against ALBUM/NAME; may be repeated',
      collected,
    )
    .option('--exclude <glob>', 'no items that match, likewise; wins over --include; may be repeated', collected)
    .option('--since <date>', 'only what was taken on this day or later, as 2024-05-01, and what has no date')
    .option('--albums-only', 'only what is in an album');
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** More connections than this are of no use, and Google slows them down. */
const mostTransfers = 64;

/** Makes the problem of an option whose value is none. */
type Mistaken = (option: string, detail: string) => Problem;

const ofOption: Mistaken = (subject, detail) => problem('usage', { subject, detail });

/** Reads what a command was given. Problem: `usage`, as `mistaken` makes it. */
export function runChoices(flags: RunFlags, mistaken: Mistaken = ofOption): Result<RunChoices> {
  const notA = (option: string, given: string | undefined, what: string): Problem =>
    mistaken(option, `"${given ?? ''}" is no ${what}.`);
  const bandwidth = flags.bwlimit === undefined ? undefined : rateOf(flags.bwlimit);
  if (bandwidth === 'none') return failed(notA('--bwlimit', flags.bwlimit, 'rate such as 512k or 2M, nor off'));
  const transfers = flags.transfers === undefined ? undefined : transfersOf(flags.transfers);
  if (transfers === null)
    return failed(notA('--transfers', flags.transfers, `whole number from 1 to ${mostTransfers}`));
  const minFree = flags.minFree === undefined ? undefined : bytesOf(flags.minFree);
  if (minFree === null) return failed(notA('--min-free', flags.minFree, 'size such as 500M or 10G'));
  const given = filterOf(flags, notA);
  if (!given.ok) return given;
  const options = ({ commandLine }: CommandLineSettings): RunOptions => ({
    transfers: transfers ?? commandLine.transfers ?? undefined,
    minFreeBytes: minFree ?? commandLine.minFree ?? undefined,
  });
  return ok({
    limits: ({ dailyRequestLimit, bandwidthLimit }) => ({
      dailyRequests: dailyRequestLimit,
      bandwidth: bandwidth === undefined ? bandwidthLimit : bandwidth,
    }),
    options,
    filtered: (settings) => ({ ...options(settings), filter: filterFrom(given.value, settings.commandLine) }),
    filterGiven: filterFrom(given.value, noFilter),
  });
}

/** What was given of a filter; undefined: nothing was. */
type GivenFilter = { readonly [K in keyof ItemFilter]: ItemFilter[K] | undefined };

function filterOf(
  { include, exclude, since, albumsOnly }: RunFlags,
  notA: (option: string, given: string | undefined, what: string) => Problem,
): Result<GivenFilter> {
  const from = since === undefined ? undefined : sinceOf(since);
  if (from === null) return failed(notA('--since', since, 'date'));
  for (const [name, globs = []] of [['--include', include] as const, ['--exclude', exclude] as const]) {
    if (globs.some((glob) => glob.trim() === '')) return failed(notA(name, '', 'glob such as "*.jpg"'));
  }
  return ok({ include, exclude, since: from, albumsOnly });
}

const noFilter: ItemFilter = { include: [], exclude: [], since: null, albumsOnly: false };

/** Each part as given, else as remembered. Undefined: all items are wanted. */
function filterFrom(given: GivenFilter, remembered: ItemFilter): ItemFilter | undefined {
  const include = given.include ?? remembered.include;
  const exclude = given.exclude ?? remembered.exclude;
  const since = given.since ?? remembered.since;
  const albumsOnly = given.albumsOnly ?? remembered.albumsOnly;
  const isAny = include.length + exclude.length > 0 || since !== null || albumsOnly;
  return isAny ? { include, exclude, since, albumsOnly } : undefined;
}

/** Bytes a second, null for no limit. A number alone says nothing: some programs take it for bytes, others for kilobytes. */
function rateOf(text: string): number | null | 'none' {
  if (text.trim() === 'off') return null;
  return /[a-z]/iu.test(text) ? (bytesOf(text) ?? 'none') : 'none';
}

/** How many transfers side by side; null when it is no such number. */
export function transfersOf(text: string): number | null {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= mostTransfers ? value : null;
}
