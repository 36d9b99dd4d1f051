import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { ArchiveWriter } from '../simulator/takeout/archive/archive-writer.ts';
import { fileSink, gzipFileSink } from '../simulator/takeout/archive/byte-sink.ts';
import { createTarArchive } from '../simulator/takeout/archive/tar-archive.ts';
import { createZipArchive } from '../simulator/takeout/archive/zip-archive.ts';
import { readLibrary } from './expect-takeout.ts';

/** Files of an export by their path in it. */
export type ExportFiles = Readonly<Record<string, string | Uint8Array>>;

/** The year folder of most hand-made exports. */
export const year = 'Takeout/Google Photos/Photos from 2019';
/** The usual ending of a sidecar. */
export const details = '.supplemental-metadata.json';

/** A picture that no other number makes: a JPEG without EXIF. */
export function picture(number: number): Promise<Buffer> {
  const background = { r: (number * 37) % 256, g: (number * 91) % 256, b: (number * 151) % 256 };
  return sharp({ create: { width: 16, height: 16, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** A sidecar; `taken` and `uploaded` are ISO dates. */
export function sidecar(title: string, taken: string, caption = '', uploaded = '2021-01-01'): string {
  const moment = (iso: string) => ({ timestamp: String(Date.parse(iso) / 1_000), formatted: 'some day' });
  const geoData = { latitude: 0, longitude: 0, altitude: 0 };
  const said = { description: caption, creationTime: moment(uploaded), photoTakenTime: moment(taken) };
  return JSON.stringify({ title, ...said, geoData });
}

/** The metadata of an album. */
export function albumMetadata(title: string, description = ''): string {
  return JSON.stringify({ title, description, access: 'protected', date: { timestamp: '1600000000' } });
}

/** Writes an extracted part below `root`; its files bear this time where it is told (ISO). */
export async function extracted(root: string, files: ExportFiles, changed?: string): Promise<string> {
  for (const [path, bytes] of Object.entries(files)) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    if (changed !== undefined) await utimes(file, new Date(changed), new Date(changed));
  }
  return root;
}

/** Writes an archive: a zip, or a tgz where its name says so; `changed`: the time of the files in a tgz (ISO). */
export async function archived(
  path: string,
  files: ExportFiles,
  changed = '2026-03-01',
  packing?: 'stored' | 'deflated',
): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const writer: ArchiveWriter = path.endsWith('.tgz')
    ? createTarArchive(await gzipFileSink(path), 'pax')
    : createZipArchive(await fileSink(path), {
        seed: 1,
        names: 'utf8',
        zip64: 'when-needed',
        ...(packing === undefined ? {} : { packing }),
      });
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const modified = Date.parse(changed) / 1_000;
    await writer.add({ path: name, bytes: bytes.length, crc32: crc32(bytes), chunks: [bytes], modified });
  }
  await writer.finish();
  return path;
}

/** What a backup says of its photos, by path: `2019-03-01 "caption" in Trip`. */
export async function libraryLines(backup: string): Promise<Readonly<Record<string, string>>> {
  const { contents, explanations } = await readLibrary(backup);
  const lines = [...contents.photos].flatMap(([sha256, paths]) => {
    const known = explanations.get(sha256);
    const { taken, caption, albums } = known ?? { taken: { local: null }, caption: null, albums: [] };
    const shown = albums.length === 0 ? '' : ` in ${albums.toSorted().join(', ')}`;
    return paths.map((path) => [path, `${taken.local?.slice(0, 10) ?? 'no date'} "${caption ?? ''}"${shown}`] as const);
  });
  return Object.fromEntries(lines.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
