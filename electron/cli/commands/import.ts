import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod';
import { monotonicClock } from '../../base/clock.ts';
import { problem } from '../../contract/problem.ts';
import type { RunningBackup } from '../../engine/engine.ts';
import { type AnnouncementFlags, addAnnouncementOptions, announced, announcementsOf } from '../announcement.ts';
import { type CommandRunner, endWith } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { addFilterOptions, addStorageOptions } from '../run-options.ts';
import { RunView } from '../run-view.ts';
import type { Session } from '../session.ts';
import { endOfRun } from './backup.ts';

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly quick?: boolean;
  readonly includeTrash?: boolean;
  readonly owner?: string;
}

/** `import`. */
export function addImportCommand(program: Command, runner: CommandRunner): void {
  const command = program
    .command('import <path...>')
    .description('take in Google Takeout exports: archives, extracted folders, or folders that hold them')
    .option('--dry-run', 'read everything and tell what an import would do; stores nothing')
    .option('--quick', 'with --dry-run: go by names and sidecars, and read no photo')
    .option('--include-trash', "also take in what lies in Google's trash")
    .option('--owner <email>', 'whose exports these are, where their index page does not say it')
    .action((paths: string[], flags: ImportFlags & AnnouncementFlags, command: Command) =>
      runner.run(command, (session, signal) =>
        announced(session, announcementsOf(flags, null), 'import', () => importPaths(session, paths, flags, signal)),
      ),
    );
  addFilterOptions(addStorageOptions(addAnnouncementOptions(command)));
}

/** Imports exports from files and folders. */
export async function importPaths(
  session: Session,
  paths: readonly string[],
  { dryRun, quick, includeTrash, owner }: ImportFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (owner !== undefined && !z.email().safeParse(owner).success) {
    return endWith(session, problem('usage', { detail: `--owner takes an e-mail address, not "${owner}".` }));
  }
  // One of several that is missing is told with the rest; with nothing to read there is no import.
  const [first] = paths;
  if (first !== undefined && !paths.some((path) => existsSync(path))) {
    return endWith(session, problem('file-not-found', { subject: first }));
  }
  if (quick === true && dryRun !== true) {
    return endWith(session, problem('usage', { detail: '--quick goes with --dry-run: an import reads every photo.' }));
  }
  const place = await session.destination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination, settings } = place.value;
  const view = new RunView(session.terminal, monotonicClock);
  const start = (): RunningBackup =>
    engine.value.startImport(
      {
        paths,
        destination,
        dryRun: dryRun === true,
        quick: quick === true,
        includeTrash: includeTrash === true,
        owner,
        albumView: settings.albumView,
        options: session.run.filtered(settings),
      },
      (event) => view.show(event),
    );
  return endOfRun(session, start, signal);
}
