import { type Problem, ProblemError, problem } from '../../../contract/problem.ts';
import { isMarked } from '../../../contract/problem-codes.ts';
import type { KnownPart, SeenEntry } from '../../catalog/exports/takeout-parts.ts';
import type { OpenPart, PartEntry, PassedEntry } from './archive/part.ts';
import { EarlyMedia } from './early-media.ts';
import { isIndexPage, recordIndex } from './index-page/record-index.ts';
import type { ListingContext } from './listing-context.ts';
import { knownByName, longestJsonBytes, readJson } from './meaning/json-kind.ts';
import { textOfJson } from './meaning/json-text.ts';
import { isOfSystem } from './meaning/system-files.ts';
import type { KeptMark } from './pass-marks.ts';

/** Entries that are recorded in one transaction. */
const batchSize = 1_000;
/** What no photo or video is called, whatever lies in it. */
const neverMedia = /\.(?:html?|txt|csv|xml|css|js|pdf|md|ini|db)$/i;

/** A part to be listed, from where an interrupted listing came to; null from its beginning. */
export interface PartToList {
  readonly known: KnownPart;
  readonly part: OpenPart;
  readonly from: KeptMark | null;
}

/**
 * Records the entries of a part; returns what broke the listing off, after everything that could be read. What was recorded
 * and taken is written down now and then, so that an interrupted listing can go on there.
 */
export async function listEntries(
  { catalog, now, early, marks: marksOf }: ListingContext,
  { known, part, from }: PartToList,
  signal: AbortSignal,
): Promise<Problem | null> {
  let batch: SeenEntry[] = [];
  let entries = from?.listed?.entries ?? 0;
  const record = (): void => {
    if (batch.length > 0) catalog.takeout.parts.list(known, batch);
    batch = [];
  };
  const media = early !== null && part.isReadOnce === true ? new EarlyMedia(early, part) : null;
  const marks = marksOf.of(part);
  try {
    let hasIndex = from?.listed?.hasIndex ?? false;
    for await (const passed of part.walk(signal, from?.mark ?? null)) {
      const mark = passed.mark ?? null;
      if (mark !== null && mark.position > 0 && marks?.isNew(mark) === true) {
        record();
        await media?.settle();
        await marks.write(mark, { entries, hasIndex });
      }
      const { path, refusal } = passed.entry;
      if (isIndexPage(path) && refusal === null && !hasIndex) {
        hasIndex = await recordIndex(catalog.takeout.indexes, known.id, path, passed.readThrough);
      }
      const seen = await seenEntry(passed, now());
      if (seen.role === 'media') await media?.take(passed);
      batch.push(seen);
      entries += 1;
      if (batch.length >= batchSize) record();
    }
    record();
    await media?.settle();
    return null;
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    await media?.broken(thrown.problem);
    if (isMarked(thrown.problem.code, 'other-bytes')) await marks?.drop();
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
  const verbatim = textOfJson(bytes.value) ?? '';
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
