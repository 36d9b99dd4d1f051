import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** The folder of Google Photos in an export, as English names it. */
export const googlePhotos = 'Takeout/Google Photos';

/** Writes an export as it looks once somebody has extracted it: bytes by path. Returns the folder. */
export async function writeTree(root: string, files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
  }
  return root;
}

/** A picture that differs from those of other numbers. `taken`: `2019:07:04 10:11:12`, and `offset`: `+02:00`. */
export async function smallPicture(number: number, taken?: string, offset?: string): Promise<Uint8Array> {
  const background = { r: (number * 37) % 256, g: (number * 91) % 256, b: (number * 151) % 256 };
  const drawn = sharp({ create: { width: 16, height: 16, channels: 3, background } });
  const exif = { DateTimeOriginal: taken ?? '', ...(offset === undefined ? {} : { OffsetTimeOriginal: offset }) };
  return (taken === undefined ? drawn : drawn.withExif({ IFD2: exif })).jpeg().toBuffer();
}

/** A film that says nothing of itself, and differs from those of other numbers. */
export function smallFilm(number: number): Uint8Array {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1_000, 12);
  header.writeUInt32BE(3_000, 16);
  const brand = Buffer.from('isom\0\0\x02\0isommp42', 'latin1');
  return Buffer.concat([box('ftyp', brand), box('moov', box('mvhd', header)), box('mdat', Buffer.alloc(400, number))]);
}

function box(type: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** Google's JSON about one item. `taken`: ISO 8601. */
export function sidecarText(title: string, taken: string, more: Readonly<Record<string, unknown>> = {}): string {
  const photoTakenTime = { timestamp: String(Date.parse(taken) / 1_000) };
  return JSON.stringify({ title, description: '', creationTime: { timestamp: '1600000000' }, photoTakenTime, ...more });
}

/** Google's JSON about an album. */
export function albumText(title: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ title, description: '', access: 'protected', date: { timestamp: '1600000000' }, ...more });
}
