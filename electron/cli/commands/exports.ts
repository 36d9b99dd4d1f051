import type { Command } from 'commander';
import type { DoubtfulEntry, ExportSummary, ExportsReport } from '../../contract/takeout-models.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes, formatCount, formatInstant, plural } from '../format.ts';
import type { Session } from '../session.ts';
import { partStateWords } from '../takeout-view.ts';

/** So many doubtful entries are listed; `--json` has all of them. */
const doubtfulShown = 20;
const pageSize = 500;

/** `exports`. */
export function addExportsCommand(program: Command, runner: CommandRunner): void {
  program
    .command('exports')
    .description('which Takeout exports were given, what is missing, and what was doubtful')
    .action((_flags: object, command: Command) => runner.run(command, (session) => showExports(session)));
}

async function showExports(session: Session): Promise<ExitCode> {
  const { terminal } = session;
  const place = await session.destination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination } = place.value;
  const exports = engine.value.exports(destination);
  if (!exports.ok) return endWith(session, exports.problem);
  terminal.result(reportText(exports.value));
  terminal.record({ event: 'exports', ...exports.value });
  for (let after = 0, shown = 0; ; ) {
    const page = engine.value.doubtful(destination, { limit: pageSize, after });
    if (!page.ok) return endWith(session, page.problem);
    const last = page.value.at(-1);
    if (last === undefined) return exitCodes.complete;
    after = last.id;
    for (const entry of page.value) {
      terminal.record({ event: 'doubtful', ...entry });
      if (shown === 0)
        terminal.result('\nStored, but nothing was taken from a sidecar because it is not certain which:');
      if (shown < doubtfulShown) terminal.result(doubtText(entry));
      if (shown === doubtfulShown) terminal.result('  … (--json lists all)');
      shown += 1;
    }
  }
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
  const { stamp, exportedAt, downloadUntil, parts, missing, complete, doubtful, withoutSidecar } = summary;
  const when = exportedAt === null ? stamp : `${stamp}, made ${formatInstant(exportedAt)}`;
  const lines = [`Export ${when}: ${complete ? 'complete' : 'not complete'}`];
  for (const { name, bytes, entries, state, problem } of parts) {
    lines.push(`  ${name}  ${formatBytes(bytes)}, ${plural(entries, 'entry', 'entries')}: ${partStateWords[state]}`);
    if (problem !== null) lines.push(`    ${problem.title}`);
  }
  if (missing.length > 0) {
    const until = downloadUntil === null ? '' : ` (Google offers them until ${formatInstant(downloadUntil)})`;
    lines.push(`  missing: ${missing.length === 1 ? 'part' : 'parts'} ${missing.join(', ')}${until}`);
  }
  if (doubtful + withoutSidecar > 0) {
    lines.push(`  ${formatCount(withoutSidecar)} without a sidecar, ${formatCount(doubtful)} doubtful; all are stored`);
  }
  return lines;
}

function doubtText({ path, reason }: DoubtfulEntry): string {
  return `  ${path}\n    ${reason}`;
}
