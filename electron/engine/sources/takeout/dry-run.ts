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
  const look: Look = { seen: new Set(), facts: new Map() };
  const { items } = context.catalog.takeout;
  for (const part of given.all()) {
    for (let after = -1; ; ) {
      const page = items.page({ partId: part.id, entries: 'all', after, trash: 'included', limit: pageSize });
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.position;
      for (const entry of page) {
        signal.throwIfAborted();
        const told = await tellOf(context, given, part, entry, look, signal);
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
}

/** A copy or a clip lies near its picture as a rule; for others the picture is read once more. */
const factsKept = 2_000;

async function tellOf(
  { catalog, now, request: wish }: ImportContext,
  given: GivenParts,
  { part }: GivenPart,
  entry: MediaEntry,
  look: Look,
  signal: AbortSignal,
): Promise<TakeoutMedia> {
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
  const looked = isLeftOut ? null : await inspectEntry(part, { path, position, datedName }, now(), signal);
  const facts = looked?.ok === true ? looked.value.facts : { taken: null, place: null };
  const isDated = (sidecar?.takenAt ?? null) !== null;
  if (!isDated && looked?.ok === true) remember(look, entry.id, looked.value.facts);
  const picture = isDated || facts.taken !== null ? null : await pictureFacts(given, entry, look, now(), signal);
  const evidence = { sidecar, facts, picture, fileName: name, folderYear: folder.year };
  const taken = decideTakenMoment(evidence, zones, now());
  const place = decidePlace({ sidecar, facts });
  const isVideo = looked?.ok === true && looked.value.type.kind === 'video';
  return {
    ...base,
    kind: entry.kind === 'photo' && isVideo ? 'video' : entry.kind,
    ...takenText(taken),
    lat: place?.latitude ?? null,
    lon: place?.longitude ?? null,
    albums: entry.itemId === null ? [] : [...catalog.takeout.albums.titlesOf(entry.itemId)],
    ...stateOf(looked, (sha256) => isNews(sha256, look.seen) && !catalog.assets.isStored(sha256), entry),
  };
}

function remember({ facts }: Look, entryId: number, told: Facts): void {
  const [oldest] = facts.keys();
  if (facts.size >= factsKept && oldest !== undefined) facts.delete(oldest);
  facts.set(entryId, told);
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
  const looked = await inspectEntry(part, { path, position: picture.position, datedName: null }, now, signal);
  if (!looked.ok) return null;
  remember(look, picture.id, looked.value.facts);
  return looked.value.facts;
}

async function inspectEntry(
  part: OpenPart,
  { datedName, ...place }: EntryPlace & { readonly datedName: string | null },
  now: Date,
  signal: AbortSignal,
): Promise<Result<InspectedMedia>> {
  const look = new MediaInspector();
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
