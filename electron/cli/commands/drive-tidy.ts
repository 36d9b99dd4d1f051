import type { TidyBlocker, TidyReport, UntidyReport } from '../../contract/drive-models.ts';
import { assertNever } from '../../contract/result.ts';
import { endWith } from '../command.ts';
import { driveRequest, permitTidying } from '../drive-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes, plural } from '../format.ts';
import { whenFree } from '../lock-wait.ts';
import type { Session } from '../session.ts';

/** Flags of `drive tidy`. */
export interface TidyFlags {
  readonly yes?: boolean;
  readonly undo?: boolean;
  readonly browser: boolean;
}

/** `drive tidy`: lists what may go, and moves it with `--yes`. */
export async function tidy(session: Session, { yes, browser }: TidyFlags, signal: AbortSignal): Promise<ExitCode> {
  const request = await driveRequest(session);
  if (!request.ok) return endWith(session, request.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const plan = engine.value.planDriveTidy(request.value);
  if (!plan.ok) return endWith(session, plan.problem);
  session.terminal.result(session.terminal.commands(tidyText(plan.value)));
  if (yes !== true || plan.value.files.length === 0) {
    session.terminal.record({ event: 'tidy', done: false, ...plan.value });
    return exitCodes.complete;
  }
  const permitted = await permitTidying(session, request.value, browser, signal);
  if (!permitted.ok) return endWith(session, permitted.problem);
  const done = await whenFree(session, () => engine.value.tidyDrive(request.value, signal), signal);
  if (!done.ok) return endWith(session, done.problem);
  session.terminal.record({ event: 'tidy', done: true, ...done.value });
  const { files } = done.value;
  session.terminal.result(`${plural(files.length, 'file is', 'files are')} in the trash of Google Drive now.`);
  return exitCodes.complete;
}

/** `drive tidy --undo`. */
export async function untidy(session: Session, { browser }: TidyFlags, signal: AbortSignal): Promise<ExitCode> {
  const request = await driveRequest(session);
  if (!request.ok) return endWith(session, request.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const permitted = await permitTidying(session, request.value, browser, signal);
  if (!permitted.ok) return endWith(session, permitted.problem);
  const done = await whenFree(session, () => engine.value.untidyDrive(request.value, signal), signal);
  if (!done.ok) return endWith(session, done.problem);
  session.terminal.record({ event: 'tidy-undone', ...done.value });
  session.terminal.result(untidyText(done.value));
  return exitCodes.complete;
}

function untidyText({ files, gone }: UntidyReport): string {
  const back = `${plural(files.length, 'file is', 'files are')} out of the trash of Google Drive again.`;
  return gone.length === 0 ? back : `${back} ${plural(gone.length, 'file was', 'files were')} deleted meanwhile.`;
}

function tidyText({ files, kept }: TidyReport): string {
  const moved = files.map(({ name, bytes }) => `to the trash  ${formatBytes(bytes)}  ${name}`);
  const stays = kept.map(({ stamp, reason }) => `stays         ${stamp}: ${blockerText(reason)}`);
  const lines = [...moved, ...stays];
  if (lines.length === 0) return 'No imported export file is in Google Drive.';
  return files.length === 0
    ? lines.join('\n')
    : `${lines.join('\n')}\n${formatBytes(files.reduce((sum, { bytes }) => sum + bytes, 0))} in all.`;
}

function blockerText(reason: TidyBlocker): string {
  switch (reason) {
    case 'not complete':
      return 'the export is not proved to be complete. See: afterimage exports';
    case 'wrong checksum':
      return 'what came of one of its files does not have the checksum that Google Drive tells';
    case 'not verified':
      return 'its photos were not read again since they were stored. Run: afterimage verify';
    case 'holds other files':
      return 'it also holds files of other Google products, which are not in the backup';
    default:
      return assertNever(reason);
  }
}
