import type { Command } from 'commander';
import { monotonicClock, sleep, systemClock } from '../../base/clock.ts';
import type { DriveReport } from '../../contract/drive-models.ts';
import type { RunEvent } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import type { RunningBackup } from '../../engine/engine.ts';
import { type AnnouncementFlags, addAnnouncementOptions, announced, announcementsOf } from '../announcement.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { connectDrive, driveRequest, openDriveConnection } from '../drive-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes, formatSeconds, plural } from '../format.ts';
import { lockProcess } from '../process-lock.ts';
import { addBandwidthOption, addFilterOptions, addStorageOptions } from '../run-options.ts';
import { RunView } from '../run-view.ts';
import type { Session } from '../session.ts';
import { endOfRun } from './backup.ts';
import { type TidyFlags, tidy, untidy } from './drive-tidy.ts';

interface ConnectFlags {
  readonly unattended?: boolean;
  readonly askEachTime?: boolean;
  readonly browser: boolean;
  readonly account?: string;
}

interface FetchFlags extends AnnouncementFlags {
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
    .command('disconnect')
    .description('read Google Drive no more; what is imported stays')
    .action((_flags: unknown, command: Command) => runner.run(command, (session) => disconnect(session)));
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
  const fetch = drive
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
  addFilterOptions(addStorageOptions(addBandwidthOption(addAnnouncementOptions(fetch))));
  drive
    .command('tidy')
    .description('move export files in Google Drive to its trash, of complete and verified exports alone')
    .option('--yes', 'do it; without it they are only listed')
    .option('--undo', 'take the files out of the trash again')
    .option('--no-browser', 'print the address alone on a line instead of opening it')
    .action((flags: TidyFlags, command: Command) =>
      runner.run(command, (session, signal) =>
        flags.undo === true ? untidy(session, flags, signal) : tidy(session, flags, signal),
      ),
    );
}

async function connect(session: Session, flags: ConnectFlags, signal: AbortSignal): Promise<ExitCode> {
  if (flags.unattended === true && flags.askEachTime === true) {
    return endWith(session, problem('usage', { detail: 'Choose one of --unattended and --ask-each-time.' }));
  }
  const mode = flags.askEachTime === true ? 'ask-each-time' : flags.unattended === true ? 'unattended' : null;
  const connected = await connectDrive(session, { mode, account: flags.account, browser: flags.browser }, signal);
  if (!connected.ok) return endWith(session, connected.problem);
  const { files } = connected.value;
  session.terminal.record({ event: 'drive-connected', ...connected.value });
  session.terminal.result(
    session.terminal.commands(
      files === null
        ? 'Google Drive is connected. Next: afterimage drive fetch'
        : `${plural(files, 'file', 'files')} picked. Next: afterimage drive fetch`,
    ),
  );
  return exitCodes.complete;
}

async function disconnect(session: Session): Promise<ExitCode> {
  const accounts = await session.accounts();
  if (!accounts.ok) return endWith(session, accounts.problem);
  const disconnected = await accounts.value.drive.disconnect();
  if (!disconnected.ok) return endWith(session, disconnected.problem);
  session.terminal.record({ event: 'drive-disconnected' });
  session.terminal.result('Afterimage reads Google Drive no more.');
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
  // Between two looks nothing else says that somebody is here.
  const watching = flags.watch === true ? await lockProcess(session.dataFolder, 'drive-watch', systemClock.now) : null;
  try {
    return await fetchWhileWatched(session, { ...flags, minutes }, signal);
  } finally {
    if (watching?.ok === true) watching.value.release();
  }
}

async function fetchWhileWatched(
  session: Session,
  { minutes, ...flags }: FetchFlags & { readonly minutes: number },
  signal: AbortSignal,
): Promise<ExitCode> {
  for (;;) {
    const listeners = announcementsOf(flags, null);
    const code = await announced(session, listeners, 'drive', () => fetchOnce(session, flags, signal));
    if (flags.watch !== true || signal.aborted) return code;
    session.terminal.note(`Looking again in ${formatSeconds(minutes * 60)} … (Ctrl-C ends)`);
    try {
      await sleep(minutes * 60_000, signal);
    } catch {
      // Ctrl-C while nothing was being done.
      return code;
    }
  }
}

/** Imports what is new in a Drive that may be read unattended; null when there is nothing, or no such Drive. */
export async function fetchNewExports(session: Session, signal: AbortSignal): Promise<ExitCode | null> {
  const connection = await openDriveConnection(session);
  if (!connection.ok || connection.value.view !== 'everything') return null;
  const request = await driveRequest(session);
  if (!request.ok) return endWith(session, request.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const found = await engine.value.driveExports(request.value, signal);
  if (!found.ok) return endWith(session, found.problem);
  return found.value.files.some(({ state }) => state === 'new') ? fetchOnce(session, {}, signal) : null;
}

async function fetchOnce(
  session: Session,
  flags: Pick<FetchFlags, 'export' | 'includeTrash'>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const request = await driveRequest(session);
  if (!request.ok) return endWith(session, request.problem);
  const place = await session.destination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const view = new RunView(session.terminal, monotonicClock, driveWords);
  const start = (): RunningBackup =>
    engine.value.startDriveImport(
      {
        ...request.value,
        stamp: flags.export ?? null,
        includeTrash: flags.includeTrash === true,
        albumView: place.value.settings.albumView,
        options: session.run.filtered(place.value.settings),
      },
      (event: RunEvent) => view.show(event),
    );
  return endOfRun(session, start, signal);
}

/** Nothing was given: what there is lies in Drive. */
const driveWords = {
  nothingNew: 'Nothing new in Google Drive.',
  stopped: 'Import stopped before its end. Fetch again to resume',
} as const;

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

function sumOf(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
