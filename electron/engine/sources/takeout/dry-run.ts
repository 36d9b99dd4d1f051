import { type Problem, ProblemError } from '../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../contract/result.ts';
import type { TakeoutMedia } from '../../../contract/takeout-models.ts';
import { zoneText } from '../../../contract/zone-text.ts';
import type { MediaEntry } from '../../catalog/exports/takeout-items.ts';
import type { EntryPlace, OpenPart } from './archive/part.ts';
import { sidecarOf } from './export-item.ts';
import type { GivenPart, GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { matchReasons } from './meaning/match.ts';
import { matchTexts } from './meaning/match-texts.ts';
import { decidePlace, decideTakenMoment, type TakenMoment } from './meaning/taken.ts';
import { createTimeZones } from './meaning/time-zones.ts';
import { type InspectedMedia, MediaInspector } from './media-inspector.ts';

const pageSize = 250;
const zones = createTimeZones();

/** How many photos a look would store, found present, left out, or could not take in. */
export type DryRunCounts = Record<TakeoutMedia['state'], number>;

/**
 * Reads every photo and video of the given parts to its end and tells what an import would make of it. Nothing is stored.
 */
export async function inspectMedia(
  context: ImportContext,
  given: GivenParts,
  counts: DryRunCounts,
  signal: AbortSignal,
): Promise<void> {
  const look: Look = { seen: new Set(), facts: new Map(), ahead: new Map(), tails: new Map() };
  const { items } = context.catalog.takeout;
  for (const part of given.all()) {
    for (let after = -1; ; ) {
      const page = items.page({ partId: part.id, entries: 'all', after, trash: 'included', limit: pageSize });
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.position;
      const clips = Map.groupBy(page.filter(isClip), ({ picture }) => picture?.id ?? 0);
      for (const entry of page) {
        signal.throwIfAborted();
        const tailBytes = (clips.get(entry.id) ?? []).map(({ bytes }) => bytes);
        const told = await tellOf(context, { given, part, look, tailBytes }, entry, signal);
        counts[told.state] += 1;
        context.tell(told);
      }
    }
  }
}

type Facts = InspectedMedia['facts'];

/** What a look remembers. */
interface Look {
  /** Marks of contents. */
  readonly seen: Set<string>;
  /** What pictures say themselves that no sidecar dates, by entry: the latest of them. */
  readonly facts: Map<number, Facts>;
  /** Pictures that were read for the sake of their clip, before their turn. */
  readonly ahead: Map<number, Result<InspectedMedia>>;
  /** Hashes of the last bytes of pictures that may contain their clip, by entry and length: the latest of them. */
  readonly tails: Map<number, ReadonlyMap<number, string>>;
}

/** What is known while the entries of one part are told. */
interface Telling {
  readonly given: GivenParts;
  readonly part: GivenPart;
  readonly look: Look;
  /** Lengths of the clips that the entry at hand may contain. */
  readonly tailBytes: readonly number[];
}

function isClip({ kind, picture, bytes }: MediaEntry): boolean {
  return kind === 'motion-clip' && picture !== null && bytes < picture.bytes;
}

/** A copy or a clip lies near its picture as a rule; for others the picture is read once more. */
const factsKept = 2_000;

async function tellOf(
  { catalog, now, request: wish }: ImportContext,
  telling: Telling,
  entry: MediaEntry,
  signal: AbortSignal,
): Promise<TakeoutMedia> {
  const {
    given,
    part: { part },
    look,
    tailBytes,
  } = telling;
  const { folder, name, position } = entry;
  const path = folder.path === '' ? name : `${folder.path}/${name}`;
  const sidecar = sidecarOf(entry, now());
  const base = {
    event: 'media',
    part: part.name,
    path,
    sidecar: entry.sidecar?.path ?? null,
    confidence: entry.confidence,
  } as const;
  const isTrashed = folder.meaning === 'trash' || sidecar?.trashed === true;
  const isLeftOut = isTrashed && wish.trash === 'left out';
  const datedName = sidecar?.takenAt == null ? null : name;
  const where = { path, position, datedName, tailBytes };
  const looked = isLeftOut ? null : (takeAhead(look, entry.id) ?? (await inspectEntry(part, where, now(), signal)));
  if (looked?.ok === true && looked.value.tails.size > 0) keep(look.tails, entry.id, looked.value.tails);
  const facts = looked?.ok === true ? looked.value.facts : { taken: null, place: null };
  const isDated = (sidecar?.takenAt ?? null) !== null;
  if (!isDated && looked?.ok === true) keep(look.facts, entry.id, looked.value.facts);
  const picture = isDated || facts.taken !== null ? null : await pictureFacts(given, entry, look, now(), signal);
  const evidence = { sidecar, facts, picture, fileName: name, folderYear: folder.year };
  const taken = decideTakenMoment(evidence, zones, now());
  const place = decidePlace({ sidecar, facts });
  const isInPhoto = looked?.ok === true && (await isContained(telling, entry, looked.value, now(), signal));
  const isVideo = looked?.ok === true && looked.value.type.kind === 'video';
  return {
    ...base,
    kind: entry.kind === 'photo' && isVideo ? 'video' : entry.kind,
    ...takenText(taken),
    lat: place?.latitude ?? null,
    lon: place?.longitude ?? null,
    albums: entry.itemId === null ? [] : [...catalog.takeout.albums.titlesOf(entry.itemId)],
    ...stateOf(looked, (sha256) => !isInPhoto && isNews(sha256, look.seen) && !catalog.assets.isStored(sha256), entry),
  };
}

function keep<T>(kept: Map<number, T>, entryId: number, value: T): void {
  const [oldest] = kept.keys();
  if (kept.size >= factsKept && oldest !== undefined) kept.delete(oldest);
  kept.set(entryId, value);
}

function takeAhead({ ahead }: Look, entryId: number): Result<InspectedMedia> | null {
  const inspected = ahead.get(entryId) ?? null;
  ahead.delete(entryId);
  return inspected;
}

/** As an import: a clip that is the end of its photo, byte for byte, is in the backup with that. */
async function isContained(
  { given, look }: Telling,
  entry: MediaEntry,
  { sha256 }: InspectedMedia,
  now: Date,
  signal: AbortSignal,
): Promise<boolean> {
  const { picture, folder } = entry;
  if (picture === null || !isClip(entry)) return false;
  const known = look.tails.get(picture.id)?.get(entry.bytes);
  if (known !== undefined) return known === sha256;
  const part = given.open(picture.partId);
  if (part === null) return false;
  const path = folder.path === '' ? picture.name : `${folder.path}/${picture.name}`;
  const place = { path, position: picture.position, datedName: picture.name, tailBytes: [entry.bytes] };
  const looked = await inspectEntry(part, place, now, signal);
  // Its turn comes soon, as a rule: in the order of names a clip stands before its photo.
  keep(look.ahead, picture.id, looked);
  return looked.ok && looked.value.tails.get(entry.bytes) === sha256;
}

/** Null when there is no picture, when its part was not given, and when it cannot be read. */
async function pictureFacts(
  given: GivenParts,
  { folder, picture }: MediaEntry,
  look: Look,
  now: Date,
  signal: AbortSignal,
): Promise<Facts | null> {
  if (picture === null) return null;
  const known = look.facts.get(picture.id);
  if (known !== undefined) return known;
  const part = given.open(picture.partId);
  if (part === null) return null;
  const path = folder.path === '' ? picture.name : `${folder.path}/${picture.name}`;
  const looked = await inspectEntry(
    part,
    { path, position: picture.position, datedName: null, tailBytes: [] },
    now,
    signal,
  );
  if (!looked.ok) return null;
  keep(look.facts, picture.id, looked.value.facts);
  return looked.value.facts;
}

async function inspectEntry(
  part: OpenPart,
  { datedName, tailBytes, ...place }: EntryPlace & Pick<Telling, 'tailBytes'> & { readonly datedName: string | null },
  now: Date,
  signal: AbortSignal,
): Promise<Result<InspectedMedia>> {
  const look = new MediaInspector(tailBytes);
  const fetched = await part.fetch(place, look, signal);
  if (!fetched.ok) return fetched;
  try {
    return ok(await look.finish(now, datedName));
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}

function isNews(sha256: string, seen: Set<string>): boolean {
  // Half a digest tells contents apart as surely. A slice of the text would hold all of it; this takes 32 bytes.
  const mark = Buffer.from(sha256.slice(0, 32), 'hex').toString('latin1');
  if (seen.has(mark)) return false;
  seen.add(mark);
  return true;
}

function stateOf(
  looked: Result<InspectedMedia> | null,
  isNew: (sha256: string) => boolean,
  { reason }: MediaEntry,
): Pick<TakeoutMedia, 'state' | 'reason'> {
  if (looked === null) return { state: 'skip', reason: 'It was thrown away.' };
  if (!looked.ok) return { state: 'fail', reason: problemReason(looked.problem) };
  const words = matchReasons.find((known) => known === reason);
  return {
    state: isNew(looked.value.sha256) ? 'store' : 'present',
    reason: words === undefined ? reason : matchTexts[words],
  };
}

function problemReason({ title, detail }: Problem): string {
  return detail === undefined ? title : `${title} (${detail})`;
}

const takenWords = {
  sidecar: 'sidecar',
  exif: 'exif',
  quicktime: 'exif',
  api: 'none',
  'file-name': 'name',
  folder: 'folder',
  none: 'none',
} as const;

function takenText(taken: TakenMoment): Pick<TakeoutMedia, 'taken' | 'zone' | 'takenFrom'> {
  const zone = taken.zoneMinutes === null ? null : zoneText(taken.zoneMinutes);
  return { taken: momentText(taken), zone, takenFrom: takenWords[taken.takenReason] };
}

function momentText({ precision, moment, takenLocal }: TakenMoment): string | null {
  switch (precision) {
    case 'moment':
      return moment === null ? null : `${new Date(moment).toISOString().slice(0, -5)}Z`;
    case 'clock':
      return takenLocal;
    case 'day':
      return takenLocal?.slice(0, 10) ?? null;
    case 'year':
      return takenLocal?.slice(0, 4) ?? null;
    case 'none':
      return null;
  }
}
