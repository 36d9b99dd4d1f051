import type { Command } from 'commander';
import { monotonicClock, sleep } from '../../base/clock.ts';
import type { DriveReport, TidyBlocker, TidyReport } from '../../contract/drive-models.ts';
import type { RunEvent } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { assertNever, type Result } from '../../contract/result.ts';
import type { DriveRequest } from '../../engine/engine.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { connectDrive, type DriveMode, openDriveConnection, permitTidying } from '../drive-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes, plural } from '../format.ts';
import { RunView } from '../run-view.ts';
import { limitsOf, type Session } from '../session.ts';
import { endOfRun } from './backup.ts';

interface ConnectFlags {
  readonly unattended?: boolean;
  readonly askEachTime?: boolean;
  readonly browser: boolean;
  readonly account?: string;
}

interface FetchFlags {
  readonly export?: string;
  readonly watch?: boolean;
  readonly every: string;
  readonly includeTrash?: boolean;
  readonly browser: boolean;
}

/** `drive connect`, `drive status`, `drive list`, `drive fetch`, `drive tidy`. */
export function addDriveCommand(program: Command, runner: CommandRunner): void {
  const drive = program.command('drive').description('take in Takeout exports straight from Google Drive');
  drive
    .command('connect')
    .description('let Afterimage read exports in Google Drive')
    .option('--unattended', 'it may read everything in your Drive, and fetches every export on its own')
    .option('--ask-each-time', 'you pick the files of each export on a page of Google, and it sees nothing else')
    .option('--no-browser', 'print the address alone on a line instead of opening it')
    .option('--account <email>', 'which account; not needed when there is only one')
    .action((flags: ConnectFlags, command: Command) =>
      runner.run(command, (session, signal) => connect(session, flags, signal)),
    );
  drive
    .command('status')
    .description('how Google Drive is connected, and what lies there')
    .action((_flags: unknown, command: Command) =>
      runner.run(command, (session, signal) => report(session, signal, statusText)),
    );
  drive
    .command('list')
    .description('the export files in Google Drive, and which of them were imported')
    .action((_flags: unknown, command: Command) =>
      runner.run(command, (session, signal) => report(session, signal, listText)),
    );
  drive
    .command('fetch')
    .description('import what is new in Google Drive; nothing is copied in between')
    .option('--export <stamp>', 'only this export')
    .option('--watch', 'keep looking for new exports until you press Ctrl-C')
    .option('--every <minutes>', 'with --watch: how often to look', '30')
    .option('--include-trash', "also take in what lies in Google's trash")
    .option('--no-browser', 'print addresses alone on a line instead of opening them')
    .action((flags: FetchFlags, command: Command) =>
      runner.run(command, (session, signal) => fetchExports(session, flags, signal)),
    );
  drive
    .command('tidy')
    .description('move export files in Google Drive to its trash, of complete and verified exports alone')
    .option('--yes', 'do it; without it they are only listed')
    .option('--no-browser', 'print the address alone on a line instead of opening it')
    .action((flags: { readonly yes?: boolean; readonly browser: boolean }, command: Command) =>
      runner.run(command, (session, signal) => tidy(session, flags, signal)),
    );
}

async function connect(session: Session, flags: ConnectFlags, signal: AbortSignal): Promise<ExitCode> {
  if (flags.unattended === true && flags.askEachTime === true) {
    return endWith(session, problem('usage', { detail: 'Choose one of --unattended and --ask-each-time.' }));
  }
  const mode: DriveMode = flags.askEachTime === true ? 'ask-each-time' : 'unattended';
  const connected = await connectDrive(session, { mode, account: flags.account, browser: flags.browser }, signal);
  if (!connected.ok) return endWith(session, connected.problem);
  const { files } = connected.value;
  session.terminal.record({ event: 'drive-connected', mode, files });
  session.terminal.result(
    files === null
      ? 'Google Drive is connected. Next: afterimage drive fetch'
      : `${plural(files, 'file', 'files')} picked. Next: afterimage drive fetch`,
  );
  return exitCodes.complete;
}

async function report(
  session: Session,
  signal: AbortSignal,
  textOf: (report: DriveReport) => string,
): Promise<ExitCode> {
  const request = await driveRequest(session);
  if (!request.ok) return endWith(session, request.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const answer = await engine.value.driveExports(request.value, signal);
  if (!answer.ok) return endWith(session, answer.problem);
  session.terminal.record({ event: 'drive', ...answer.value });
  session.terminal.result(textOf(answer.value));
  return exitCodes.complete;
}

/** The Drive that is connected, and the backup folder. Problem: `drive-not-connected`. */
async function driveRequest(session: Session): Promise<Result<DriveRequest>> {
  const place = await session.destination();
  if (!place.ok) return place;
  const connection = await openDriveConnection(session);
  if (!connection.ok) return connection;
  const { destination, settings } = place.value;
  return { ok: true, value: { ...connection.value, destination, limits: limitsOf(settings) } };
}

async function fetchExports(session: Session, flags: FetchFlags, signal: AbortSignal): Promise<ExitCode> {
  const minutes = Number(flags.every);
  if (!(minutes > 0)) return endWith(session, problem('usage', { detail: '--every takes minutes above 0.' }));
  const place = await session.destination();
  if (!place.ok) return endWith(session, place.problem);
  const connected = await openDriveConnection(session);
  if (!connected.ok && connected.problem.code !== 'drive-not-connected') return endWith(session, connected.problem);
  if (!connected.ok) {
    const wanted = { mode: 'unattended', account: undefined, browser: flags.browser } as const;
    const made = await connectDrive(session, wanted, signal);
    if (!made.ok) return endWith(session, made.problem);
  }
  for (;;) {
    const code = await fetchOnce(session, flags, signal);
    if (flags.watch !== true || signal.aborted) return code;
    session.terminal.note(`Looking again in ${plural(minutes, 'minute', 'minutes')} … (Ctrl-C ends)`);
    try {
      await sleep(minutes * 60_000, signal);
    } catch {
      // Ctrl-C while nothing was being done.
      return code;
    }
  }
}

async function fetchOnce(session: Session, flags: FetchFlags, signal: AbortSignal): Promise<ExitCode> {
  const request = await driveRequest(session);
  if (!request.ok) return endWith(session, request.problem);
  const place = await session.destination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const view = new RunView(session.terminal, monotonicClock);
  const running = engine.value.startDriveImport(
    {
      ...request.value,
      stamp: flags.export ?? null,
      includeTrash: flags.includeTrash === true,
      albumView: place.value.settings.albumView,
    },
    (event: RunEvent) => view.show(event),
  );
  return endOfRun(session, running, signal);
}

async function tidy(
  session: Session,
  { yes, browser }: { readonly yes?: boolean; readonly browser: boolean },
  signal: AbortSignal,
): Promise<ExitCode> {
  const request = await driveRequest(session);
  if (!request.ok) return endWith(session, request.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const plan = engine.value.planDriveTidy(request.value);
  if (!plan.ok) return endWith(session, plan.problem);
  session.terminal.result(tidyText(plan.value));
  if (yes !== true || plan.value.files.length === 0) {
    session.terminal.record({ event: 'tidy', done: false, ...plan.value });
    return exitCodes.complete;
  }
  const permitted = await permitTidying(session, request.value, browser, signal);
  if (!permitted.ok) return endWith(session, permitted.problem);
  const done = await engine.value.tidyDrive(request.value, signal);
  if (!done.ok) return endWith(session, done.problem);
  session.terminal.record({ event: 'tidy', done: true, ...done.value });
  const { files } = done.value;
  session.terminal.result(`${plural(files.length, 'file is', 'files are')} in the trash of Google Drive now.`);
  return exitCodes.complete;
}

function statusText({ email, storage, files, isArriving }: DriveReport): string {
  const fresh = files.filter(({ state }) => state === 'new');
  const space = storage.limit === null ? 'no limit' : `${formatBytes(storage.limit)} in all`;
  const lines = [
    `Google Drive of ${email}`,
    `  export files  ${files.length}, ${fresh.length} of them not imported (${formatBytes(sumOf(fresh))})`,
    `  storage       ${formatBytes(storage.used)} used, ${space}; ${formatBytes(storage.trash)} in its trash`,
  ];
  if (isArriving && files.length > 0) lines.push('  The newest file came less than an hour ago: more may follow.');
  return lines.join('\n');
}

function listText({ files }: DriveReport): string {
  if (files.length === 0) return 'No Takeout export is in this Google Drive.';
  return files
    .map(({ name, bytes, state }) => `${state === 'new' ? 'new     ' : 'imported'}  ${formatBytes(bytes)}  ${name}`)
    .join('\n');
}

function tidyText({ files, kept }: TidyReport): string {
  const moved = files.map(({ name, bytes }) => `to the trash  ${formatBytes(bytes)}  ${name}`);
  const stays = kept.map(({ stamp, reason }) => `stays         ${stamp}: ${blockerText(reason)}`);
  const lines = [...moved, ...stays];
  if (lines.length === 0) return 'No imported export file is in Google Drive.';
  return files.length === 0 ? lines.join('\n') : `${lines.join('\n')}\n${formatBytes(sumOf(files))} in all.`;
}

function blockerText(reason: TidyBlocker): string {
  switch (reason) {
    case 'not complete':
      return 'the export is not proved to be complete. See: afterimage exports';
    case 'not verified':
      return 'its photos were not read again since they were stored. Run: afterimage verify';
    case 'holds other files':
      return 'it also holds files of other Google products, which are not in the backup';
    default:
      return assertNever(reason);
  }
}

function sumOf(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
