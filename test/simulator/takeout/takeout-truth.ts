import type { GeneratedContent } from '../library/item-recipe.ts';
import { creationSeconds } from '../library/item-recipe.ts';
import type { Place } from './account/export-item.ts';
import type { ContentFacts } from './media-stock.ts';
import type { PlannedEntry, ShownAsset, ShownItem } from './planned-entry.ts';

/** Which rule decided when an asset was taken. */
type TakenFrom = 'sidecar' | 'exif' | 'quicktime-zone' | 'quicktime-utc' | 'file-name' | 'year-folder' | 'none';

/** What an importer knows of one distinct content after it took the export in; README.md tells the rules. */
export interface TakeoutTruth {
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly title: string;
  readonly kind: 'photo' | 'video' | 'edited' | 'motion-clip';
  /** ISO 8601 in UTC with whole seconds; null when only a wall clock, a day, a year or nothing is known. */
  readonly taken: string | null;
  readonly takenFrom: TakenFrom;
  /** What the file or its name says, "YYYY-MM-DDTHH:MM:SS" or "YYYY-MM-DD"; null when `takenFrom` is another source. */
  readonly takenLocal: string | null;
  /** The year folder's year when nothing better is known. */
  readonly takenYear: number | null;
  /** Minutes east of UTC where it was taken; null when neither place nor file tells. */
  readonly offsetMinutes: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly placeFrom: 'geoData' | 'geoDataExif' | 'file' | null;
  readonly caption: string | null;
  readonly people: readonly string[];
  readonly favorite: boolean;
  readonly archived: boolean;
  readonly partner: boolean;
  readonly sidecar: 'matched' | 'none';
  readonly albums: readonly TakeoutMembership[];
  readonly paths: readonly TakeoutPath[];
}

interface TakeoutMembership {
  readonly title: string;
  /** The album's folder within the container. */
  readonly folder: string;
}

export interface TakeoutPath {
  /** Name of the archive or of the extracted folder. */
  readonly part: string;
  readonly path: string;
}

/** The truth about one asset, as one export alone shows it. */
export function truthOfAsset(
  shown: ShownItem,
  asset: ShownAsset,
  { sha256, bytes }: ContentFacts,
  partOf: (entry: PlannedEntry) => string,
): TakeoutTruth {
  const { item, sidecar, inArchiveFolder, albums } = shown;
  const { said } = item;
  const isMatched = sidecar === 'beside';
  const name = asset.entries[0]?.path.split('/').at(-1) ?? '';
  return {
    sha256,
    bytes,
    title: isMatched && asset.kind === 'original' ? item.title : name,
    kind: asset.kind === 'original' ? (asset.content.format === 'mp4' ? 'video' : 'photo') : asset.kind,
    ...takenOf(shown, asset.content, name),
    ...placeOf(shown, asset.content),
    caption: isMatched && said.description !== '' ? said.description : null,
    people: isMatched ? said.people : [],
    favorite: isMatched && said.favorited,
    archived: inArchiveFolder || (isMatched && said.archived),
    partner: isMatched && said.partner,
    sidecar: isMatched ? 'matched' : 'none',
    albums,
    paths: asset.entries.map((entry) => ({ part: partOf(entry), path: entry.path })),
  };
}

/** A later export's sidecar says how things are now; memberships and paths only ever grow. */
export function laterTruth(earlier: TakeoutTruth, later: TakeoutTruth): TakeoutTruth {
  const now = later.sidecar === 'matched' || earlier.sidecar === 'none' ? later : earlier;
  const known = new Set(earlier.albums.map(({ folder }) => folder));
  return {
    ...now,
    albums: [...earlier.albums, ...later.albums.filter(({ folder }) => !known.has(folder))],
    paths: [...earlier.paths, ...later.paths],
  };
}

type TakenTruth = Pick<TakeoutTruth, 'taken' | 'takenFrom' | 'takenLocal' | 'takenYear' | 'offsetMinutes'>;

function takenOf({ item, sidecar, folderYear }: ShownItem, content: GeneratedContent, name: string): TakenTruth {
  const { said } = item;
  const unknown = { taken: null, takenLocal: null, takenYear: null, offsetMinutes: null };
  if (sidecar === 'beside' && typeof said.taken === 'number') {
    return { ...unknown, taken: instant(said.taken), takenFrom: 'sidecar', offsetMinutes: offsetOf(item, content) };
  }
  if (content.format === 'mp4' || content.capture.dateRecorded) return takenInFile(content);
  const named = takenInName(name);
  if (named !== undefined) return { ...unknown, ...named, takenFrom: 'file-name' };
  if (folderYear !== null) return { ...unknown, takenFrom: 'year-folder', takenYear: folderYear };
  return { ...unknown, takenFrom: 'none' };
}

function takenInFile(content: GeneratedContent): TakenTruth {
  const { capture, format } = content;
  const isZoned = capture.offsetRecorded || capture.position !== null;
  const offsetMinutes = isZoned ? capture.offsetMinutes : null;
  const isClip = format === 'mp4';
  return {
    taken: isClip || isZoned ? instant(creationSeconds(content)) : null,
    takenFrom: isClip ? (capture.offsetRecorded ? 'quicktime-zone' : 'quicktime-utc') : 'exif',
    takenLocal: isClip && !capture.offsetRecorded ? null : instant(capture.localSeconds).slice(0, -1),
    takenYear: null,
    offsetMinutes,
  };
}

/** The names that the cast has: `IMG_20120401_121200`, Google's own in UTC, a messenger's with the day alone. */
function takenInName(name: string): Pick<TakeoutTruth, 'taken' | 'takenLocal'> | undefined {
  const [, camera, year, month, day, hour, minute, second] =
    /^(IMG|PXL)[_-](\d{4})(\d\d)(\d\d)(?:_(\d\d)(\d\d)(\d\d)|-WA)/.exec(name) ?? [];
  // Photography is not older than that.
  if (year === undefined || Number(year) < 1826) return undefined;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return { taken: null, takenLocal: date };
  const time = `${date}T${hour}:${minute}:${second}`;
  return camera === 'PXL' ? { taken: `${time}Z`, takenLocal: null } : { taken: null, takenLocal: time };
}

/** The zone by the order that works best: place, offset in the file, camera clock against UTC. */
function offsetOf({ said }: ShownItem['item'], { capture, format }: GeneratedContent): number | null {
  // Every place that an item names lies in the zone of its camera.
  if (said.geoData !== null || capture.position !== null || capture.offsetRecorded) return capture.offsetMinutes;
  if (format === 'mp4' || !capture.dateRecorded || typeof said.taken !== 'number') return null;
  const minutes = (capture.localSeconds - said.taken) / 60;
  return minutes % 15 === 0 && Math.abs(minutes) <= 14 * 60 ? minutes : null;
}

function placeOf(
  { item, sidecar }: ShownItem,
  { capture }: GeneratedContent,
): Pick<TakeoutTruth, 'lat' | 'lon' | 'placeFrom'> {
  const { geoData, geoDataExif } = item.said;
  if (sidecar === 'beside' && geoData !== null) return placed(geoData, 'geoData');
  if (sidecar === 'beside' && geoDataExif !== null && geoDataExif !== 'absent')
    return placed(geoDataExif, 'geoDataExif');
  if (capture.position !== null) return placed(capture.position, 'file');
  return { lat: null, lon: null, placeFrom: null };
}

function placed(
  { latitude, longitude }: Place,
  placeFrom: TakeoutTruth['placeFrom'],
): Pick<TakeoutTruth, 'lat' | 'lon' | 'placeFrom'> {
  return { lat: latitude, lon: longitude, placeFrom };
}

/** "2023-08-12T14:30:15Z" */
function instant(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}Z`;
}
