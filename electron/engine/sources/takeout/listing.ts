import { type Problem, ProblemError, problem } from '../../../contract/problem.ts';
import { isMarked } from '../../../contract/problem-codes.ts';
import { problemTable } from '../../../contract/problems/table.ts';
import { contentStamp, isStamped } from '../../catalog/exports/export-stamp.ts';
import type { KnownPart, ListedSoFar, SeenPart } from '../../catalog/exports/takeout-parts.ts';
import type { Discovery } from '../source.ts';
import type { FoundPart, Sighting } from './archive/found-export.ts';
import { innerParts } from './archive/inner-parts.ts';
import type { OpenPart } from './archive/part.ts';
import { isWaiting } from './early-media.ts';
import { listEntries } from './entry-listing.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { recordLateIndex } from './index-page/record-index.ts';
import type { ListingContext } from './listing-context.ts';
import { type PartsOrigin, partsOnDisk } from './parts-origin.ts';
import type { KeptMark } from './pass-marks.ts';

/** Entries of one part that are told of one by one when something is wrong with them. */
const entriesTold = 20;

type OpenedListing = ListingContext & { readonly origin: PartsOrigin };

/**
 * Opens every part that was given and records what it holds, one pass over each; parts that are known cost nothing but
 * opening. What cannot be read is told and left out.
 */
export async function* listParts(
  parts: ListingContext,
  given: GivenParts,
  signal: AbortSignal,
): AsyncGenerator<Discovery> {
  const origin = parts.origin ?? partsOnDisk(parts.request);
  const found = await origin.find(signal);
  for (const { problem: met } of found.unrecognised) yield { kind: 'problem', problem: met };
  for (const { stamp, parts: ofExport } of found.exports) {
    for (const part of ofExport) {
      signal.throwIfAborted();
      yield* listPart({ ...parts, origin }, given, { ...part, stamp }, signal);
    }
  }
  if (found.exports.length > 0 || found.unrecognised.length > 0) return;
  const met = origin.nothingFound();
  if (met !== null) throw new ProblemError(met);
}

interface StampedPart extends FoundPart {
  readonly stamp: string;
  /** It lies in another archive. */
  readonly isInner?: true;
}

/** Parts in an archive are parts like any other. Archives in archives in an archive are nobody's doing. */
async function* listInner(
  parts: OpenedListing,
  given: GivenParts,
  { found, inner }: { readonly found: StampedPart; readonly inner: readonly Sighting[] },
  signal: AbortSignal,
): AsyncGenerator<Discovery> {
  if (found.isInner === true) {
    const met = problem('part-holds-archives', { subject: found.name });
    tellPart(parts, found, { state: 'broken', entries: 0, problem: met });
    yield { kind: 'problem', problem: met };
    return;
  }
  for (const one of inner) {
    signal.throwIfAborted();
    yield* listPart(parts, given, { ...one, isInner: true }, signal);
  }
}

async function* listPart(
  parts: OpenedListing,
  given: GivenParts,
  found: StampedPart,
  signal: AbortSignal,
): AsyncGenerator<Discovery> {
  const { catalog, now } = parts;
  const opened = await parts.origin.open(found.path);
  if (!opened.ok) {
    const met = { ...opened.problem, subject: opened.problem.subject ?? found.name };
    if (isOfTheRun(met)) throw new ProblemError(met);
    if (isOfThePart(met)) {
      const broken = { ...found, fingerprint: `unreadable ${found.name}`, bytes: 0 };
      catalog.takeout.parts.break(found.stamp, broken, met, now().toISOString());
    }
    tellPart(parts, found, { state: 'broken', entries: 0, problem: met });
    yield { kind: 'problem', problem: met };
    return;
  }
  const part = opened.value;
  const inner = await innerParts(part, signal);
  if (inner.length > 0) {
    await part.close();
    return yield* listInner(parts, given, { found, inner }, signal);
  }
  // What lies beside a bare file only suggests whose it is.
  const named = found.bare === undefined ? found.stamp : '';
  const stamp = stampOf(parts, named, part.fingerprint);
  const arrive = (soFar: ListedSoFar | null): KnownPart =>
    catalog.takeout.parts.arrive(stamp, seenPart(found, part), now().toISOString(), soFar);
  const { known, from } = await arriveAt(parts, part, arrive);
  // The same part given twice, under two names perhaps.
  if (given.has(known.id)) return part.close();
  const marks = parts.marks.of(part);
  let broken = known.isListed ? null : await listEntries(parts, { known, part, from }, signal);
  if (from !== null && broken !== null && isOfThePart(broken)) {
    // Perhaps it is of the mark: what a part is judged by is read from its beginning.
    await marks?.drop();
    broken = await listEntries(parts, { known: arrive(null), part, from: null }, signal);
  }
  if (!known.isListed && (broken === null || isOfThePart(broken))) await marks?.drop();
  if (marks !== null) part.resuming?.fetchFrom(marks);
  if (broken !== null && !isOfThePart(broken)) {
    await part.close();
    if (isOfTheRun(broken)) throw new ProblemError(broken);
    tellPart(parts, found, { state: 'broken', entries: 0, problem: broken });
    yield { kind: 'problem', problem: broken };
    return;
  }
  if (known.isListed) await recordLateIndex(catalog.takeout.indexes, known.id, part, signal);
  else {
    const isReplacing = catalog.takeout.parts.endListing(known, broken, now().toISOString());
    // Of a part that takes another's place much is stored, and a filter leaves much out: that is not read along.
    if (broken === null && !isReplacing && parts.early !== null) part.wantWhole?.();
  }
  if (catalog.takeout.bareFiles.isWaiting(known.id)) {
    return given.addBareFile(known.id, part, found.bare === 'far');
  }
  given.add({ id: known.id, exportId: known.exportId, stamp, part });
}

/** Makes a part known, and tells where its listing goes on: nowhere but where all that was listed before is still there. */
async function arriveAt(
  { catalog, early, marks }: ListingContext,
  part: OpenPart,
  arrive: (soFar: ListedSoFar | null) => KnownPart,
): Promise<{ readonly known: KnownPart; readonly from: KeptMark | null }> {
  const from = (await marks.of(part)?.ofListing()) ?? null;
  if (from === null) return { known: arrive(null), from };
  const known = arrive({ position: from.mark.position, entries: from.listed.entries });
  if (!known.isContinued) return { known, from: null };
  const isTaken = early === null || part.isReadOnce !== true;
  if (isTaken || isWaiting(early, part, catalog.takeout.parts.mediaOf(known))) return { known, from };
  return { known: arrive(null), from: null };
}

/** Is it the part's own, and stays so? What stood in the way of reading it is told, and it is read another time. */
function isOfThePart({ code }: Problem): boolean {
  return problemTable[code].area === 'export' && !isMarked(code, 'part-may-return');
}

/** No other part could be read now either: no network, no permission, nothing left of today's limit. */
function isOfTheRun({ code }: Problem): boolean {
  return problemTable[code].area !== 'export' && problemTable[code].scope !== 'item';
}

/**
 * The stamp of the export that a part is listed in. One without a stamp in its name is an export of its own at first:
 * what it holds will tell (identification.ts), never the place where it lies. Whatever its name, it is known by its content.
 */
function stampOf({ catalog }: ImportContext, named: string, fingerprint: string): string {
  const { identity } = catalog.takeout;
  const known = identity.ofPart(fingerprint);
  if (!isStamped(named)) return known?.stamp ?? contentStamp(fingerprint);
  if (known !== null && !isStamped(known.stamp)) identity.name(known, named);
  return named;
}

/**
 * What is wrong with the given parts is told every time that they are given, for it stays wrong. What lies outside of
 * Google Photos is nobody's loss here, so it is told once that is known.
 */
export function* tellProblems(parts: ImportContext, given: GivenParts): Generator<Discovery> {
  for (const { id, stamp, part } of given.all()) yield* problemsOf(parts, { stamp, name: part.name }, id);
}

function* problemsOf(
  parts: ImportContext,
  found: Pick<StampedPart, 'stamp' | 'name'>,
  partId: number,
): Generator<Discovery> {
  const { ofPart, ofEntries, total } = parts.catalog.takeout.queries.problemsOf(partId, entriesTold);
  if (ofPart !== null) {
    tellPart(parts, found, { state: 'broken', entries: 0, problem: ofPart });
    yield { kind: 'problem', problem: ofPart };
  }
  const ofIndex = parts.catalog.takeout.indexes.problemOf(partId);
  if (ofIndex !== null) yield { kind: 'problem', problem: { ...ofIndex, subject: found.name } };
  for (const [index, met] of ofEntries.entries()) {
    const more = total - ofEntries.length;
    const isLast = index === ofEntries.length - 1 && more > 0;
    const detail = `${met.detail ?? ''} (and ${more} more in ${found.name})`.trim();
    yield { kind: 'problem', problem: isLast ? { ...met, detail } : met };
  }
}

function seenPart({ runIndex, number }: FoundPart, { name, path, format, fingerprint, bytes }: OpenPart): SeenPart {
  return { runIndex, number, name, path, format, fingerprint, bytes };
}

function tellPart(
  { tell }: ImportContext,
  { stamp, name }: Pick<StampedPart, 'stamp' | 'name'>,
  told: { readonly state: 'broken'; readonly entries: number; readonly problem: Problem },
): void {
  tell({ event: 'part', stamp, part: name, ...told });
}
