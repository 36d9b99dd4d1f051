import type { Command } from 'commander';
import { backupStatus } from '../../contract/coverage/backup-status.ts';
import { message } from '../../contract/messages/message.ts';
import type { LibraryStatus } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import type { RestoreStatus } from '../../contract/restore-models.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { ExportsReport } from '../../contract/takeout-models.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { statusLine } from '../restore-view.ts';
import type { Session } from '../session.ts';
import { failuresOf, inRecord, statusReport } from '../status-view.ts';

interface StatusFlags {
  readonly account?: string;
  readonly check?: boolean;
}

/** `status`. */
export function addStatusCommand(program: Command, runner: CommandRunner): void {
  program
    .command('status')
    .description('whether all is well, or what is not and since when; what is covered, stored and checked')
    .option('--account <email>', 'whose requests to show; not needed when there is only one')
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

async function showStatus(session: Session, { account, check }: StatusFlags): Promise<ExitCode> {
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const { destination, told } = place.value;
  const away = await folderProblem(session, destination);
  if (away !== null) session.terminal.warning(away);
  const unknown = away ?? (told !== null && isUncompared(told) ? told : null);
  const read = await readStatus(session, destination, account);
  if (!read.ok) return endWith(session, read.problem);
  const { library, exports, restores } = read.value;
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
  const sent = restores.length === 0 ? {} : { restores };
  session.terminal.record({ ...library, ...inRecord(status), ...(check === true ? { failures } : {}), ...sent });
  session.terminal.result(statusReport({ path: destination.path, library, status, failures, now }));
  for (const line of restores.map(statusLine)) if (line !== null) session.terminal.result(line);
  return failures.length === 0 ? exitCodes.complete : exitCodes.problems;
}

/** The folder is not what the last run left, and nobody has looked yet what it lacks. */
function isUncompared({ code }: Problem): boolean {
  return code === 'folder-older' || code === 'folder-compared';
}

/** Why the folder cannot be looked at; null while it is there, and the one that was chosen. */
async function folderProblem(
  session: Session,
  { path, identity }: { readonly path: string; readonly identity: string },
): Promise<Problem | null> {
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
  readonly restores: readonly RestoreStatus[];
}

async function readStatus(
  session: Session,
  destination: { readonly path: string; readonly identity: string },
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
  const begun = await engine.value.restores();
  if (!begun.ok) return begun;
  const restores = begun.value;
  const settings = await session.settings.read();
  const accounts = await session.everyAccount(which);
  // Nobody signed in is no fault of a status; a name that nobody here has is.
  if (which !== undefined && !accounts.ok) return accounts;
  const [first] = accounts.ok ? accounts.value : [];
  if (!first?.usable.ok || !settings.ok) return ok({ library: { ...known, quota: null }, exports, restores });
  const quota = await engine.value.quota(first.usable.value, session.run.limits(settings.value));
  return quota.ok ? ok({ library: { ...known, quota: quota.value }, exports, restores }) : quota;
}
