import { resolve } from 'node:path';
import { parseTokenStore } from '../account/open-secret-store.ts';
import type { Schedule } from '../contract/desktop-models.ts';
import { albumViewKinds } from '../contract/models.ts';
import { assertNever } from '../contract/result.ts';
import type { CommandLineSettings } from './command-line-settings.ts';
import { transfersOf } from './run-options.ts';
import { bytesOf } from './sizes.ts';

type Change = Partial<CommandLineSettings>;

/** One entry of the configuration. */
export interface ConfigKey {
  readonly name: string;
  /** For people: what it is, and how a value looks. */
  readonly about: string;
  readonly get: (settings: CommandLineSettings) => string | number | null;
  /** The change that a value makes; null when it cannot be one. */
  readonly set: (text: string, settings: CommandLineSettings) => Change | null;
}

/** How "none" is written: for a limit that there is not, a folder that is not watched. */
const none = 'none';

/** All that `config` knows, in the order in which it is listed. */
export const configKeys: readonly ConfigKey[] = [
  own('account', 'whose photos: an e-mail address, or none for everybody who is signed in', 'account', (text) => text),
  own('token-store', 'where sign-ins are kept: keychain, or file:PATH', 'tokenStore', (text) => storeText(text)),
  {
    name: 'schedule',
    about: 'when the daemon backs up: continuous, manual, every HOURS, or daily HH:MM',
    get: ({ schedule }) => scheduleText(schedule),
    set: (text) => {
      const schedule = scheduleOf(text);
      return schedule === null ? null : { schedule };
    },
  },
  {
    name: 'watch-folder',
    about: 'a folder whose export files the daemon imports, or none',
    get: ({ watchFolder }) => (watchFolder?.isOn === true ? watchFolder.path : null),
    set: (text) => {
      if (text === none) return { watchFolder: null };
      // An empty name would be the folder of the caller, and a "~" that no shell has replaced one that nobody meant.
      return text.trim() === '' || text.startsWith('~') ? null : { watchFolder: { path: resolve(text), isOn: true } };
    },
  },
  {
    name: 'album-view',
    about: `how albums are shown in the folder: auto, ${albumViewKinds.join(', ')}`,
    get: ({ albumView }) => albumView,
    set: (text) => {
      const albumView = (['auto', ...albumViewKinds] as const).find((kind) => kind === text);
      return albumView === undefined ? null : { albumView };
    },
  },
  {
    name: 'bandwidth-limit',
    about: 'bytes a second, as 500k or 4M, or none',
    get: ({ bandwidthLimit }) => bandwidthLimit,
    set: (text) => limit(text, bytesOf, (bandwidthLimit) => ({ bandwidthLimit })),
  },
  own('transfers', 'items fetched side by side, 1 to 64, or none for as many as usual', 'transfers', transfersOf),
  own('min-free', 'what stays free on the disk of the backup, as 10G, or none', 'minFree', bytesOf),
  own('gentle', 'yes: backups and imports take little of the processor, and longer; or none', 'gentle', (text) =>
    text === 'yes' ? text : null,
  ),
  {
    name: 'daily-request-limit',
    about: "requests to Google a day, or none for Google's own limit",
    get: ({ dailyRequestLimit }) => dailyRequestLimit,
    set: (text) => limit(text, wholeOf, (dailyRequestLimit) => ({ dailyRequestLimit })),
  },
  {
    name: 'scrub-days',
    about: 'every stored photo is read again once in so many days, or none',
    get: ({ scrubDays }) => scrubDays,
    set: (text) => limit(text, wholeOf, (scrubDays) => ({ scrubDays })),
  },
  own(
    'healthcheck',
    'an address that hears of every start, success and failure of a backup, or none',
    'healthcheck',
    (text) => (URL.canParse(text) && /^https?:/u.test(text) ? text : null),
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

/** An entry that is the command line's own. */
function own<K extends OwnKey>(name: string, about: string, key: K, parse: (text: string) => Own[K] | null): ConfigKey {
  return {
    name,
    about,
    get: ({ commandLine }) => commandLine[key],
    set: (text, { commandLine }) => {
      if (text === none) return { commandLine: { ...commandLine, [key]: null } };
      const value = text.trim() === '' ? null : parse(text);
      return value === null ? null : { commandLine: { ...commandLine, [key]: value } };
    },
  };
}

function limit(
  text: string,
  parse: (text: string) => number | null,
  change: (value: number | null) => Change,
): Change | null {
  if (text === none) return change(null);
  const value = parse(text);
  return value === null ? null : change(value);
}

function wholeOf(text: string): number | null {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

/** As it is remembered: absolute, because the next command may be called somewhere else. */
export function storeText(text: string): string | null {
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
