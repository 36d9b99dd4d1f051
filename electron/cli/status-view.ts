import { damagedFiles } from '../contract/coverage/backup-status.ts';
import type {
  AccountCoverage,
  BackupStatus,
  FolderHealth,
  NextStep,
  RouteStatus,
  StatusLevel,
} from '../contract/coverage/coverage-models.ts';
import { createMessageWriter } from '../contract/messages/message-writer.ts';
import type { LibraryStatus, QuotaState, RunReport } from '../contract/models.ts';
import type { Problem } from '../contract/problem.ts';
import { sourceTable } from '../contract/source-kinds.ts';
import { formatAge, formatBytes, formatCount, formatInstant, plural } from './format.ts';

/** All that `status` tells. */
export interface ShownStatus {
  /** Of the folder; with whose own it is. */
  readonly path: string;
  readonly library: LibraryStatus;
  readonly status: BackupStatus;
  /** Why `--check` fails; empty when it does not. */
  readonly failures: readonly string[];
  readonly now: Date;
}

const write = createMessageWriter('en-GB');

const levelWords: Readonly<Record<StatusLevel, string>> = {
  green: 'OK',
  amber: 'Attention',
  red: 'Damaged',
  busy: 'Busy',
  neutral: 'Not known yet',
};

/** What to do, as a command where there is one. */
const nextWords: Readonly<Record<NextStep, string>> = {
  'finish-setup': 'afterimage destination set FOLDER',
  resume: 'afterimage backup',
  restart: 'afterimage backup',
  'fix-problem': 'afterimage doctor',
  repair: 'afterimage verify --repair',
  'see-problems': 'afterimage items list --state failed, and afterimage doctor',
  'order-export': 'order an export of Google Photos at https://takeout.google.com, then afterimage import PATH',
  'order-full-export': 'order a full export with all albums at https://takeout.google.com, then afterimage import PATH',
  'get-export': 'download the export at https://takeout.google.com, then afterimage import PATH',
  'add-files': 'download what is missing, then afterimage import PATH; afterimage exports names it',
  'add-index': 'import the file of the export that holds its index page, usually the tiny one that ends in -001',
  'see-lacking': 'afterimage exports, which tells how to see the names',
  'continue-import': 'afterimage import PATH, with the same files again',
  'see-restore': 'afterimage restore',
  'back-up': 'afterimage backup',
};

/** Of several folders the one that needs a person most. */
export function worstOf<T extends Pick<ShownStatus, 'status'>>(shown: readonly T[]): T | null {
  return (
    shown.toSorted((one, other) => byNeed.indexOf(one.status.level) - byNeed.indexOf(other.status.level))[0] ?? null
  );
}

const byNeed: readonly StatusLevel[] = ['red', 'amber', 'neutral', 'busy', 'green'];

/** The verdict in one line: OK, or what is wrong and since when. */
export function verdictLine({ level, message, since }: BackupStatus): string {
  const line = `${levelWords[level]}: ${write(message)}`;
  return since === null ? line : `${line.replace(/\.$/, '')} (since ${formatInstant(since)}).`;
}

/** How an account is covered, in words. */
function coverageText({ account, message, since }: AccountCoverage): string {
  const words = `${account ?? 'account unknown'}: ${write(message)}`;
  return since === null ? words : `${words} Since ${formatInstant(since)}.`;
}

/**
 * Why `--check` fails: damage, failed attempts, what is overdue, and that nobody knows how the folder is (`unknown`). That
 * there is no export yet is no failure.
 */
export function failuresOf(
  folder: FolderHealth,
  routes: readonly RouteStatus[],
  status: BackupStatus,
  unknown: Problem | null,
): string[] {
  const damaged = damagedFiles(folder);
  const overdue = status.accounts.filter(({ isOverdue }) => isOverdue).map(coverageText);
  const attempts = routes.filter(({ failedAttempts }) => failedAttempts > 0).map(attemptsText);
  return [
    ...(damaged === 0 ? [] : [`${plural(damaged, 'file is', 'files are')} missing or damaged`]),
    ...(unknown === null ? [] : [`${unknown.title}: nothing is known of how the folder is`]),
    ...attempts,
    ...overdue,
  ];
}

/** The whole answer for people. `commands`: has a command in it be one that can be pasted. */
export function statusReport(shown: ShownStatus, commands: (text: string) => string): string {
  const { path, library, status, failures, now } = shown;
  const { assets, bytes, albums, items, lastRun, lastSuccess, quota, folder, routes } = library;
  const lines = [
    verdictLine(status),
    ...(status.next === null ? [] : [`next          ${commands(nextWords[status.next])}`]),
    `folder        ${path}`,
    `health        ${healthText(folder, assets)}`,
    ...status.accounts.map((one) => `coverage      ${coverageText(one)}`),
    ...(status.accounts.length === 0 ? ['coverage      no export was imported yet'] : []),
    `stored        ${plural(assets, 'photo or video', 'photos and videos')}, ${formatBytes(bytes)}, ${plural(albums, 'album', 'albums')}`,
    `items         ${formatCount(items.stored)} stored, ${formatCount(items.wanted)} waiting, ${formatCount(items.failed)} failed, ${formatCount(items.skipped)} skipped`,
    ...routes.flatMap((route) => routeLines(route, now)),
    `last run      ${lastRun === null ? 'none yet' : lastRunText(lastRun)}`,
    `last success  ${lastSuccess === null ? 'none yet' : `${formatInstant(lastSuccess)} (${formatAge(lastSuccess, now)})`}`,
  ];
  if (lastRun !== null && lastRun.problem !== null) lines.push(`because       ${lastRun.problem.title}`);
  if (quota !== null) lines.push(quotaLine(quota));
  return [...lines, ...failures.map((failure) => `check         ${failure}`)].join('\n');
}

function lastRunText({ outcome, finishedAt, filter }: RunReport): string {
  const limited = filter === undefined ? '' : `; only what a filter wanted (${filter})`;
  return `${outcome}, ${formatInstant(finishedAt)}${limited}`;
}

function healthText(folder: FolderHealth, assets: number): string {
  const { missing, changed, cut, unreadable, since, verified, lastVerifiedAt } = folder;
  const found = [
    ...(missing === 0 ? [] : [`${formatCount(missing)} missing`]),
    ...(changed === 0 ? [] : [`${formatCount(changed)} changed`]),
    ...(cut === 0 ? [] : [`${formatCount(cut)} cut`]),
    ...(unreadable === 0 ? [] : [`${formatCount(unreadable)} unreadable`]),
  ];
  const damage = found.length === 0 ? 'nothing known to be damaged' : found.join(', ');
  const from = since === null ? '' : ` since ${formatInstant(since)}`;
  const read =
    lastVerifiedAt === null
      ? 'never verified'
      : `${formatCount(verified)} of ${formatCount(assets)} verified, last ${formatInstant(lastVerifiedAt)}`;
  return `${damage}${from}; ${read}`;
}

function routeLines(route: RouteStatus, now: Date): string[] {
  const { source, label, items, lastSuccess } = route;
  const success = lastSuccess === null ? 'no success yet' : `last success ${formatAge(lastSuccess, now)}`;
  const name = sourceTable[source].hasAccount ? `${sourceTable[source].origin}, ${label}` : sourceTable[source].origin;
  const line = `route         ${name}: ${formatCount(items.stored)} stored, ${success}`;
  return route.failedAttempts === 0 ? [line] : [line, `              ${attemptsText(route)}`];
}

function attemptsText({ failedAttempts, failingSince, problem, label }: RouteStatus): string {
  const since = failingSince === null ? '' : ` since ${formatInstant(failingSince)}`;
  const why = problem === null ? '' : `: ${problem.title}. ${problem.wayOut}`;
  return `${plural(failedAttempts, 'failed attempt', 'failed attempts')} (${label})${since}${why}`;
}

function quotaLine({ apiRequests, mediaRequests, resetsAt }: QuotaState): string {
  return `used today    ${formatCount(apiRequests.used)} of ${formatCount(apiRequests.limit)} API requests, ${formatCount(mediaRequests.used)} of ${formatCount(mediaRequests.limit)} byte requests (reset ${formatInstant(resetsAt)})`;
}

/** The status in words, for records. */
export function inRecord(status: BackupStatus): object {
  const { accounts, message, ...verdict } = status;
  return {
    verdict: { ...verdict, text: write(message) },
    coverage: accounts.map(({ message: said, ...coverage }) => ({ ...coverage, text: write(said) })),
  };
}
