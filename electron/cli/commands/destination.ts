import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { message } from '../../contract/messages/message.ts';
import type { DestinationReport, FoundBackup } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { UsedPlace } from '../chosen-place.ts';
import { type CommandRunner, endWith, endWithAnswer } from '../command.ts';
import type { CommandLineSettings } from '../command-line-settings.ts';
import { inEachPlace } from '../each-place.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes, formatInstant, plural } from '../format.ts';
import type { Session } from '../session.ts';

/** `destination set|show`. */
export function addDestinationCommands(program: Command, runner: CommandRunner): void {
  const destination = program.command('destination').description('the backup folder');
  destination
    .command('set')
    .argument('<path>', 'a folder of its own, on the disk that keeps the backup')
    .description('try a folder out and use it; one that holds a backup already is adopted')
    .option('--account <email>', 'the folder of this account alone')
    .action((path: string, { account }: { readonly account?: string }, command: Command) =>
      runner.run(command, (session) => setDestination(session, path, account)),
    );
  destination
    .command('show')
    .description('show every folder in use and what its file system can do')
    .option('--account <email>', 'only the folder that the photos of this account go to')
    .action(({ account }: { readonly account?: string }, command: Command) =>
      runner.run(command, (session, signal) => inEachPlace(session, account, signal, showDestination)),
    );
}

/** Remembers the folder, for everybody or for one account. */
async function keep(
  session: Session,
  destination: EngineDestination,
  which: string | undefined,
): Promise<Result<CommandLineSettings>> {
  if (which === undefined) return session.settings.update({ destination });
  const account = await session.account(which);
  if (!account.ok) return account;
  const read = await session.settings.read();
  if (!read.ok) return read;
  const { commandLine } = read.value;
  const folders = { ...commandLine.folders, [account.value.id]: destination };
  return session.settings.update({ commandLine: { folders } });
}

async function setDestination(session: Session, path: string, account: string | undefined): Promise<ExitCode> {
  const named = namedFolder(path);
  if (!named.ok) return endWith(session, named.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const chosen = await engine.value.chooseDestination(named.value);
  if (!chosen.ok) {
    const ended = endWith(session, chosenProblem(chosen.problem, named.value));
    // The folder that backups go to is as it was: only what was asked for cannot be.
    return chosen.problem.code === 'destination-unsuitable' ? exitCodes.usage : ended;
  }
  const kept = await keep(session, chosen.value.destination, account);
  if (!kept.ok) return endWith(session, kept.problem);
  const trouble = chosen.value.report.found?.trouble;
  if (trouble !== undefined) session.terminal.warning(trouble);
  return endWithAnswer(session, ok(chosen.value.report), (report) =>
    session.terminal.commands(`${reportText(report)}\n${nextText(report)}`),
  );
}

/** A folder that was just named was not unplugged: it is not there. */
function chosenProblem(met: Problem, folder: string): Problem {
  const isThere = met.code !== 'destination-missing' || existsSync(folder);
  return isThere ? met : problem('folder-not-found', { subject: folder });
}

/**
 * What a person named, as an absolute path. An empty name and a `~` that no shell has replaced would make a folder that
 * nobody meant. Problem: `usage`.
 */
function namedFolder(path: string): Result<string> {
  if (path.trim() === '') {
    return failed(problem('usage', { detail: 'The path is empty.', wayOut: message('way-out.name-a-folder') }));
  }
  if (path.startsWith('~')) {
    const detail = `There is no such folder: ${path} ("~" was not replaced by your shell).`;
    return failed(problem('usage', { detail, wayOut: message('way-out.write-out-home', { path: `./${path}` }) }));
  }
  return ok(resolve(path));
}

function nextText({ readOnly }: DestinationReport): string {
  return `Next: afterimage ${readOnly ? 'verify' : 'backup'}`;
}

async function showDestination(session: Session, { destination }: UsedPlace): Promise<ExitCode> {
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  return endWithAnswer(session, await engine.value.probeForReading(destination.path), reportText);
}

const viewWords: Readonly<Record<DestinationReport['albumView'], string>> = {
  symlink: 'relative symbolic links',
  hardlink: 'hard links',
  copy: 'copies (this file system has no links)',
  none: 'no album folders',
};

function reportText(report: DestinationReport): string {
  const { path, fileSystem, location, freeBytes, totalBytes, albumView, sumsFile, readOnly, found } = report;
  const place = location === 'unknown' ? '' : `, ${location}`;
  return [
    `folder   ${path}`,
    `space    ${formatBytes(freeBytes)} free of ${formatBytes(totalBytes)}`,
    `system   ${fileSystem ?? 'unknown file system'}${place}`,
    readOnly ? 'access   read-only: to look through and verify, not to back up to' : `albums   ${viewWords[albumView]}`,
    ...(sumsFile === undefined
      ? []
      : [`sums     ${sumsFile} (SHA256SUMS in this folder is your own, and stays as it is)`]),
    ...(found === undefined ? [] : [`found    ${foundText(found)}`]),
  ].join('\n');
}

function foundText({ files, albums, lastBackup }: FoundBackup): string {
  const last = lastBackup === null ? 'no complete backup yet' : `last backup ${formatInstant(lastBackup)}`;
  return `a backup: ${plural(files, 'file', 'files')}, ${plural(albums, 'album', 'albums')}, ${last}`;
}
