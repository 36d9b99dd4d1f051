import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { fileSink } from '../simulator/takeout/archive/byte-sink.ts';
import { createZipArchive } from '../simulator/takeout/archive/zip-archive.ts';

/** A picture that no other number gives: a tiny BMP. */
export function photoBytes(number: number): Buffer {
  const bytes = Buffer.alloc(58);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(58, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(1, 18);
  bytes.writeInt32LE(1, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.writeUInt32LE(number, 54);
  return bytes;
}

/** A zip with these files; one of them may get a wrong byte after its checksum was taken. */
export async function writeSmallPart(
  folder: string,
  name: string,
  files: Readonly<Record<string, string | Buffer>>,
  { damage }: { readonly damage?: string } = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const archive = createZipArchive(await fileSink(path), { seed: 1, names: 'utf8', zip64: 'when-needed' });
  for (const [file, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const modified = Date.UTC(2026, 4, 1) / 1000;
    await archive.add({ path: file, bytes: bytes.length, crc32: crc32(bytes), chunks: [bytes], modified });
  }
  await archive.finish();
  if (damage !== undefined) {
    const whole = await readFile(path);
    const wanted = Object.entries(files).find(([file]) => file.endsWith(`/${damage}`))?.[1] ?? '';
    const at = whole.indexOf(Buffer.from(wanted));
    if (at < 0) throw new Error(`${damage} is not stored as it is`);
    whole[at + 20] = (whole[at + 20] ?? 0) ^ 0xff;
    await writeFile(path, whole);
  }
  return path;
}
