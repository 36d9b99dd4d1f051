import { lstat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import type { Finding } from '../../contract/findings.ts';
import type { ScrubReport, VerifyReport } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { defaultScrubDays } from '../../contract/settings.ts';
import type { VerificationProgress, VerificationRequest } from '../../engine/engine.ts';
import { type AnnouncementFlags, addAnnouncementOptions, announced, announcementsOf } from '../announcement.ts';
import { type CommandRunner, endWith, endWithAnswer } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes, formatCount, formatSeconds, plural } from '../format.ts';
import { whenFree } from '../lock-wait.ts';
import { repair } from '../repair-view.ts';
import type { Session } from '../session.ts';

interface VerifyFlags extends AnnouncementFlags {
  readonly subset?: string;
  readonly since?: string;
  readonly path?: string;
  readonly listUnknown?: boolean;
  readonly proof?: boolean;
  readonly repair?: boolean;
  readonly account?: string;
  readonly accept?: string;
  readonly scrub?: boolean;
}

/** `verify`. */
export function addVerifyCommand(program: Command, runner: CommandRunner): void {
  const command = program
    .command('verify')
    .description('read every stored file again and compare it with its checksum; writes nothing into the folder')
    .option('--subset <n/m>', 'only the nth of m parts of the photos, such as 3/12')
    .option('--since <date>', 'only photos that were stored since this day, such as 2026-09-01')
    .option('--path <prefix>', 'only what lies below this path of the folder, such as Photos/2023')
    .option('--scrub', "only today's share of the photos, the longest unread first, and slowly")
    .option('--list-unknown', 'name the files that Afterimage did not make')
    .option('--proof', 'leave a proof in the folder: counts, checksums, and when each file was read last')
    .option('--repair', 'afterwards, bring back what is missing or damaged')
    .option('--account <email>', 'of --repair: whose library to ask; everybody who is signed in, unless told')
    .option('--accept <file>', 'instead: keep this file as it is now, because you edited it on purpose')
    .action((flags: VerifyFlags, command: Command) =>
      runner.run(command, (session, signal) =>
        flags.accept === undefined
          ? announced(session, announcementsOf(flags, null), 'verify', () => verify(session, flags, signal))
          : accept(session, flags.accept, signal),
      ),
    );
  addAnnouncementOptions(command);
}

async function verify(session: Session, flags: VerifyFlags, signal: AbortSignal): Promise<ExitCode> {
  // Else a person would believe that the folder of that account was read.
  if (flags.account !== undefined && flags.repair !== true) {
    const detail = 'It says whose library --repair asks. What is read is the folder: name it with --destination.';
    return endWith(session, problem('usage', { subject: '--account', detail }));
  }
  if (flags.scrub === true) return scrub(session, flags, signal);
  const { terminal } = session;
  const asked = requestOf(flags);
  if (!asked.ok) return endWith(session, asked.problem);
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const root = place.value.destination.path;
  const request = withInnerPath(asked.value, root);
  if (!request.ok) return endWith(session, request.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const line = progressLine(performance.now());
  const { destination } = place.value;
  const show = (progress: VerificationProgress): void => terminal.status(line(progress, performance.now()));
  const work = () => engine.value.verify(destination, show, signal, request.value);
  const report = await whenFree(session, work, signal);
  if (!report.ok) return endWith(session, report.problem);
  if (await isAboutNothing(report.value, root, request.value.path)) {
    return endWith(session, problem('file-not-found', { subject: flags.path }));
  }
  terminal.record({ event: 'verified', ...report.value });
  const { findings, known } = report.value;
  const isWell = findings.length + known === 0;
  terminal[isWell ? 'wellResult' : 'result'](reportText(report.value));
  if (flags.repair === true && !isWell) {
    return repair(session, { engine: engine.value, ...place.value, account: flags.account }, signal);
  }
  return isWell ? exitCodes.complete : exitCodes.problems;
}

/** A share for a server, whose scheduler starts it once a day. */
export async function scrub(session: Session, flags: VerifyFlags, signal: AbortSignal): Promise<ExitCode> {
  const { terminal } = session;
  const other = (['subset', 'since', 'path', 'listUnknown', 'proof'] as const).find(
    (flag) => flags[flag] !== undefined,
  );
  if (other !== undefined) {
    return endWith(session, problem('usage', { subject: '--scrub', detail: 'It chooses what to read.' }));
  }
  const place = await session.knownDestination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const line = progressLine(performance.now());
  const report = await engine.value.scrub(
    place.value.destination,
    { everyDays: place.value.settings.scrubDays ?? defaultScrubDays },
    (progress) => terminal.status(line(progress, performance.now())),
    signal,
  );
  if (!report.ok) return endWith(session, report.problem);
  terminal.record({ event: 'scrubbed', ...report.value });
  const { findings, ended } = report.value;
  terminal[findings.length === 0 ? 'wellResult' : 'result'](scrubText(report.value));
  if (ended === 'stopped') return endWith(session, problem('interrupted'));
  if (flags.repair === true && findings.length > 0) {
    return repair(session, { engine: engine.value, ...place.value, account: flags.account }, signal);
  }
  return findings.length === 0 ? exitCodes.complete : exitCodes.problems;
}

async function accept(session: Session, file: string, signal: AbortSignal): Promise<ExitCode> {
  const place = await session.destination();
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination } = place.value;
  const accepted = await whenFree(session, () => engine.value.accept(destination, file), signal);
  return endWithAnswer(session, accepted, ({ path, isNew }) =>
    isNew ? `${path}: accepted. Catalog and checksum list say so now.` : `${path} is exactly as it was stored.`,
  );
}

function requestOf({ subset, since, path, listUnknown, proof }: VerifyFlags): Result<VerificationRequest> {
  const parts = subset === undefined ? undefined : subsetOf(subset);
  if (parts === null) return failed(problem('usage', { subject: '--subset', detail: `"${subset}" is not like 3/12.` }));
  const moment = since === undefined ? undefined : momentOf(since);
  if (moment === null) return failed(problem('usage', { subject: '--since', detail: `"${since}" is no date.` }));
  return ok({ subset: parts, since: moment, path, listUnknown, proof });
}

/** With the path as the catalog has them, however a person names it: absolute, or with a dot before it. */
function withInnerPath(request: VerificationRequest, root: string): Result<VerificationRequest> {
  if (request.path === undefined) return ok(request);
  const inner = isAbsolute(request.path) ? relative(root, request.path) : request.path;
  const path = inner
    .replaceAll(sep, '/')
    .replaceAll('\\', '/')
    .replace(/^(?:\.(?:\/+|$))+/u, '');
  if (!isAbsolute(inner) && path.split('/')[0] !== '..') return ok({ ...request, path });
  const detail = `"${request.path}" is not a path in the backup folder, such as Photos/2023.`;
  return failed(problem('usage', { subject: '--path', detail }));
}

/** Whether a path was named below which there is nothing, nor ever was: a slip of the pen must not look like a sound folder. */
async function isAboutNothing(report: VerifyReport, root: string, path: string | undefined): Promise<boolean> {
  if (path === undefined || report.checked + report.findings.length + report.unknown > 0) return false;
  return (await lstat(join(root, path)).catch(() => null)) === null;
}

function subsetOf(text: string): { readonly index: number; readonly of: number } | null {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/u.exec(text) ?? [];
  const parts = { index: Number(index), of: Number(of) };
  return parts.index >= 1 && parts.index <= parts.of ? parts : null;
}

function momentOf(text: string): string | null {
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/u.test(text);
  const time = isDate ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) return null;
  // JavaScript takes the 30th of February for the 2nd of March.
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? new Date(time).toISOString() : null;
}

/** Waits some seconds before it says how long the rest will take: the first files say little. */
const forecastAfterMs = 3_000;

function progressLine(startedAt: number): (progress: VerificationProgress, now: number) => string {
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

function reportText(report: VerifyReport): string {
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
  if (known > 0) lines.push(`  ${plural(known, 'finding', 'findings')} of earlier checks not looked at this time.`);
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
  return [...lines, ...waysOut(report)].join('\n');
}

function scrubText({ due, checked, bytes, intact, findings, ended, seconds, proof }: ScrubReport): string {
  if (due.files === 0 && ended === 'done') return 'Nothing is due to be read again today.';
  const read = `${formatCount(checked)} of ${plural(due.files, 'file', 'files')} that are due today`;
  const lines = [`${read} read again, ${formatBytes(bytes)} in ${formatSeconds(seconds)}:`];
  if (checked > 0 && intact === checked) lines.push('  all of them are exactly as they were stored.');
  for (const finding of findings) lines.push(`  ${findingText(finding)}`);
  if (proof !== undefined)
    lines.push(`  All files were read once more. Proof: ${proof}, and the same as a page (.html).`);
  if (ended === 'busy') lines.push('  A backup is running, which goes first. The rest is due next time.');
  return [...lines, ...waysOut({ findings, known: 0 })].join('\n');
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
