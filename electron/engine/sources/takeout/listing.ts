import type { EarlyContents } from '../../../contract/bytes.ts';
import { type Problem, ProblemError, problem } from '../../../contract/problem.ts';
import { isMarked } from '../../../contract/problem-codes.ts';
import { problemTable } from '../../../contract/problems/table.ts';
import { contentStamp, isStamped } from '../../catalog/exports/export-stamp.ts';
import type { KnownPart, SeenEntry, SeenPart } from '../../catalog/exports/takeout-parts.ts';
import type { Discovery } from '../source.ts';
import type { FoundPart, Sighting } from './archive/found-export.ts';
import { innerParts } from './archive/inner-parts.ts';
import type { OpenPart, PartEntry, PassedEntry } from './archive/part.ts';
import { EarlyMedia } from './early-media.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { isIndexPage, recordIndex, recordLateIndex } from './index-page/record-index.ts';
import { knownByName, longestJsonBytes, readJson } from './meaning/json-kind.ts';
import { isOfSystem } from './meaning/system-files.ts';
import { type PartsOrigin, partsOnDisk } from './parts-origin.ts';

/** Entries that are recorded in one transaction. */
const batchSize = 1_000;
/** Entries of one part that are told of one by one when something is wrong with them. */
const entriesTold = 20;
/** What no photo or video is called, whatever lies in it. */
const neverMedia = /\.(?:html?|txt|csv|xml|css|js|pdf|md|ini|db)$/i;

/** What listing works with. */
export interface ListingContext extends ImportContext {
  /** Takes photos and videos of parts that are best read once; null where nothing is stored. */
  readonly early: EarlyContents | null;
}

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
  const known = catalog.takeout.parts.arrive(stamp, seenPart(found, part), now().toISOString());
  // The same part given twice, under two names perhaps.
  if (given.has(known.id)) return part.close();
  const broken = known.isListed ? null : await listEntries(parts, known, part, signal);
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

/** Records the entries of a part; returns what broke the listing off, after everything that could be read. */
async function listEntries(
  { catalog, now, early }: ListingContext,
  known: KnownPart,
  part: OpenPart,
  signal: AbortSignal,
): Promise<Problem | null> {
  let batch: SeenEntry[] = [];
  const record = (): void => {
    if (batch.length > 0) catalog.takeout.parts.list(known, batch);
    batch = [];
  };
  const media = early !== null && part.isReadOnce === true ? new EarlyMedia(early, part) : null;
  try {
    let hasIndex = false;
    for await (const passed of part.walk(signal)) {
      const { path, refusal } = passed.entry;
      if (isIndexPage(path) && refusal === null && !hasIndex) {
        hasIndex = await recordIndex(catalog.takeout.indexes, known.id, path, passed.readThrough);
      }
      const seen = await seenEntry(passed, now());
      if (seen.role === 'media') await media?.take(passed);
      batch.push(seen);
      if (batch.length >= batchSize) record();
    }
    record();
    await media?.finish();
    return null;
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    await media?.broken(thrown.problem);
    signal.throwIfAborted();
    record();
    return { ...thrown.problem, subject: thrown.problem.subject ?? part.name };
  }
}

async function seenEntry({ entry, read }: PassedEntry, now: Date): Promise<SeenEntry> {
  const slash = entry.path.lastIndexOf('/');
  const name = entry.path.slice(slash + 1);
  const { position, bytes, crc32 } = entry;
  const modifiedAt = wholeNumber(entry.modifiedAt);
  const seen = { position, folder: entry.path.slice(0, Math.max(slash, 0)), name, bytes, crc32, modifiedAt };
  const nothing = { problem: null, json: null };
  if (isOfSystem(entry.path)) return { ...seen, role: 'other', ...nothing };
  if (entry.refusal !== null) {
    const role = entry.refusal.code === 'entry-damaged' ? 'failed' : 'refused';
    return { ...seen, role, problem: entry.refusal, json: null };
  }
  if (neverMedia.test(name)) return { ...seen, role: 'other', ...nothing };
  if (!/\.json$/i.test(name)) return { ...seen, role: 'media', ...nothing };
  return { ...seen, ...(await seenJson(entry, name, read, now)) };
}

/** Times in archives may be anything; what is no number that everyone can read is no time. */
function wholeNumber(value: number | null): number | null {
  const whole = Math.floor(value ?? Number.NaN);
  return Number.isSafeInteger(whole) ? whole : null;
}

async function seenJson(
  entry: PartEntry,
  name: string,
  read: PassedEntry['read'],
  now: Date,
): Promise<Pick<SeenEntry, 'role' | 'problem' | 'json'>> {
  const bytes = await read(longestJsonBytes);
  if (!bytes.ok) return unreadJson(bytes.problem, entry.path);
  const reading = readJson(bytes.value, name, now);
  if (reading.kind === 'unreadable') return unreadJson(reading.problem, entry.path);
  const verbatim = bytes.value.toString('utf8');
  switch (reading.kind) {
    case 'sidecar':
    case 'title-only': {
      const { title, takenAt } = reading.sidecar;
      return { role: reading.kind, problem: null, json: { verbatim, title, takenAt } };
    }
    case 'album':
      return { role: 'album-metadata', problem: null, json: { verbatim, title: reading.album.title, takenAt: null } };
    case 'other':
      return { role: 'other-json', problem: null, json: null };
  }
}

/** Nothing is lost with what speaks of no photo; else it is a loss of the export, but none of the photo itself. */
function unreadJson(met: Problem, path: string): Pick<SeenEntry, 'role' | 'problem' | 'json'> {
  if (knownByName(path.slice(path.lastIndexOf('/') + 1)) !== null) {
    return { role: 'other-json', problem: null, json: null };
  }
  const detail = met.detail ?? met.title;
  const told = met.code === 'entry-damaged' ? problem('sidecar-unreadable', { detail }) : met;
  return { role: 'failed', problem: { ...told, subject: path }, json: null };
}
