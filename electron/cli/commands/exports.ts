import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import { damagedFiles, decidingExports } from '../../contract/coverage/backup-status.ts';
import { problem } from '../../contract/problem.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { DoubtfulEntry, ExportSummary, ExportsReport, LackingFile } from '../../contract/takeout-models.ts';
import type { Engine, EngineDestination } from '../../engine/engine.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes, formatCount, formatInstant, plural } from '../format.ts';
import type { Session } from '../session.ts';
import { exportStateWords, lackingWords, partStateWords } from '../takeout-view.ts';

/** So many doubtful entries are listed; `--json` has all of them. */
const doubtfulShown = 20;
const pageSize = 500;

interface ExportsFlags {
  readonly missing?: string;
}

/** `exports`. */
export function addExportsCommand(program: Command, runner: CommandRunner): void {
  program
    .command('exports')
    .description('how whole the Takeout exports are that were given, what is missing, and what was doubtful')
    .option('--missing <export>', 'list the files that this export lacks, by name, and why')
    .action(({ missing }: ExportsFlags, command: Command) =>
      runner.run(command, (session) => showExports(session, missing ?? null)),
    );
}

async function showExports(session: Session, wanted: string | null): Promise<ExitCode> {
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination } = place.value;
  const known = engine.value.exports(destination);
  if (!known.ok) return endWith(session, known.problem);
  const damaged = damagedIn(engine.value, destination);
  if (!damaged.ok) return endWith(session, damaged.problem);
  const { exports } = known.value;
  session.terminal.record({ event: 'exports', ...known.value });
  if (wanted !== null) {
    const named = exports.filter(({ stamp }) => stamp === wanted || stamp.startsWith(wanted));
    const [found] = named;
    if (found === undefined || named.length > 1)
      return endWith(session, problem('export-unknown', { subject: wanted }));
    return showLacking(session, found, (onPage) => engine.value.eachLacking(destination, found.stamp, onPage));
  }
  session.terminal.result(session.terminal.commands(reportText(known.value)));
  const shown = await showDoubtful(session, (after) => engine.value.doubtful(destination, { limit: pageSize, after }));
  if (!shown.ok) return endWith(session, shown.problem);
  // Who deletes the archives now would delete what the folder can be mended from.
  if (exports.length > 0 && damaged.value > 0) {
    session.terminal.record({ event: 'damaged', files: damaged.value });
    session.terminal.result(session.terminal.commands(damageText(damaged.value)));
  }
  const isSafe = damaged.value === 0 && decidingExports(exports).every(({ complete }) => complete);
  return exports.length === 0 || isSafe ? exitCodes.complete : exitCodes.problems;
}

function damagedIn(engine: Engine, destination: EngineDestination): Result<number> {
  const stored = engine.stored(destination);
  if (!stored.ok) return stored;
  const folder = stored.value?.status().folder;
  stored.value?.close();
  return ok(folder === undefined ? 0 : damagedFiles(folder));
}

function damageText(damaged: number): string {
  return `\n${plural(damaged, 'file in the backup folder is', 'files in the backup folder are')} missing or damaged. Keep the archives. Next: afterimage verify --repair`;
}

async function showDoubtful(
  { terminal }: Session,
  pageAfter: (after: number) => Result<readonly DoubtfulEntry[]>,
): Promise<Result<void>> {
  for (let after = 0, shown = 0; ; ) {
    const page = pageAfter(after);
    if (!page.ok) return page;
    const last = page.value.at(-1);
    if (last === undefined) return ok(undefined);
    after = last.id;
    for (const entry of page.value) {
      terminal.record({ event: 'doubtful', ...entry });
      if (shown === 0)
        terminal.result('\nStored, but nothing was taken from a sidecar because it is not certain which:');
      if (shown < doubtfulShown) terminal.result(doubtText(entry));
      if (shown === doubtfulShown) terminal.result('  … (--json lists all)');
      shown += 1;
    }
    // What was written is kept until the event loop has its turn.
    await setImmediate();
  }
}

/** All names, one a line. */
async function showLacking(
  session: Session,
  { parts, missingParts, complete }: ExportSummary,
  eachPage: (onPage: (files: readonly LackingFile[]) => void) => Promise<Result<void>>,
): Promise<ExitCode> {
  const { terminal } = session;
  for (const number of missingParts) {
    terminal.record({ event: 'missing', why: 'not-come', part: number, path: null, reason: null });
    terminal.result(`export file ${number}: has not come`);
  }
  for (const { name, state, problem: met } of parts) {
    if (state !== 'broken') continue;
    terminal.record({ event: 'missing', why: 'not-come', part: name, path: null, reason: met?.title ?? null });
    terminal.result(`${name}: ${partStateWords.broken}`);
  }
  const told = await eachPage((files) => {
    for (const file of files) {
      terminal.record({ event: 'missing', ...file });
      terminal.result(`${file.path}: ${lackingWords[file.why]}${file.reason === null ? '' : ` (${file.reason})`}`);
    }
  });
  if (!told.ok) return endWith(session, told.problem);
  return complete ? exitCodes.complete : exitCodes.problems;
}

function reportText({ exports, schedule, coverage }: ExportsReport): string {
  if (exports.length === 0) return 'No export was given yet. Next: afterimage import PATH…';
  const lines = exports.flatMap(exportLines);
  if (schedule !== null) {
    const next =
      schedule.nextExpectedAt === null
        ? 'that was the last one'
        : `the next one is expected on ${formatInstant(schedule.nextExpectedAt)}`;
    lines.push(
      '',
      `Schedule: export ${schedule.seen} of 6; ${next}. Order again by ${formatInstant(schedule.endsAt)}.`,
    );
  }
  if (coverage.length > 0) {
    lines.push('', 'Photos and videos by year (in exports, on disk, verified):');
    for (const { year, inExports, onDisk, verified } of coverage) {
      const counts = [inExports, onDisk, verified].map((count) => formatCount(count).padStart(9)).join('');
      lines.push(`  ${(year === null ? 'unknown' : String(year)).padEnd(8)}${counts}`);
    }
  }
  return lines.join('\n');
}

function exportLines(summary: ExportSummary): readonly string[] {
  const { stamp, exportedAt, parts, missingParts, state, doubtful, withoutSidecar, isSuperseded } = summary;
  const when = exportedAt === null ? stamp : `${stamp}, made ${formatInstant(exportedAt)}`;
  const standing = isSuperseded ? '; a later full export holds all of it, so it no longer counts' : '';
  const lines = [`Export ${when}: ${exportStateWords[state]}${standing}`];
  for (const { name, bytes, entries, state: ofPart, problem: met } of parts) {
    lines.push(`  ${name}  ${formatBytes(bytes)}, ${plural(entries, 'entry', 'entries')}: ${partStateWords[ofPart]}`);
    if (met !== null) lines.push(`    ${met.title}`);
  }
  if (missingParts.length > 0)
    lines.push(`  missing: ${missingParts.length === 1 ? 'export file' : 'export files'} ${missingParts.join(', ')}`);
  lines.push(...lackingLines(summary));
  if (doubtful + withoutSidecar > 0) {
    const stored = summary.failed === 0 ? '; all are stored' : '';
    lines.push(`  ${formatCount(withoutSidecar)} without a sidecar, ${formatCount(doubtful)} doubtful${stored}`);
  }
  return lines;
}

/** What keeps an export from being complete, and what to do about it. */
function lackingLines({ stamp, state, index, waiting, failed, missing, downloadUntil }: ExportSummary): string[] {
  const lines: string[] = [];
  if (index.read && missing > waiting)
    lines.push(`  ${plural(missing - waiting, 'file', 'files')} of its index missing`);
  if (waiting > 0) {
    const photos = plural(waiting, 'photo or video has', 'photos and videos have');
    lines.push(`  ${photos} not come, only the details of them: probably there is another export file`);
  }
  if (failed > 0) {
    lines.push(`  ${plural(failed, 'file', 'files')} not stored: failed at Google, damaged, or of an unknown kind`);
  }
  if (missing + failed > 0) lines.push(`  their names: afterimage exports --missing ${stamp}`);
  if (state === 'incomplete') lines.push(`  ${untilWords(downloadUntil)}`);
  if (state === 'losses') {
    lines.push(
      '  Download the export files again if files in them are damaged. What failed at Google may be in the next export.',
    );
  }
  if (state === 'unproven') lines.push(`  ${unprovenWords(index.unreadable)}`);
  return lines;
}

function untilWords(downloadUntil: string | null): string {
  if (downloadUntil === null) return 'Give what is missing too, or order a new export.';
  return `Google offers it until ${formatInstant(downloadUntil)}. After that, order a new export.`;
}

function unprovenWords(isUnreadable: boolean): string {
  return isUnreadable
    ? 'Its index could not be read: download the export file that holds it again, usually the tiny one that ends in -001.'
    : 'Nothing is known to be missing, but no index was read: give the tiny export file that ends in -001, too.';
}

function doubtText({ path, reason }: DoubtfulEntry): string {
  return `  ${path}\n    ${reason}`;
}
