import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseTokenStore } from '../account/open-secret-store.ts';
import type { Schedule } from '../contract/desktop-models.ts';
import { albumViewKinds } from '../contract/models.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { assertNever, failed, ok, type Result } from '../contract/result.ts';
import { type CommandLineSettings, commandLineSettingsSchema, type SettingsChange } from './command-line-settings.ts';
import { sinceOf } from './dates.ts';
import { transfersOf } from './run-options.ts';
import { bytesOf } from './sizes.ts';

/** One entry of the configuration. */
export interface ConfigKey {
  readonly name: string;
  /** What it is called in the settings file. */
  readonly property: string;
  /** For people: what it is, and how a value looks. */
  readonly about: string;
  readonly get: (settings: CommandLineSettings) => string | number | null;
  /** The change that a value makes. Problem: `usage`, when it cannot be one. */
  readonly set: (text: string) => Result<SettingsChange>;
}

/** How "none" is written: for a limit that there is not, a folder that is not watched. */
const none = 'none';

/** An e-mail address, or an id of Google's. */
const accountName = /^([^\s@]+@[^\s@]+\.[^\s@]+|\d{5,})$/u;

const aboutWatchFolder = 'a folder whose export files the daemon imports, or none';

/** All that `config` knows, in the order in which it is listed. */
export const configKeys: readonly ConfigKey[] = [
  own('account', 'whose photos: an e-mail address, or none for everybody who is signed in', 'account', (text) =>
    accountName.test(text) ? text : null,
  ),
  own('token-store', 'where sign-ins are kept: keychain, or file:PATH', 'tokenStore', storeText),
  shared('schedule', 'when the daemon backs up: continuous, manual, every HOURS, or daily HH:MM', {
    get: ({ schedule }) => scheduleText(schedule),
    change: (text) => {
      const schedule = scheduleOf(text);
      return schedule === null ? null : { schedule };
    },
  }),
  {
    name: 'watch-folder',
    property: 'watchFolder',
    about: aboutWatchFolder,
    get: ({ watchFolder }) => (watchFolder?.isOn === true ? watchFolder.path : null),
    set: watchFolderChange,
  },
  shared('album-view', `how albums are shown in the folder: auto, ${albumViewKinds.join(', ')}`, {
    get: ({ albumView }) => albumView,
    change: (text) => {
      const albumView = (['auto', ...albumViewKinds] as const).find((kind) => kind === text);
      return albumView === undefined ? null : { albumView };
    },
  }),
  shared('bandwidth-limit', 'bytes a second, as 500k or 4M, or none', {
    get: ({ bandwidthLimit }) => bandwidthLimit,
    change: (text) => limit(text, bytesOf, (bandwidthLimit) => ({ bandwidthLimit })),
  }),
  own('transfers', 'items fetched side by side, 1 to 64, or none for as many as usual', 'transfers', transfersOf),
  own('min-free', 'what stays free on the disk of the backup, as 10G, or none', 'minFree', bytesOf),
  own('gentle', 'yes: backups and imports take little of the processor, and longer; or none', 'gentle', (text) =>
    text === 'yes' ? text : null,
  ),
  globs('include', 'only items that match one of these globs, separated by commas, or none for all', 'include'),
  globs('exclude', 'no items that match one of these globs, likewise', 'exclude'),
  own('since', 'only what was taken on this day or later, as 2024-05-01, or none', 'since', sinceOf),
  {
    ...ownEntry('albums-only', 'only what is in an album: yes or no', 'albumsOnly'),
    get: ({ commandLine }) => (commandLine.albumsOnly ? 'yes' : 'no'),
    set: (text) => {
      const albumsOnly = { yes: true, no: false, [none]: false }[text];
      return albumsOnly === undefined
        ? failed(noValue('albums-only', text, 'yes or no'))
        : ok({ commandLine: { albumsOnly } });
    },
  },
  shared('daily-request-limit', "requests to Google a day, or none for Google's own limit", {
    get: ({ dailyRequestLimit }) => dailyRequestLimit,
    change: (text) => limit(text, wholeOf, (dailyRequestLimit) => ({ dailyRequestLimit })),
  }),
  shared('scrub-days', 'every stored photo is read again once in so many days, 1 to 3650, or none', {
    get: ({ scrubDays }) => scrubDays,
    change: (text) => limit(text, wholeOf, (scrubDays) => ({ scrubDays })),
  }),
  own(
    'healthcheck',
    'an address that hears of every start, success and failure of a backup, or none',
    'healthcheck',
    (text) => (isWebAddress(text) ? text : null),
  ),
  own(
    'on-success',
    'a command to run after a backup, or a job of the daemon, that ended well, or none',
    'onSuccess',
    (text) => text,
  ),
  own('on-failure', 'a command to run after one that did not, or none', 'onFailure', (text) => text),
  own(
    'metrics-port',
    'a port on 127.0.0.1 where the daemon shows numbers for Prometheus, or none',
    'metricsPort',
    wholeOf,
  ),
];

type Own = CommandLineSettings['commandLine'];
type OwnKey = { [K in keyof Own]: Own[K] extends string | number | null ? K : never }[keyof Own];

function noValue(name: string, text: string, about: string): Problem {
  return problem('usage', { subject: name, detail: `"${text}" is not a value of it. What it is: ${about}.` });
}

/** A value may look right and still be out of range, which the schema of the settings knows. */
function checked(change: SettingsChange | null): SettingsChange | null {
  const isFine =
    change !== null &&
    commandLineSettingsSchema.partial().safeParse({ ...change, commandLine: change.commandLine ?? {} }).success;
  return isFine ? change : null;
}

/** An entry that the app has, too, under the same name in other letters. */
function shared(
  name: string,
  about: string,
  { get, change }: { readonly get: ConfigKey['get']; readonly change: (text: string) => SettingsChange | null },
): ConfigKey {
  const property = name.replaceAll(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
  return {
    ...{ name, about, property, get },
    set: (text) => {
      const made = checked(change(text));
      return made === null ? failed(noValue(name, text, about)) : ok(made);
    },
  };
}

function ownEntry(name: string, about: string, property: keyof Own) {
  return { name, about, property };
}

/** An entry that is the command line's own. */
function own<K extends OwnKey>(name: string, about: string, key: K, parse: (text: string) => Own[K] | null): ConfigKey {
  return {
    ...ownEntry(name, about, key),
    get: ({ commandLine }) => commandLine[key],
    set: (text) => {
      if (text === none) return ok({ commandLine: { [key]: null } });
      const value = text.trim() === '' ? null : parse(text);
      const made = value === null ? null : checked({ commandLine: { [key]: value } });
      return made === null ? failed(noValue(name, text, about)) : ok(made);
    },
  };
}

/** Globs of the command line's own, separated by commas. */
function globs(name: string, about: string, key: 'include' | 'exclude'): ConfigKey {
  return {
    ...ownEntry(name, about, key),
    get: ({ commandLine }) => (commandLine[key].length === 0 ? null : commandLine[key].join(', ')),
    set: (text) => {
      if (text === none) return ok({ commandLine: { [key]: [] } });
      // A comma between braces is one of the glob.
      const given = text.split(/,(?![^{]*\})/u).map((glob) => glob.trim());
      return given.includes('') ? failed(noValue(name, text, about)) : ok({ commandLine: { [key]: given } });
    },
  };
}

/** An empty name would be the folder of the caller, and a "~" that no shell has replaced one that nobody meant. */
function watchFolderChange(text: string): Result<SettingsChange> {
  if (text === none) return ok({ watchFolder: null });
  if (text.trim() === '' || text.startsWith('~')) return failed(noValue('watch-folder', text, aboutWatchFolder));
  const path = resolve(text);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return ok({ watchFolder: { path, isOn: true } });
  const detail = found === undefined ? `There is no folder ${path}.` : `${path} is a file. Name a folder.`;
  return failed(problem('usage', { subject: 'watch-folder', detail }));
}

function limit(
  text: string,
  parse: (text: string) => number | null,
  change: (value: number | null) => SettingsChange,
): SettingsChange | null {
  if (text === none) return change(null);
  const value = parse(text);
  return value === null ? null : change(value);
}

function wholeOf(text: string): number | null {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

/** Can it be asked for? */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//iu.test(text) && URL.canParse(text);
}

/** As it is remembered: absolute, because the next command may be called somewhere else. */
export function storeText(text: string): string | null {
  if (/^file:~(?:$|[\\/])/u.test(text)) return null;
  const choice = parseTokenStore(text);
  if (!choice.ok || choice.value.kind === 'memory' || choice.value.kind === 'automatic') return null;
  return choice.value.kind === 'file' ? `file:${choice.value.path}` : choice.value.kind;
}

function scheduleOf(text: string): Schedule | null {
  if (text === 'continuous' || text === 'manual') return { mode: text };
  const [, hours] = /^every (\d{1,3})( ?h(ours)?)?$/u.exec(text) ?? [];
  if (hours !== undefined)
    return Number(hours) >= 1 && Number(hours) <= 168 ? { mode: 'every', hours: Number(hours) } : null;
  const [, at] = /^daily (?:at )?((?:[01]\d|2[0-3]):[0-5]\d)$/u.exec(text) ?? [];
  return at === undefined ? null : { mode: 'daily', at };
}

/** A schedule as `config set schedule` takes it. */
function scheduleText(schedule: Schedule): string {
  switch (schedule.mode) {
    case 'continuous':
    case 'manual':
      return schedule.mode;
    case 'every':
      return `every ${schedule.hours} hours`;
    case 'daily':
      return `daily ${schedule.at}`;
    default:
      return assertNever(schedule);
  }
}
