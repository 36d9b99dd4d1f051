import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { DestinationReport } from '../../contract/models.ts';
import { ok } from '../../contract/result.ts';
import { type CommandRunner, endWith, endWithAnswer } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatBytes } from '../format.ts';
import type { Session } from '../session.ts';

/** `destination set|show`. */
export function addDestinationCommands(program: Command, runner: CommandRunner): void {
  const destination = program.command('destination').description('the backup folder');
  destination
    .command('set')
    .argument('<path>', 'a folder of its own, on the disk that keeps the backup')
    .description('try a folder out and use it; one that holds a backup already is adopted')
    .action((path: string, _options: unknown, command: Command) =>
      runner.run(command, (session) => setDestination(session, path)),
    );
  destination
    .command('show')
    .description('show the folder and what its file system can do')
    .action((_options: unknown, command: Command) => runner.run(command, showDestination));
}

async function setDestination(session: Session, path: string): Promise<ExitCode> {
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const chosen = await engine.value.chooseDestination(resolve(path));
  if (!chosen.ok) return endWith(session, chosen.problem);
  const kept = await session.settings.update({ destination: chosen.value.destination });
  if (!kept.ok) return endWith(session, kept.problem);
  return endWithAnswer(session, ok(chosen.value.report), (report) => `${reportText(report)}\nNext: afterimage backup`);
}

async function showDestination(session: Session): Promise<ExitCode> {
  const destination = await session.destination();
  if (!destination.ok) return endWith(session, destination.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  return endWithAnswer(session, await engine.value.probe(destination.value.destination.path), reportText);
}

const viewWords: Readonly<Record<DestinationReport['albumView'], string>> = {
  symlink: 'relative symbolic links',
  hardlink: 'hard links',
  copy: 'copies (this file system has no links)',
  none: 'no album folders',
};

function reportText(report: DestinationReport): string {
  const { path, fileSystem, location, freeBytes, totalBytes, albumView, sumsFile } = report;
  const place = location === 'unknown' ? '' : `, ${location}`;
  return [
    `folder   ${path}`,
    `space    ${formatBytes(freeBytes)} free of ${formatBytes(totalBytes)}`,
    `system   ${fileSystem ?? 'unknown file system'}${place}`,
    `albums   ${viewWords[albumView]}`,
    ...(sumsFile === undefined
      ? []
      : [`sums     ${sumsFile} (SHA256SUMS in this folder is your own, and stays as it is)`]),
  ].join('\n');
}
