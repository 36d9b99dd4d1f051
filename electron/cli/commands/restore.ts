import { existsSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { monotonicClock } from '../../base/clock.ts';
import { problem } from '../../contract/problem.ts';
import { copyLayouts, type RestorePlan } from '../../contract/restore-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type EngineAccount, isRestoreOnHere, type RestoreRequest, type RunningRestore } from '../../engine/engine.ts';
import { askLine } from '../ask.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodeOf, exitCodeOfReport, exitCodes } from '../exit-codes.ts';
import { formatBytes, plural } from '../format.ts';
import { whenFree } from '../lock-wait.ts';
import { permittedAccount } from '../permission.ts';
import { type SelectionFlags, selectionOf } from '../restore-selection.ts';
import { doublesText, moreFailures, namesShown, planText, RestoreView } from '../restore-view.ts';
import { addBandwidthOption, addFilterOptions } from '../run-options.ts';
import type { Session } from '../session.ts';

interface RestoreFlags extends SelectionFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly account?: string;
  readonly browser: boolean;
}

interface UploadFlags {
  readonly album?: string;
  readonly account?: string;
  readonly browser: boolean;
}

interface ExportFlags extends SelectionFlags {
  readonly layout: string;
}

/** Google's limit of an album's title. */
export const longestTitle = 500;

/** `restore`, `upload` and `export-to`. */
export function addRestoreCommands(program: Command, runner: CommandRunner): void {
  const restoring = program
    .command('restore')
    .argument('[file...]', 'only these files of the backup')
    .description('send photos and albums of the backup back to Google Photos; shows the plan first')
    .option('--album <album>', 'only this album, by title or id; may be repeated', collect)
    .option('--year <year>', 'only what was taken in this year, or in years as in 2015-2018; may be repeated', collect)
    .option('--search <words>', 'only what the search of Photos finds')
    .option('--missing', 'also send again what was sent before and is not there any more')
    .option('--dry-run', 'only show the plan')
    .option('--yes', "do not ask whether to begin; the warning about doubles still takes the account's address")
    .option('--account <email>', 'to which account; not needed when there is only one')
    .option('--no-browser', 'print the sign-in address alone on a line instead of opening it')
    .action((files: readonly string[], flags: RestoreFlags, command: Command) =>
      runner.run(command, (session, signal) => restore(session, files, flags, signal)),
    );
  addFilterOptions(addBandwidthOption(restoring));
  const uploading = program
    .command('upload')
    .argument('<file...>', 'photos and videos on this computer')
    .description('upload files to Google Photos')
    .option('--album <album>', 'put them into this album, by id or title; it is made when there is none')
    .option('--account <email>', 'to which account; not needed when there is only one')
    .option('--no-browser', 'print the sign-in address alone on a line instead of opening it')
    .action((files: readonly string[], flags: UploadFlags, command: Command) =>
      runner.run(command, (session, signal) => upload(session, files, flags, signal)),
    );
  addBandwidthOption(uploading);
  addExportCommand(program, runner);
}

function addExportCommand(program: Command, runner: CommandRunner): void {
  const copying = program
    .command('export-to')
    .argument('<path>', 'a folder on another disk; it is made when it is not there')
    .description('copy photos of the backup elsewhere, and read every copy back; nothing there is replaced')
    .option(
      '--layout <layout>',
      'flat, albums, or google: as Google Takeout, with its JSON beside the photos',
      'albums',
    )
    .option('--album <album>', 'only this album, by title or id; may be repeated', collect)
    .option('--year <year>', 'only what was taken in this year, or in years as in 2015-2018; may be repeated', collect)
    .option('--search <words>', 'only what the search of Photos finds')
    .action((path: string, flags: ExportFlags, command: Command) =>
      runner.run(command, (session, signal) => exportTo(session, path, flags, signal)),
    );
  addFilterOptions(copying);
}

async function exportTo(session: Session, to: string, flags: ExportFlags, signal: AbortSignal): Promise<ExitCode> {
  const layout = copyLayouts.find((one) => one === flags.layout);
  if (layout === undefined) {
    return endWith(session, problem('usage', { detail: `--layout takes ${copyLayouts.join(', ')}.` }));
  }
  if (statSync(to, { throwIfNoEntry: false })?.isDirectory() === false) {
    return endWith(session, problem('usage', { subject: to, detail: 'This is a file. Name a folder.' }));
  }
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination } = place.value;
  const selection = selectionOf(engine.value, destination, [], flags, session.run.filterGiven);
  if (!selection.ok) return endWith(session, selection.problem);
  const { terminal } = session;
  const ended = await engine.value.copyOut(
    { destination, selection: selection.value, to, layout },
    ({ files, bytes }) => terminal.status(`Copying: ${plural(files, 'file', 'files')}, ${formatBytes(bytes)}`),
    signal,
  );
  if (!ended.ok) return endWith(session, ended.problem);
  terminal.record({ event: 'exported', ...ended.value });
  const { files, present, bytes, failed: faults, failures, problem: met } = ended.value;
  terminal.result(
    `${plural(files, 'file', 'files')} copied and read back (${formatBytes(bytes)}), ${present} there before, ${faults} failed.`,
  );
  for (const failure of failures.slice(0, namesShown)) terminal.result(`  ${failure.path}: ${failure.problem.title}`);
  for (const line of moreFailures(ended.value)) terminal.result(line);
  // The record has it already, and is the last one.
  if (met !== null) return terminal.json ? exitCodeOf(met.code) : endWith(session, met);
  return faults === 0 ? exitCodes.complete : exitCodes.problems;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** The account that items are sent to, with the permission to send and to look. */
export function accountThatUploads(
  session: Session,
  { account, browser }: Pick<UploadFlags, 'account' | 'browser'>,
  signal: AbortSignal,
): Promise<Result<EngineAccount>> {
  const reason = 'has not yet allowed Afterimage to add photos to Google Photos.';
  return permittedAccount(session, { account, capabilities: ['library', 'upload'], reason, browser }, signal);
}

async function restore(
  session: Session,
  files: readonly string[],
  flags: RestoreFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination, settings } = place.value;
  const selection = selectionOf(engine.value, destination, files, flags, session.run.filterGiven);
  if (!selection.ok) return endWith(session, selection.problem);
  // Before Google is asked for anything.
  for (const file of files) {
    if (!(await engine.value.holds(destination, file))) {
      return endWith(session, problem('entry-unknown', { subject: file }));
    }
  }
  // Nor a person, where it could not begin.
  const free = flags.dryRun === true ? ok(undefined) : await mayBegin(session, signal);
  if (!free.ok) return endWith(session, free.problem);
  const account = await accountThatUploads(session, flags, signal);
  if (!account.ok) return endWith(session, account.problem);
  const request = {
    ...{ account: account.value, destination, selection: selection.value },
    limits: session.run.limits(settings),
    typedEmail: null,
  };
  const view = new RestoreView(session.terminal, monotonicClock, 'restore');
  const plan = await engine.value.planRestore(request, signal, view.show.bind(view));
  if (!plan.ok) return endWith(session, plan.problem);
  session.terminal.record({ event: 'restore-plan', dryRun: flags.dryRun === true, ...plan.value });
  session.terminal.result(planText(plan.value));
  if (flags.missing === true) {
    session.terminal.note(
      '"--missing" sees what this client ID made. What phones and other programs uploaded stays unseen.',
    );
  }
  if (flags.dryRun === true) return exitCodes.complete;
  const agreed = await agreement(session, request, plan.value, flags);
  if (!agreed.ok) return endWith(session, agreed.problem);
  return endOfRestore(session, () => engine.value.startRestore(agreed.value, view.show.bind(view)), signal);
}

/** With `--wait-lock`, the end of another restore is waited for. Problem: `restore-busy`. */
function mayBegin(session: Session, signal: AbortSignal): Promise<Result<void>> {
  const look = async (): Promise<Result<void>> =>
    isRestoreOnHere(session.dataFolder) ? failed(problem('restore-busy')) : ok(undefined);
  return whenFree(session, look, signal);
}

/** What a person agrees to: the plan, and in an account that may hold the photos its address. */
async function agreement(
  session: Session,
  request: RestoreRequest,
  plan: RestorePlan,
  { yes }: Pick<RestoreFlags, 'yes'>,
): Promise<Result<RestoreRequest>> {
  if (plan.items === 0 || (plan.doubles === 'own' && plan.isConfirmed)) return ok(request);
  if (plan.doubles === 'own') {
    const typedEmail = await askLine(session, doublesText(plan));
    if (typedEmail?.trim().toLowerCase() === plan.email.toLowerCase()) return ok({ ...request, typedEmail });
    return failed(problem('restore-not-confirmed', { subject: plan.email }));
  }
  if (yes === true) return ok(request);
  const answer = await askLine(session, `Upload ${plural(plan.items, 'item', 'items')} to ${plan.email}? Type yes:`);
  return /^y(es)?$/i.test(answer?.trim() ?? '')
    ? ok(request)
    : failed({
        ...problem('interrupted'),
        title: 'The restore was not begun',
        explanation: 'It was not agreed to. Nothing was sent.',
      });
}

async function upload(
  session: Session,
  files: readonly string[],
  flags: UploadFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  // Before Google is asked for anything: one of several that is missing is told with the rest.
  const [first] = files;
  if (first !== undefined && !files.some((file) => existsSync(file))) {
    return endWith(session, problem('file-not-found', { subject: first }));
  }
  if (flags.album !== undefined && flags.album.length > longestTitle) {
    return endWith(session, problem('usage', { detail: `A title has 1 to ${longestTitle} characters.` }));
  }
  const free = await mayBegin(session, signal);
  if (!free.ok) return endWith(session, free.problem);
  const account = await accountThatUploads(session, flags, signal);
  if (!account.ok) return endWith(session, account.problem);
  const settings = await session.settings.read();
  if (!settings.ok) return endWith(session, settings.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const view = new RestoreView(session.terminal, monotonicClock, 'upload');
  const request = {
    account: account.value,
    limits: session.run.limits(settings.value),
    files,
    album: flags.album ?? null,
  };
  return endOfRestore(session, () => engine.value.startUpload(request, view.show.bind(view)), signal);
}

/** Waits for the end of a restore, which Ctrl-C stops; with `--wait-lock` first for that of another one. */
async function endOfRestore(session: Session, start: () => RunningRestore, signal: AbortSignal): Promise<ExitCode> {
  const attempt = async (): Promise<Awaited<RunningRestore['ended']>> => {
    const running = start();
    if (signal.aborted) running.stop();
    else signal.addEventListener('abort', running.stop, { once: true });
    try {
      return await running.ended;
    } finally {
      signal.removeEventListener('abort', running.stop);
    }
  };
  const ended = await whenFree(session, attempt, signal);
  return ended.ok ? exitCodeOfReport(ended.value) : endWith(session, ended.problem);
}
