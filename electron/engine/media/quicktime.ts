import { type ByteReader, fourCharacters, sliceOf, textUntilNul, uint64 } from './byte-reader.ts';
import { boxesOf, findBox } from './iso-box.ts';
import {
  cameraOf,
  type EmbeddedTaken,
  type MediaFacts,
  noFacts,
  type PixelSize,
  pixelSize,
  placeOf,
} from './media-facts.ts';
import { takenOfText } from './taken-text.ts';

/** Seconds between the epoch of QuickTime (1904) and that of Unix (1970). */
const quickTimeEpoch = 2_082_844_800;
/** QuickTime came out in 1991: an earlier date is the default of a clock that was never set. */
const firstMoment = Date.UTC(1991, 0, 1);
/** Values of text properties that matter are short. */
const longestValue = 256;

/** Text properties under the names that Apple's metadata uses. */
type Properties = Map<string, string>;

const propertyNames = {
  date: 'com.apple.quicktime.creationdate',
  place: 'com.apple.quicktime.location.ISO6709',
  make: 'com.apple.quicktime.make',
  model: 'com.apple.quicktime.model',
} as const;

/** The older user-data boxes (a copyright sign and three letters) that say the same. */
const userDataNames: Readonly<Record<string, string>> = {
  '\xa9day': propertyNames.date,
  '\xa9xyz': propertyNames.place,
  '\xa9mak': propertyNames.make,
  '\xa9mod': propertyNames.model,
};

/** Reads the movie box of an MP4, MOV or 3GP file, wherever it stands; the frames are jumped over. */
export async function readQuickTime(reader: ByteReader, now: Date): Promise<MediaFacts> {
  const movie = await findBox(reader, 'moov');
  if (movie === null) return noFacts;
  const properties: Properties = new Map();
  let created: string | null = null;
  let seconds: number | null = null;
  let pixels: PixelSize | null = null;
  for await (const { type, content } of boxesOf(movie)) {
    if (type === 'mvhd') {
      created = await readCreated(content, now);
      seconds = await readSeconds(content);
    }
    if (type === 'trak') pixels ??= await readTrackSize(content);
    if (type === 'meta') await readAppleProperties(content, properties);
    if (type === 'udta') await readUserData(content, properties);
  }
  return {
    taken: takenOfText(properties.get(propertyNames.date) ?? '', 'quicktime', now) ?? instantOf(created),
    pixels,
    place: placeOfText(properties.get(propertyNames.place)),
    camera: cameraOf(properties.get(propertyNames.make) ?? null, properties.get(propertyNames.model) ?? null),
    ...(seconds === null ? {} : { seconds }),
  };
}

function instantOf(created: string | null): EmbeddedTaken | null {
  return created === null ? null : { kind: 'instant', utc: created, reason: 'quicktime' };
}

/** Creation time of the movie header: UTC seconds since 1904, 0 for none; some writers count from 1970. ISO 8601. */
async function readCreated(header: ByteReader, now: Date): Promise<string | null> {
  const view = await header.view(0, 12);
  if (view === null) return null;
  const seconds = view.getUint8(0) === 1 ? uint64(view, 4) : view.getUint32(4);
  const unixSeconds = seconds >= quickTimeEpoch ? seconds - quickTimeEpoch : seconds;
  const moment = unixSeconds * 1000;
  const isPlausible = moment >= firstMoment && moment < Date.UTC(now.getUTCFullYear() + 2, 0, 1);
  return isPlausible ? new Date(moment).toISOString() : null;
}

/** Length of the film: units of the movie's time scale, behind its two dates; null where it is not told. */
async function readSeconds(header: ByteReader): Promise<number | null> {
  const isWide = (await header.view(0, 1))?.getUint8(0) === 1;
  const view = await header.view(isWide ? 20 : 12, isWide ? 12 : 8);
  if (view === null) return null;
  const scale = view.getUint32(0);
  const length = isWide ? uint64(view, 4) : view.getUint32(4);
  return scale === 0 || length === 0 ? null : length / scale;
}

/** Size of a track that shows something, turned as its matrix says; null for sound. */
async function readTrackSize(track: ByteReader): Promise<PixelSize | null> {
  const header = await findBox(track, 'tkhd');
  const version = (await header?.view(0, 1))?.getUint8(0);
  // Version 1 has three 64-bit fields where version 0 has 32 bits.
  const view = await header?.view(version === 1 ? 52 : 40, 44);
  if (view === null || view === undefined) return null;
  // 16.16 fixed point; a matrix of a quarter turn has zeros on its diagonal.
  const size = pixelSize(view.getUint32(36) >>> 16, view.getUint32(40) >>> 16);
  const isTurned = view.getInt32(0) === 0 && view.getInt32(16) === 0 && view.getInt32(4) !== 0;
  return size !== null && isTurned ? { width: size.height, height: size.width } : size;
}

/** Apple's metadata: a list of names, and values that refer to them by number (QuickTime File Format, "Metadata"). */
async function readAppleProperties(meta: ByteReader, properties: Properties): Promise<void> {
  const first = await meta.view(0, 8);
  // In QuickTime the box has no version field, in ISO files it has.
  const content = first !== null && fourCharacters(first, 4) === 'hdlr' ? meta : sliceOf(meta, 4, meta.size);
  const keys = await findBox(content, 'keys');
  const list = await findBox(content, 'ilst');
  if (keys === null || list === null) return;
  const names: string[] = [];
  for await (const { content: name } of boxesOf(sliceOf(keys, 8, keys.size))) names.push(await textOf(name, 0));
  for await (const { type, content: item } of boxesOf(list)) {
    const number = [...type].reduce((sum, character) => sum * 256 + character.charCodeAt(0), 0);
    const name = names[number - 1];
    const data = name === undefined ? null : await findBox(item, 'data');
    // The kind of the value and its language stand before it.
    if (name !== undefined && data !== null) properties.set(name, await textOf(data, 8));
  }
}

/** User data of QuickTime and Android: each value has its length and language before it. Apple's own properties win. */
async function readUserData(userData: ByteReader, properties: Properties): Promise<void> {
  for await (const { type, content } of boxesOf(userData)) {
    const name = userDataNames[type];
    const length = (await content.view(0, 2))?.getUint16(0);
    if (name === undefined || length === undefined || properties.has(name)) continue;
    properties.set(name, await textOf(sliceOf(content, 4, length), 0));
  }
}

async function textOf(reader: ByteReader, offset: number): Promise<string> {
  const view = await reader.view(offset, Math.min(Math.max(0, reader.size - offset), longestValue));
  return view === null ? '' : textUntilNul(view);
}

/** ISO 6709 in degrees: `+48.8577+002.2950+035.000/`. */
function placeOfText(text: string | undefined): MediaFacts['place'] {
  const match = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)/.exec(text ?? '');
  return match === null ? null : placeOf(Number(match[1]), Number(match[2]));
}
