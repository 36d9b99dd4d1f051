import ExifReader from 'exifreader';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { Capture, UploadedContent } from './item-recipe.ts';
import { contentOf } from './media/iso-box.ts';

/** Seconds from 1904-01-01, where the clock of MP4 files starts, to 1970-01-01. */
const macEpoch = 2_082_844_800;

/**
 * What uploaded bytes say about themselves; null when they are neither a photo nor a video. Dates come from the bytes
 * alone, as at Google; `uploadedAt` (epoch milliseconds) stands in when they hold none.
 */
export async function uploadedContent(bytes: Uint8Array, uploadedAt: number): Promise<UploadedContent | null> {
  const type = await fileTypeFromBuffer(bytes);
  if (type === undefined) return null;
  const isVideo = type.mime.startsWith('video/');
  if (!isVideo && !type.mime.startsWith('image/')) return null;
  const arrival: Capture = {
    localSeconds: Math.floor(uploadedAt / 1000),
    offsetMinutes: 0,
    dateRecorded: false,
    offsetRecorded: false,
    position: null,
  };
  const facts = { kind: 'uploaded', bytes, mimeType: type.mime, isVideo } as const;
  if (isVideo) {
    const capture = recordedClip(bytes, arrival);
    return { ...facts, width: 1280, height: 720, capture, cameraMake: null, cameraModel: null };
  }
  return { ...facts, ...(await pixels(bytes)), ...recordedPhoto(bytes, arrival) };
}

async function pixels(bytes: Uint8Array): Promise<{ readonly width: number; readonly height: number }> {
  try {
    const { width, height } = (await sharp(bytes).metadata()).autoOrient;
    return { width, height };
  } catch {
    // A format that sharp does not know is a photo all the same; Google would tell its size, nobody here can.
    return { width: 0, height: 0 };
  }
}

function recordedPhoto(
  bytes: Uint8Array,
  arrival: Capture,
): Pick<UploadedContent, 'capture' | 'cameraMake' | 'cameraModel'> {
  let exif: ExifReader.ExifTags = {};
  let position: Capture['position'] = null;
  try {
    const tags = ExifReader.load(Buffer.from(bytes), { expanded: true });
    exif = tags.exif ?? {};
    const { Latitude: latitude, Longitude: longitude } = tags.gps ?? {};
    if (latitude !== undefined && longitude !== undefined) position = { latitude, longitude };
  } catch {
    // Exifreader throws for a picture that holds no metadata at all.
  }
  const cameraMake = exif.Make?.description ?? null;
  const cameraModel = exif.Model?.description ?? null;
  const date = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(exif.DateTimeOriginal?.description ?? '');
  const localSeconds = date === null ? Number.NaN : Date.parse(`${date[1]}-${date[2]}-${date[3]}T${date[4]}Z`) / 1000;
  if (Number.isNaN(localSeconds)) return { capture: { ...arrival, position }, cameraMake, cameraModel };
  const zone = /^([+-])(\d\d):(\d\d)$/.exec(exif.OffsetTimeOriginal?.description ?? '');
  const size = zone === null ? 0 : Number(zone[2]) * 60 + Number(zone[3]);
  const capture: Capture = {
    localSeconds,
    offsetMinutes: zone?.[1] === '-' ? -size : size,
    dateRecorded: true,
    offsetRecorded: zone !== null,
    position,
  };
  return { capture, cameraMake, cameraModel };
}

/** The movie header's creation time, in both of its versions, and the place in the form of ISO 6709. */
function recordedClip(bytes: Uint8Array, arrival: Capture): Capture {
  const movie = contentOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 'moov');
  const header = movie === undefined ? undefined : contentOf(movie, 'mvhd');
  const place = /([+-]\d{2}\.\d+)([+-]\d{3}\.\d+)[^/]*\//.exec(movie?.toString('latin1') ?? '');
  const position = place === null ? null : { latitude: Number(place[1]), longitude: Number(place[2]) };
  const created = createdSeconds(header ?? Buffer.alloc(0));
  if (created <= macEpoch) return { ...arrival, position };
  return { ...arrival, position, localSeconds: created - macEpoch, dateRecorded: true };
}

function createdSeconds(header: Buffer): number {
  if (header.length < 12) return 0;
  return header[0] === 1 ? Number(header.readBigUInt64BE(4)) : header.readUInt32BE(4);
}
