import * as z from 'zod';
import { zoneText } from '../../../contract/zone-text.ts';
import type { DecidedContent, StoredContent, ToldEntry } from '../../catalog/exports/dry-run-ledger.ts';
import type { InspectedEntry } from '../../catalog/exports/inspected-entry.ts';
import { readEmbeddedFacts } from '../../media/embedded-facts.ts';
import type { ImportContext } from './import-context.ts';
import { decideTakenMoment, type TakenMoment, withZone } from './meaning/taken.ts';
import { createTimeZones } from './meaning/time-zones.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

const zones = createTimeZones();

/** What a dry run tells of a content, whichever entry holds it. */
const outcomeSchema = z.object({
  taken: z.string().nullable(),
  zone: z.string().nullable(),
  takenFrom: z.enum(['sidecar', 'exif', 'name', 'folder', 'none']),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  albums: z.array(z.string()),
});
type Outcome = z.infer<typeof outcomeSchema>;

/**
 * Tells of every entry that was read what an import would make of it, by the same rules: of all entries with the same bytes,
 * and of what is stored of them already, the latest details have the last word, and what tells no zone asks its neighbours
 * in time.
 */
export async function tellOutcomes(context: ImportContext, signal: AbortSignal): Promise<void> {
  const { dryRun } = context.catalog.takeout;
  for (const ofZones of ['own', 'of neighbours'] as const) {
    for (let after = ''; ; ) {
      await yieldToEventLoop(signal);
      // Most photos tell their zone themselves: only the others have neighbours to ask.
      const contents = ofZones === 'own' ? dryRun.contents(after) : dryRun.contentsWithoutZone(after);
      const last = contents.at(-1);
      if (last === undefined) break;
      decideContents(context, contents, ofZones);
      after = last;
    }
  }
  for (let after = 0; ; ) {
    await yieldToEventLoop(signal);
    const page = dryRun.page(after);
    const last = page.at(-1);
    if (last === undefined) return;
    for (const told of page) tellOf(context, told);
    after = last.seq;
  }
}

/** What is known of a page of contents: asked for together, as each question costs more than its answer. */
interface Known {
  readonly albums: ReadonlyMap<string, readonly string[]>;
  readonly stored: ReadonlyMap<string, StoredContent>;
}

function decideContents(context: ImportContext, contents: readonly string[], ofZones: 'own' | 'of neighbours'): void {
  const { dryRun } = context.catalog.takeout;
  const entries = dryRun.entriesOf(contents);
  const known: Known = { albums: dryRun.albumKeysOf(contents), stored: dryRun.stored(contents) };
  const decided = contents.flatMap((sha256) =>
    decideContent(context, sha256, entries.get(sha256) ?? [], known, ofZones),
  );
  dryRun.decideAll(decided);
}

function decideContent(
  context: ImportContext,
  sha256: string,
  entries: readonly InspectedEntry[],
  known: Known,
  ofZones: 'own' | 'of neighbours',
): readonly DecidedContent[] {
  const [first] = entries;
  if (first === undefined) return [];
  const stored = known.stored.get(sha256);
  const alreadySaid =
    stored !== undefined && hasLastWord(stored, first) ? storedOutcome(context, stored, sha256, known) : null;
  const { outcome, moment } = alreadySaid ?? newOutcome(context, first, entries, known, ofZones);
  const takenAt = moment.moment === null ? null : Math.floor(moment.moment / 1_000);
  const { zoneMinutes, zoneReason } = moment;
  return [{ sha256, told: JSON.stringify(outcome), takenAt, zoneMinutes, zoneReason }];
}

/** An item that is given again says what it says now. */
function hasLastWord(stored: StoredContent, { key, authority }: InspectedEntry): boolean {
  if (stored.key === key) return false;
  if (stored.authority === null || authority === null) return authority === null && stored.key < key;
  return stored.authority === authority ? stored.key < key : stored.authority > authority;
}

interface Decided {
  readonly outcome: Outcome;
  readonly moment: TakenMoment;
}

/** What is stored says it all already. */
function storedOutcome(
  { catalog }: ImportContext,
  { assetId }: StoredContent,
  sha256: string,
  known: Known,
): Decided | null {
  const metadata = catalog.effectiveMetadata.of(assetId);
  if (metadata === null) return null;
  const { takenAt, takenLocal, takenReason, zoneMinutes, zoneReason, embedded, takeout } = metadata;
  const precision = takenAt !== null ? 'moment' : takenLocal === null ? 'none' : precisions[takenReason];
  const moment = { precision, moment: takenAt === null ? null : takenAt * 1_000, takenLocal, takenReason } as const;
  const place = placed(takeout.date) ?? (embedded === null ? null : (readEmbeddedFacts(embedded)?.place ?? null));
  return decided({ ...moment, zoneMinutes, zoneReason, zoneName: null }, place, albumsOf(catalog, sha256, known));
}

/** Of what has no moment. */
const precisions = {
  sidecar: 'clock',
  exif: 'clock',
  quicktime: 'clock',
  api: 'clock',
  'file-name': 'clock',
  folder: 'year',
  none: 'none',
} as const;

function newOutcome(
  context: ImportContext,
  first: InspectedEntry,
  entries: readonly InspectedEntry[],
  known: Pick<Known, 'albums'>,
  ofZones: 'own' | 'of neighbours',
): Decided {
  const { catalog, now } = context;
  const { sha256, filename, takenAt } = first;
  const geoData = placed(first);
  const facts = (first.facts === null ? null : readEmbeddedFacts(first.facts)) ?? { taken: null, place: null };
  const own = decideTakenMoment(
    {
      sidecar: { takenAt, geoData: geoData === null ? null : { ...geoData, altitude: null }, geoDataExif: null },
      facts,
      picture: takenAt === null ? pictureFacts(context, entries) : null,
      fileName: filename,
      folderYear: entries.map(({ year }) => year).find((year) => year !== null) ?? null,
    },
    zones,
    now(),
  );
  const near = takenAt ?? (own.moment === null ? null : Math.floor(own.moment / 1_000));
  const zone =
    ofZones === 'own' || own.zoneReason !== 'none' || sha256 === null || near === null
      ? null
      : catalog.takeout.dryRun.neighbourZone(sha256, near);
  const moment = zone === null ? own : withZone(own, zone, 'neighbour');
  return decided(moment, geoData ?? facts.place, sha256 === null ? [] : albumsOf(catalog, sha256, known));
}

/** Of an edited copy or a clip whose details tell no moment. */
function pictureFacts(
  { catalog }: ImportContext,
  entries: readonly InspectedEntry[],
): ReturnType<typeof readEmbeddedFacts> {
  const [found] = entries
    .flatMap(({ pictureId }) => (pictureId === null ? [] : (catalog.takeout.dryRun.factsOf(pictureId) ?? [])))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return found === undefined ? null : readEmbeddedFacts(found.facts);
}

function placed({
  latitude,
  longitude,
}: {
  readonly latitude: number | null;
  readonly longitude: number | null;
}): { readonly latitude: number; readonly longitude: number } | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function albumsOf(
  { takeout: { albums } }: ImportContext['catalog'],
  sha256: string,
  known: Pick<Known, 'albums'>,
): string[] {
  return [...new Set((known.albums.get(sha256) ?? []).map((key) => albums.titleOf(key)))].toSorted();
}

function decided(
  moment: TakenMoment,
  place: { readonly latitude: number; readonly longitude: number } | null,
  albums: string[],
): Decided {
  const zone = moment.zoneMinutes === null ? null : zoneText(moment.zoneMinutes);
  const taken = { taken: momentText(moment), zone, takenFrom: takenWords[moment.takenReason] };
  return { moment, outcome: { ...taken, lat: place?.latitude ?? null, lon: place?.longitude ?? null, albums } };
}

function tellOf(context: ImportContext, { entry, told }: ToldEntry): void {
  const { part, path, sidecar, confidence, kind, isVideo, state, reason } = entry;
  const outcome =
    told === null
      ? newOutcome(context, entry, [entry], { albums: new Map() }, 'own').outcome
      : outcomeSchema.parse(JSON.parse(told));
  context.tell({
    event: 'media',
    ...{ part, path, sidecar, confidence },
    kind: kind === 'photo' && isVideo ? 'video' : kind,
    ...outcome,
    ...{ state, reason },
  });
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
