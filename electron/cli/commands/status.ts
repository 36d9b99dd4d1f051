import type { Command } from 'commander';
import { backupStatus } from '../../contract/coverage/backup-status.ts';
import { message } from '../../contract/messages/message.ts';
import type { LibraryStatus } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import type { RestoreStatus } from '../../contract/restore-models.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { ExportsReport } from '../../contract/takeout-models.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { UsedPlace } from '../chosen-place.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { aboutPlace, placeName } from '../each-place.ts';
import { type ExitCode, exitCodes, worseOf } from '../exit-codes.ts';
import { statusLine } from '../restore-view.ts';
import type { Session } from '../session.ts';
import { failuresOf, inRecord, type ShownStatus, statusReport, verdictLine, worstOf } from '../status-view.ts';

interface StatusFlags {
  readonly account?: string;
  readonly check?: boolean;
}

/** `status`. */
export function addStatusCommand(program: Command, runner: CommandRunner): void {
  program
    .command('status')
    .description('whether all is well, or what is not and since when; what is covered, stored and checked')
    .option('--account <email>', 'only the folder of this account, and its requests; every folder in use, unless told')
    .option('--check', 'exit with 3 when files are damaged, attempts failed, or an export is overdue')
    .action((flags: StatusFlags, command: Command) => runner.run(command, (session) => showStatus(session, flags)));
}

const emptyStatus: Omit<LibraryStatus, 'quota'> = {
  assets: 0,
  bytes: 0,
  albums: 0,
  items: { wanted: 0, stored: 0, skipped: 0, failed: 0 },
  lastRun: null,
  lastSuccess: null,
  folder: { missing: 0, changed: 0, cut: 0, unreadable: 0, since: null, verified: 0, lastVerifiedAt: null },
  routes: [],
};

async function showStatus(session: Session, flags: StatusFlags): Promise<ExitCode> {
  const { account, check } = flags;
  const places = await session.places(account);
  if (!places.ok) return endWith(session, places.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const restores = await engine.value.restores();
  if (!restores.ok) return endWith(session, restores.problem);
  let code: ExitCode = exitCodes.complete;
  const told: ToldStatus[] = [];
  for (const place of places.value) {
    const here = aboutPlace(session, place, true);
    const read = await statusOf(here, place, flags);
    if (read.ok) told.push(read.value);
    else code = worseOf(code, endWith(here, read.problem));
  }
  if (told.some(({ failures }) => failures.length > 0)) code = worseOf(code, exitCodes.problems);
  if (told.length === 0) return code;
  tell(session, told, { restores: restores.value, check: check === true });
  return code;
}

/** How it is with one folder. */
interface ToldStatus extends ShownStatus {
  readonly place: UsedPlace;
}

async function statusOf(
  session: Session,
  place: UsedPlace,
  { account, check }: StatusFlags,
): Promise<Result<ToldStatus>> {
  const { destination, told } = await session.known(place, session.terminal);
  const away = await folderProblem(session, destination);
  if (away !== null) session.terminal.warning(away);
  const unknown = away ?? (told !== null && isUncompared(told) ? told : null);
  const read = await readStatus(session, place, account);
  if (!read.ok) return read;
  const { library, exports } = read.value;
  const now = new Date();
  const status = backupStatus({
    now,
    ...{ activity: null, isCrashed: false, blocker: null, pressing: null },
    exports,
    // What was ordered is known to the app alone.
    orderedAt: null,
    routes: library.routes,
    health: library.folder,
    problems: failedItems(library),
    // It may well be covered; whether it is there, nobody knows.
    passing: unknown === null ? null : message('status.problem', { problem: unknown.code }),
  });
  const failures = check === true ? failuresOf(library.folder, library.routes, status, unknown) : [];
  return ok({ place, path: placeName(place), library, status, failures, now });
}

/** Of several folders first how it is with all of them, which is how it is with the worst. */
function tell(
  { terminal }: Session,
  told: readonly ToldStatus[],
  { restores, check }: { readonly restores: readonly RestoreStatus[]; readonly check: boolean },
): void {
  const sent = restores.length === 0 ? {} : { restores };
  for (const { place, library, status, failures } of told) {
    terminal.record({
      ...folderFields(place),
      ...library,
      ...inRecord(status),
      ...(check ? { failures } : {}),
      ...sent,
    });
  }
  const worst = worstOf(told);
  if (told.length > 1 && worst !== null) {
    const folders = told.map(({ place, status: { level } }) => ({ ...folderFields(place), level }));
    const failures = told.flatMap((one) => one.failures.map((failure) => `${one.path}: ${failure}`));
    terminal.record({ event: 'status', folders, ...folderFields(worst.place), ...inRecord(worst.status), failures });
    terminal.result(`${verdictLine(worst.status)}  (${worst.path}; the worst of ${told.length} folders)\n`);
  }
  terminal.result(told.map((one) => statusReport(one, (text) => terminal.commands(text))).join('\n\n'));
  for (const line of restores.map(statusLine)) if (line !== null) terminal.result(line);
}

function folderFields({ destination, accounts }: UsedPlace): {
  readonly destination: string;
  readonly accounts: readonly string[];
} {
  return { destination: destination.path, accounts };
}

/** The folder is not what the last run left, and nobody has looked yet what it lacks. */
function isUncompared({ code }: Problem): boolean {
  return code === 'folder-older' || code === 'folder-compared';
}

/** Why the folder cannot be looked at; null while it is there, and the one that was chosen. */
async function folderProblem(session: Session, { path, identity }: EngineDestination): Promise<Problem | null> {
  const engine = await session.engine();
  if (!engine.ok) return engine.problem;
  const found = await engine.value.probeForReading(path);
  if (!found.ok) return found.problem;
  return found.value.identity === identity ? null : problem('destination-foreign', { subject: path });
}

/** Those of exports are told with the export that they came in. */
function failedItems({ routes }: LibraryStatus): number {
  return routes.reduce((sum, { source, items }) => (source === 'takeout' ? sum : sum + items.failed), 0);
}

interface ReadStatus {
  readonly library: LibraryStatus;
  readonly exports: ExportsReport['exports'];
}

async function readStatus(
  session: Session,
  { destination, accounts: owners }: UsedPlace,
  which: string | undefined,
): Promise<Result<ReadStatus>> {
  const engine = await session.engine();
  if (!engine.ok) return engine;
  const stored = engine.value.stored(destination);
  if (!stored.ok) return stored;
  const known = stored.value?.status() ?? emptyStatus;
  stored.value?.close();
  const report = engine.value.exports(destination);
  if (!report.ok) return report;
  const { exports } = report.value;
  const settings = await session.settings.read();
  const accounts = await session.everyAccount(which ?? owners[0]);
  const [first] = accounts.ok ? accounts.value : [];
  // Nobody signed in is no fault of a status.
  if (!first?.usable.ok || !settings.ok) return ok({ library: { ...known, quota: null }, exports });
  const quota = await engine.value.quota(first.usable.value, session.run.limits(settings.value));
  return quota.ok ? ok({ library: { ...known, quota: quota.value }, exports }) : quota;
}
