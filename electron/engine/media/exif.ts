import type { ByteReader } from './byte-reader.ts';
import { parseClockText, parseZone, zoneBetween } from './local-time.ts';
import { cameraOf, type EmbeddedTaken, type MediaFacts, type PixelSize, pixelSize, placeOf } from './media-facts.ts';
import { openTiff, type TiffBlock, type TiffDirectory } from './tiff-directory.ts';

/** Tags of Exif 3.0 (CIPA DC-008) and TIFF 6.0. */
const tags = {
  imageWidth: 0x100,
  imageHeight: 0x101,
  make: 0x10f,
  model: 0x110,
  orientation: 0x112,
  modifyDate: 0x132,
  subDirectories: 0x14a,
  exifDirectory: 0x8769,
  gpsDirectory: 0x8825,
  dateTimeOriginal: 0x9003,
  dateTimeDigitized: 0x9004,
  offsetTime: 0x9010,
  offsetTimeOriginal: 0x9011,
  offsetTimeDigitized: 0x9012,
} as const;

const gpsTags = {
  latitudeRef: 1,
  latitude: 2,
  longitudeRef: 3,
  longitude: 4,
  time: 7,
  date: 0x1d,
} as const;

/** What EXIF data or the directories of a TIFF file say. */
export interface ExifFacts {
  readonly taken: EmbeddedTaken | null;
  readonly place: MediaFacts['place'];
  readonly camera: MediaFacts['camera'];
  /** 1 to 8 (1 is upright); 1 where absent. */
  readonly orientation: number;
  /** Size of the largest picture in the directories, as stored. In EXIF data of a JPEG there is usually none. */
  readonly pixels: PixelSize | null;
}

/** The directories that matter. In CR3 files each is the first of its own TIFF block. */
export interface ExifDirectories {
  readonly main: TiffDirectory | null;
  readonly exif: TiffDirectory | null;
  readonly gps: TiffDirectory | null;
}

/**
 * Reads the TIFF block at the start of `reader`; null when it is none. Dates later than the year after `now` are
 * ignored.
 */
export async function readExif(reader: ByteReader, now: Date): Promise<ExifFacts | null> {
  const block = await openTiff(reader);
  const main = (await block?.directory(block.firstDirectory)) ?? null;
  if (block === null || main === null) return null;
  const directories = {
    main,
    exif: await directoryAt(block, main, tags.exifDirectory),
    gps: await directoryAt(block, main, tags.gpsDirectory),
  };
  const facts = await factsOfDirectories(directories, now);
  return { ...facts, pixels: await largestPicture(block, main) };
}

/** Brings together what the directories say; `pixels` is that of the main directory. */
export async function factsOfDirectories({ main, exif, gps }: ExifDirectories, now: Date): Promise<ExifFacts> {
  const [orientation = 1] = (await main?.numbers(tags.orientation, 1)) ?? [];
  return {
    taken: await readTaken(main, exif, gps, now),
    place: gps === null ? null : await readPlace(gps),
    camera: cameraOf((await main?.text(tags.make)) ?? null, (await main?.text(tags.model)) ?? null),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    pixels: main === null ? null : await pictureSize(main),
  };
}

async function directoryAt(block: TiffBlock, from: TiffDirectory, tag: number): Promise<TiffDirectory | null> {
  const [offset = 0] = await from.numbers(tag, 1);
  return block.directory(offset);
}

/** The first date that is one: when the picture was taken, else when it was made digital. Never when it was changed. */
async function readTaken(
  main: TiffDirectory | null,
  exif: TiffDirectory | null,
  gps: TiffDirectory | null,
  now: Date,
): Promise<EmbeddedTaken | null> {
  const candidates = [
    { date: tags.dateTimeOriginal, zone: tags.offsetTimeOriginal },
    { date: tags.dateTimeDigitized, zone: tags.offsetTimeDigitized },
  ];
  for (const { date, zone } of candidates) {
    // Raw files of some makers keep the date in the main directory.
    const text = (await exif?.text(date)) ?? (await main?.text(date)) ?? '';
    const local = parseClockText(text, now);
    if (local === null) continue;
    const zoneMinutes =
      parseZone((await exif?.text(zone)) ?? '') ??
      (await zoneOfUnmodified(text, main, exif)) ??
      (gps === null ? null : await zoneOfGps(local, gps, now));
    return { kind: 'local', local, zoneMinutes, reason: 'exif' };
  }
  return null;
}

/** OffsetTime belongs to ModifyDate; when that is the very date in question, so is the offset. */
async function zoneOfUnmodified(
  date: string,
  main: TiffDirectory | null,
  exif: TiffDirectory | null,
): Promise<number | null> {
  if ((await main?.text(tags.modifyDate)) !== date) return null;
  return parseZone((await exif?.text(tags.offsetTime)) ?? '');
}

/** Satellites tell UTC: what the camera's clock is ahead of them is its zone, if the two belong to the same moment. */
async function zoneOfGps(local: string, gps: TiffDirectory, now: Date): Promise<number | null> {
  const day = (await gps.text(gpsTags.date)) ?? '';
  const [hours, minutes, seconds] = await gps.numbers(gpsTags.time, 3);
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  const midnight = parseClockText(`${day} 00:00:00`, now);
  const utc = Date.parse(`${midnight}Z`) + (hours * 3600 + minutes * 60 + seconds) * 1000;
  return Number.isNaN(utc) ? null : zoneBetween(local, utc);
}

async function readPlace(gps: TiffDirectory): Promise<MediaFacts['place']> {
  const latitude = signedDegrees(await gps.numbers(gpsTags.latitude, 3), await gps.text(gpsTags.latitudeRef), 'N', 'S');
  const longitude = signedDegrees(
    await gps.numbers(gpsTags.longitude, 3),
    await gps.text(gpsTags.longitudeRef),
    'E',
    'W',
  );
  return latitude === null || longitude === null ? null : placeOf(latitude, longitude);
}

/** Without its letter an angle could lie on either half of the Earth, so it says nothing. */
function signedDegrees(angle: readonly number[], letter: string | null, plus: string, minus: string): number | null {
  const [degrees, minutes = 0, seconds = 0] = angle;
  const half = letter?.trim().toUpperCase().charAt(0);
  if (degrees === undefined || (half !== plus && half !== minus)) return null;
  const size = degrees + minutes / 60 + seconds / 3600;
  return half === minus ? -size : size;
}

/** Raw files put a preview into the main directory and the picture into a sub-directory. */
async function largestPicture(block: TiffBlock, main: TiffDirectory): Promise<PixelSize | null> {
  let largest = await pictureSize(main);
  for (const offset of await main.numbers(tags.subDirectories, 8)) {
    const directory = await block.directory(offset);
    const size = directory === null ? null : await pictureSize(directory);
    if (size !== null && (largest === null || size.width * size.height > largest.width * largest.height))
      largest = size;
  }
  return largest;
}

async function pictureSize(directory: TiffDirectory): Promise<PixelSize | null> {
  const [width = 0] = await directory.numbers(tags.imageWidth, 1);
  const [height = 0] = await directory.numbers(tags.imageHeight, 1);
  return pixelSize(width, height);
}
