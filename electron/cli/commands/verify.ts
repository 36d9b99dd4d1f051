import { lstat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import type { VerifyReport } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { defaultScrubDays } from '../../contract/settings.ts';
import type { VerificationProgress, VerificationRequest } from '../../engine/engine.ts';
import { type AnnouncementFlags, addAnnouncementOptions, announced, announcementsOf } from '../announcement.ts';
import type { UsedPlace } from '../chosen-place.ts';
import { type CommandRunner, endWith, endWithAnswer } from '../command.ts';
import { inEachPlace } from '../each-place.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { whenFree } from '../lock-wait.ts';
import { repair } from '../repair-view.ts';
import type { Session } from '../session.ts';
import { progressLine, reportText, scrubText } from '../verify-view.ts';

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
    .description('read every stored file again and compare it with its checksum; writes nothing into the folders')
    .option('--subset <n/m>', 'only the nth of m parts of the photos, such as 3/12')
    .option('--since <date>', 'only photos that were stored since this day, such as 2026-09-01')
    .option('--path <prefix>', 'only what lies below this path of the folder, such as Photos/2023')
    .option('--scrub', "only today's share of the photos, the longest unread first, and slowly")
    .option('--list-unknown', 'name the files that Afterimage did not make')
    .option('--proof', 'leave a proof in the folder: counts, checksums, and when each file was read last')
    .option('--repair', 'afterwards, bring back what is missing or damaged')
    .option(
      '--account <email>',
      'only the folder that the photos of this account are in; --repair asks this library alone',
    )
    .option('--accept <file>', 'instead: keep this file as it is now, because you edited it on purpose')
    .action((flags: VerifyFlags, command: Command) =>
      runner.run(command, (session, signal) =>
        flags.accept === undefined
          ? announced(session, announcementsOf(flags, null), 'verify', () => verify(session, flags, signal))
          : accept(session, flags, signal),
      ),
    );
  addAnnouncementOptions(command);
}

/** Every folder in use, or that of the account; nothing below `--path` is a slip only where no folder has anything there. */
async function verify(session: Session, flags: VerifyFlags, signal: AbortSignal): Promise<ExitCode> {
  if (flags.scrub === true) return scrub(session, flags, signal);
  const asked = requestOf(flags);
  if (!asked.ok) return endWith(session, asked.problem);
  const places = await session.places(flags.account);
  if (!places.ok) return endWith(session, places.problem);
  const requests = places.value.map((place) => withInnerPath(asked.value, place.destination.path));
  const [first] = requests;
  if (first?.ok === false && requests.every(({ ok }) => !ok)) return endWith(session, first.problem);
  let isNowhere = true;
  const code = await inEachPlace(session, flags.account, signal, async (here, place) => {
    const request = withInnerPath(asked.value, place.destination.path);
    // An absolute path is in one of the folders.
    if (!request.ok) return exitCodes.complete;
    const ended = await verifyPlace(here, { place, flags, request: request.value }, signal);
    if (ended !== null) isNowhere = false;
    return ended ?? exitCodes.complete;
  });
  return isNowhere ? endWith(session, problem('file-not-found', { subject: flags.path })) : code;
}

/** What is verified where. */
interface PlaceToVerify {
  readonly place: UsedPlace;
  readonly flags: VerifyFlags;
  readonly request: VerificationRequest;
}

/** Null when it was about nothing. */
async function verifyPlace(
  session: Session,
  { place: used, flags, request }: PlaceToVerify,
  signal: AbortSignal,
): Promise<ExitCode | null> {
  const { terminal } = session;
  const place = await session.known(used, terminal);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const line = progressLine(performance.now());
  const { destination, settings } = place;
  const show = (progress: VerificationProgress): void => terminal.status(line(progress, performance.now()));
  const work = () => engine.value.verify(destination, show, signal, request);
  const report = await whenFree(session, work, signal);
  if (!report.ok) return endWith(session, report.problem);
  if (await isAboutNothing(report.value, destination.path, request.path)) return null;
  terminal.record({ event: 'verified', ...report.value });
  const { findings, known } = report.value;
  const isWell = findings.length + known === 0;
  terminal[isWell ? 'wellResult' : 'result'](reportText(report.value, (text) => terminal.commands(text)));
  if (flags.repair === true && !isWell) {
    const order = { engine: engine.value, destination, settings, account: flags.account, owners: used.accounts };
    return repair(session, order, signal);
  }
  return isWell ? exitCodes.complete : exitCodes.problems;
}

/** A share for a server, whose scheduler starts it once a day. */
export async function scrub(session: Session, flags: VerifyFlags, signal: AbortSignal): Promise<ExitCode> {
  const other = (['subset', 'since', 'path', 'listUnknown', 'proof'] as const).find(
    (flag) => flags[flag] !== undefined,
  );
  if (other !== undefined) {
    return endWith(session, problem('usage', { subject: '--scrub', detail: 'It chooses what to read.' }));
  }
  return inEachPlace(session, flags.account, signal, (here, place) => scrubPlace(here, { place, flags }, signal));
}

async function scrubPlace(
  session: Session,
  { place, flags }: Omit<PlaceToVerify, 'request'>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { terminal } = session;
  const { destination, settings } = await session.known(place, terminal);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const line = progressLine(performance.now());
  const report = await engine.value.scrub(
    destination,
    { everyDays: settings.scrubDays ?? defaultScrubDays },
    (progress) => terminal.status(line(progress, performance.now())),
    signal,
  );
  if (!report.ok) return endWith(session, report.problem);
  terminal.record({ event: 'scrubbed', ...report.value });
  const { findings, known, ended } = report.value;
  const isWell = findings.length + known === 0;
  terminal[isWell ? 'wellResult' : 'result'](scrubText(report.value, (text) => terminal.commands(text)));
  if (ended === 'stopped') return endWith(session, problem('interrupted'));
  if (flags.repair === true && !isWell) {
    const order = { engine: engine.value, destination, settings, account: flags.account, owners: place.accounts };
    return repair(session, order, signal);
  }
  return isWell ? exitCodes.complete : exitCodes.problems;
}

async function accept(
  session: Session,
  { accept: file = '', account }: VerifyFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  const places = await session.places(account);
  if (!places.ok) return endWith(session, places.problem);
  const place = await placeOfFile(file, places.value);
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination } = place.value;
  const accepted = await whenFree(session, () => engine.value.accept(destination, file), signal);
  return endWithAnswer(session, accepted, ({ path, isNew }) =>
    isNew ? `${path}: accepted. Catalog and checksum list say so now.` : `${path} is exactly as it was stored.`,
  );
}

/** The folder that a file is in, however it was named. Problem: `usage` where several have one of that name. */
async function placeOfFile(file: string, places: readonly UsedPlace[]): Promise<Result<UsedPlace>> {
  const found: UsedPlace[] = [];
  for (const place of places) {
    const { path: root } = place.destination;
    const inner = relative(root, resolve(root, file));
    if (inner.split(sep)[0] !== '..' && !isAbsolute(inner) && (await isThere(join(root, inner)))) found.push(place);
  }
  const [only = places[0], ...more] = found;
  if (only === undefined) return failed(problem('destination-not-set'));
  if (more.length === 0) return ok(only);
  const detail = `"${file}" lies in several backup folders. Name it with its whole path.`;
  return failed(problem('usage', { subject: '--accept', detail }));
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
  return !(await isThere(join(root, path)));
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
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
