import { type Command, Option } from 'commander';
import { monotonicClock } from '../../base/clock.ts';
import type { RunReport } from '../../contract/models.ts';
import type { Result } from '../../contract/result.ts';
import type { Engine, EngineAccount, EngineDestination, RunningBackup, RunOptions } from '../../engine/engine.ts';
import { type AnnouncementFlags, addAnnouncementOptions, announced, announcementsOf } from '../announcement.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodeOfReport, exitCodes } from '../exit-codes.ts';
import { whenFree } from '../lock-wait.ts';
import { addBandwidthOption, addFilterOptions, addStorageOptions } from '../run-options.ts';
import { RunView } from '../run-view.ts';
import type { Session } from '../session.ts';

interface BackupFlags {
  readonly full?: boolean;
  readonly dryRun?: boolean;
  readonly account?: string;
}

/** `backup`. */
export function addBackupCommand(program: Command, runner: CommandRunner): void {
  const backup = program
    .command('backup')
    .description('fetch what is new; safe to interrupt and to repeat')
    .addOption(new Option('--source <source>', 'where items come from').choices(['library']).default('library'))
    .option('--full', 'compare everything now (otherwise once a week)')
    .option('--dry-run', 'list what there is, fetch nothing')
    .option('--account <email>', 'whose photos; everybody who is signed in, unless told')
    .action((flags: BackupFlags & AnnouncementFlags, command: Command) =>
      runner.run(command, async (session, signal) => {
        const read = await session.settings.read();
        if (!read.ok) return endWith(session, read.problem);
        return announced(session, announcementsOf(flags, read.value), 'backup', () => backUp(session, flags, signal));
      }),
    );
  addFilterOptions(addStorageOptions(addBandwidthOption(addAnnouncementOptions(backup))));
}

/** One account after the other; the first that does not end well decides the exit code. */
export async function backUp(session: Session, flags: BackupFlags, signal: AbortSignal): Promise<ExitCode> {
  const places = await session.places(undefined);
  if (!places.ok && flags.account === undefined) return endWith(session, places.problem);
  const accounts = await session.everyAccount(flags.account);
  if (!accounts.ok) return endWith(session, accounts.problem);
  let code: ExitCode = exitCodes.complete;
  for (const { email, usable } of accounts.value) {
    if (accounts.value.length > 1) session.terminal.note(`Account ${email}`);
    const ended = usable.ok
      ? await backUpAccount(session, flags, { ...usable.value, isOneOf: accounts.value.length }, signal)
      : endWith(session, usable.problem);
    if (signal.aborted) return ended;
    if (code === exitCodes.complete) code = ended;
  }
  return code;
}

async function backUpAccount(
  session: Session,
  flags: BackupFlags,
  { isOneOf, ...account }: EngineAccount & { readonly isOneOf: number },
  signal: AbortSignal,
): Promise<ExitCode> {
  const { terminal } = session;
  const place = await session.destination(account.id);
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination, settings } = place.value;
  const options = session.run.filtered(settings);
  const view = new RunView(terminal, monotonicClock, null, isOneOf > 1 ? account.email : null);
  const start = (): RunningBackup =>
    engine.value.startBackup(
      {
        account,
        destination,
        kind: flags.full === true ? 'full' : 'auto',
        dryRun: flags.dryRun === true,
        albumView: settings.albumView,
        limits: session.run.limits(settings),
        options,
      },
      (event) => {
        if (event.event === 'finished' && event.dryRun) {
          listWanted(engine.value, { destination, account, filter: options.filter }, view);
        }
        view.show(event);
      },
    );
  return endOfRun(session, start, signal);
}

interface ListedItems {
  readonly destination: EngineDestination;
  readonly account: EngineAccount;
  readonly filter: RunOptions['filter'];
}

/** What the catalog has of an account's library and the folder has not: what a backup would fetch. */
function listWanted(
  engine: Engine,
  { destination, account, filter }: ListedItems,
  view: Pick<RunView, 'wouldFetch'>,
): void {
  const stored = engine.stored(destination);
  if (!stored.ok || stored.value === null) return;
  try {
    for (let after = 0; ; ) {
      const page = stored.value.items({ limit: 500, after, state: 'wanted' });
      const wanted = filter === undefined ? page : stored.value.wantedBy(filter, page);
      for (const item of wanted) if (item.source === 'library' && item.account === account.id) view.wouldFetch(item);
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  } finally {
    stored.value.close();
  }
}

/** So long, in milliseconds, files in flight may take once a run was asked to stop. */
const abortAfterMs = 5_000;

/**
 * Waits for the end of a run, which Ctrl-C stops, and turns its report into the exit code. With `--wait-lock`, a run that
 * could not begin because of another one is begun again.
 */
export async function endOfRun(
  session: Pick<Session, 'terminal' | 'lockWaitMs'>,
  start: () => RunningBackup,
  signal: AbortSignal,
): Promise<ExitCode> {
  const ended = await whenFree(session, () => endOfAttempt(session, start(), signal), signal);
  return ended.ok ? exitCodeOfReport(ended.value) : endWith(session, ended.problem);
}

async function endOfAttempt(
  { terminal }: Pick<Session, 'terminal'>,
  running: RunningBackup,
  signal: AbortSignal,
): Promise<Result<RunReport>> {
  const stop = (): void => {
    terminal.note(
      'Stopping: files in flight are finished or kept for the next run. Press Ctrl-C again to stop at once.',
    );
    running.stop();
    process.once('SIGINT', () => running.abort());
    // What is in flight may take hours on a slow line; whoever asked for the end does not wait for it.
    setTimeout(() => running.abort(), abortAfterMs).unref();
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    return await running.ended;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
