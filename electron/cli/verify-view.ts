import type { Finding } from '../contract/findings.ts';
import type { ScrubReport, VerifyReport } from '../contract/models.ts';
import type { VerificationProgress } from '../engine/engine.ts';
import { formatBytes, formatCount, formatSeconds, plural } from './format.ts';

/** Waits some seconds before it says how long the rest will take: the first files say little. */
const forecastAfterMs = 3_000;

/** What a verification says while it goes on. */
export function progressLine(startedAt: number): (progress: VerificationProgress, now: number) => string {
  return ({ files, bytes, totalFiles, totalBytes }, now) => {
    const elapsed = Math.max(1, now - startedAt);
    const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
    const parts = [
      `Checked ${formatCount(files)} of ${plural(totalFiles, 'file', 'files')}`,
      `${formatBytes(bytes)} of ${formatBytes(totalBytes)} (${Math.floor(share * 100)} %)`,
      `${formatBytes((bytes / elapsed) * 1_000)}/s`,
    ];
    if (elapsed >= forecastAfterMs && bytes > 0) {
      parts.push(`${formatSeconds((elapsed / 1_000) * (totalBytes / bytes - 1))} left`);
    }
    return parts.join(' · ');
  };
}

/** What a verification found, for people. */
export function reportText(report: VerifyReport, commands: (text: string) => string): string {
  const {
    checked,
    bytes,
    intact,
    findings,
    known,
    edited,
    quarantined,
    unknown,
    unknownFiles = [],
    proof,
    seconds,
  } = report;
  const lines = [`${plural(checked, 'file', 'files')} read again, ${formatBytes(bytes)} in ${formatSeconds(seconds)}:`];
  if (intact === checked) lines.push('  all of them are exactly as they were stored.');
  for (const finding of findings) lines.push(`  ${findingText(finding)}`);
  lines.push(...knownText(known));
  if (edited.length > 0) {
    lines.push(
      `  ${plural(edited.length, 'sidecar was', 'sidecars were')} edited by another program; left as they are:`,
    );
    for (const path of edited) lines.push(`    ${path}`);
  }
  if (quarantined.length > 0) {
    lines.push(
      `  ${plural(quarantined.length, 'damaged file', 'damaged files')} replaced and kept in quarantine; delete what you don't need:`,
    );
    for (const path of quarantined) lines.push(`    ${path}`);
  }
  if (unknown > 0) lines.push(`  ${plural(unknown, 'file', 'files')} that Afterimage did not make; left alone.`);
  for (const path of unknownFiles) lines.push(`    ${path}`);
  if (proof !== undefined) lines.push(`  Proof: ${proof}, and the same as a page (.html).`);
  return [...lines, ...waysOut(report).map(commands)].join('\n');
}

/** The same of a share. */
export function scrubText(
  { due, checked, bytes, intact, findings, known, ended, seconds, proof }: ScrubReport,
  commands: (text: string) => string,
): string {
  if (due.files === 0 && ended === 'done') {
    const lines = ['Nothing is due to be read again today.', ...knownText(known)];
    return [...lines, ...waysOut({ findings, known }).map(commands)].join('\n');
  }
  const read = `${formatCount(checked)} of ${plural(due.files, 'file', 'files')} that are due today`;
  const lines = [`${read} read again, ${formatBytes(bytes)} in ${formatSeconds(seconds)}:`];
  if (checked > 0 && intact === checked) lines.push('  all of them are exactly as they were stored.');
  for (const finding of findings) lines.push(`  ${findingText(finding)}`);
  lines.push(...knownText(known));
  if (proof !== undefined)
    lines.push(`  All files were read once more. Proof: ${proof}, and the same as a page (.html).`);
  if (ended === 'busy') lines.push('  A backup is running, which goes first. The rest is due next time.');
  return [...lines, ...waysOut({ findings, known }).map(commands)].join('\n');
}

function knownText(known: number): readonly string[] {
  return known === 0 ? [] : [`  ${plural(known, 'finding', 'findings')} of earlier checks not looked at this time.`];
}

function findingText({ thing, fault, path, detail, mayBeEdit }: Finding): string {
  const told = detail === undefined ? '' : `  (${detail})`;
  const edit = mayBeEdit === true ? '  (saved by another program, perhaps on purpose)' : '';
  return `${fault.padEnd(10)}  ${path}${thing === 'photo' || thing === 'sidecar' ? '' : `  [${thing}]`}${told}${edit}`;
}

function waysOut({ findings, known }: Pick<VerifyReport, 'findings' | 'known'>): readonly string[] {
  const lines: string[] = [];
  if (findings.length + known > 0) lines.push('  → afterimage verify --repair brings back what can be had again.');
  const edits = findings.filter(({ mayBeEdit }) => mayBeEdit === true);
  if (edits.some(({ thing }) => thing === 'photo')) {
    lines.push('  → afterimage verify --accept FILE keeps a file that was edited on purpose.');
  }
  if (edits.some(({ thing }) => thing === 'album')) {
    lines.push(
      '  → move edited copies out of an album to keep them; --repair makes them copies again and keeps the edits in quarantine.',
    );
  }
  if (findings.some(({ fault }) => fault === 'unreadable')) {
    lines.push('  → check the disk and the permissions of unreadable files.');
  }
  return lines;
}
