import type { Command } from 'commander';
import type { VerifyReport } from '../../contract/models.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes, formatSeconds, plural } from '../format.ts';
import type { Session } from '../session.ts';

/** `verify`. */
export function addVerifyCommand(program: Command, runner: CommandRunner): void {
  program
    .command('verify')
    .description('read every stored file again and compare it with its checksum')
    .action((_options: unknown, command: Command) => runner.run(command, verify));
}

async function verify(session: Session, signal: AbortSignal): Promise<ExitCode> {
  const { terminal } = session;
  const place = await session.destination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const report = await engine.value.verify(
    place.value.destination,
    ({ files, bytes }) => terminal.status(`Checked ${plural(files, 'file', 'files')}, ${formatBytes(bytes)}`),
    signal,
  );
  if (!report.ok) return endWith(session, report.problem);
  terminal.record({ event: 'verified', ...report.value });
  terminal.result(reportText(report.value));
  return report.value.intact === report.value.checked ? exitCodes.complete : exitCodes.problems;
}

function reportText({ checked, bytes, intact, changed, missing, unreadable, seconds }: VerifyReport): string {
  const lines = [`${plural(checked, 'file', 'files')} read again, ${formatBytes(bytes)} in ${formatSeconds(seconds)}:`];
  if (intact === checked) lines.push('  all of them are exactly as they were stored.');
  for (const path of changed) lines.push(`  changed  ${path}`);
  for (const path of missing) lines.push(`  missing  ${path}`);
  for (const { subject = '', detail = '' } of unreadable) lines.push(`  unreadable  ${subject}  (${detail})`);
  if (missing.length > 0) lines.push('  → the next full run (afterimage backup --full) fetches missing files again.');
  if (changed.length > 0) lines.push('  → restore changed files from another copy, and check the disk.');
  if (unreadable.length > 0)
    lines.push('  → check the disk and the permissions of unreadable files, then verify again.');
  return lines.join('\n');
}
