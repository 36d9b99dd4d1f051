import { readFile, writeFile } from 'node:fs/promises';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { gzipFileSink } from '../archive/byte-sink.ts';
import { createTarArchive } from '../archive/tar-archive.ts';
import { zipFlags } from '../archive/zip-records.ts';
import { asTheyAre, type BrokenPart, type BrokenStage, rawZip } from './broken-part.ts';

type Made<Kind extends string> = Promise<BrokenPart<Kind>>;

const mebibyte = 1 << 20;
/** Large enough to be noticed in memory and time, small enough for a test that does not notice. */
const bombMebibytes = 512;

/** A few hundred kilobytes that are half a gigabyte of zeros, and say so. */
export async function zipBomb(stage: BrokenStage): Made<'zip-bomb'> {
  const sound = await stage.item('bomb sound');
  const { deflated, checksum } = zeros();
  const bomb = { ...stage.text('bomb.jpg', ''), crc32: checksum, bytes: bombMebibytes * mebibyte };
  const file = stage.file('zip');
  await writeFile(file, rawZip([{ entry: bomb, deflated }, ...asTheyAre(sound)]));
  return { kind: 'zip-bomb', files: [file], survivors: [sound.survivor], suspects: [bomb.path] };
}

/** The same zeros, which claim to be a thousand bytes. */
export async function lyingSize(stage: BrokenStage): Made<'lying-size'> {
  const sound = await stage.item('lying sound');
  const { deflated, checksum } = zeros();
  const bomb = { ...stage.text('lying.jpg', ''), crc32: checksum };
  const file = stage.file('zip');
  await writeFile(file, rawZip([{ entry: bomb, deflated, size: 1000 }, ...asTheyAre(sound)]));
  return { kind: 'lying-size', files: [file], survivors: [sound.survivor], suspects: [bomb.path] };
}

/** One photo's checksum is wrong. */
export async function wrongChecksum(stage: BrokenStage): Made<'wrong-checksum'> {
  const sound = await stage.item('checksum sound');
  const { media, survivor } = await stage.item('checksum wrong');
  const file = stage.file('zip');
  await writeFile(file, rawZip([{ entry: media, crc32: (media.crc32 ^ 1) >>> 0 }, ...asTheyAre(sound)]));
  return {
    ...{ kind: 'wrong-checksum', files: [file], survivors: [sound.survivor], suspects: [media.path] },
    kept: [survivor.sha256],
  };
}

/** One photo claims to be encrypted. */
export async function encrypted(stage: BrokenStage): Made<'encrypted'> {
  const sound = await stage.item('encrypted sound');
  const { media } = await stage.item('encrypted');
  const file = stage.file('zip');
  await writeFile(file, rawZip([{ entry: media, flags: zipFlags.encrypted }, ...asTheyAre(sound)]));
  return { kind: 'encrypted', files: [file], survivors: [sound.survivor], suspects: [media.path] };
}

/** A download that broke off: the directory at the end is missing. */
export async function truncatedZip(stage: BrokenStage): Made<'truncated-zip'> {
  const whole = rawZip(asTheyAre(await stage.item('truncated one'), await stage.item('truncated two')));
  const file = stage.file('zip');
  await writeFile(file, whole.subarray(0, Math.floor(whole.length * 0.6)));
  return { kind: 'truncated-zip', files: [file], survivors: [], suspects: [] };
}

/** The same for a tar, whose first entries can be read before the end shows that it is none. */
export async function truncatedTgz(stage: BrokenStage): Made<'truncated-tgz'> {
  const file = stage.file('tgz');
  const tar = createTarArchive(await gzipFileSink(file), 'gnu');
  for (const name of ['truncated tar one', 'truncated tar two', 'truncated tar three']) {
    const { media, sidecar } = await stage.item(name);
    await tar.add(media);
    await tar.add(sidecar);
  }
  await tar.finish();
  const whole = await readFile(file);
  await writeFile(file, whole.subarray(0, Math.floor(whole.length * 0.6)));
  return { kind: 'truncated-tgz', files: [file], survivors: [], suspects: [] };
}

/** Files that only have the name of an archive: nothing at all, no entries, a page that a download ended in. */
export async function noArchive(
  kind: 'empty-file' | 'empty-zip' | 'wrong-magic',
  stage: BrokenStage,
): Made<typeof kind> {
  const contents = {
    'empty-file': Buffer.alloc(0),
    'empty-zip': rawZip([]),
    'wrong-magic': Buffer.from('<!doctype html><title>Sign in</title>\n'),
  };
  const file = stage.file('zip');
  await writeFile(file, contents[kind]);
  return { kind, files: [file], survivors: [], suspects: [] };
}

/** Two parts of one export claim the same entry and mean different photos: both must be kept. */
export async function sameEntry(stage: BrokenStage): Made<'same-entry'> {
  const one = await stage.item('claimed twice');
  const other = await stage.item('claimed again');
  const files = [stage.file('zip', 1), stage.file('zip', 2)] as const;
  const claimed = { ...other.media, path: one.media.path };
  await writeFile(files[0], rawZip([{ entry: one.media }]));
  await writeFile(files[1], rawZip([{ entry: claimed }]));
  const survivors = [one, other].map(({ survivor }) => ({
    ...survivor,
    path: one.media.path,
    caption: null,
    taken: null,
  }));
  return { kind: 'same-entry', files, survivors, suspects: [] };
}

/** Full flushes make blocks that stand alone, so that one of them can be repeated. */
function zeros(): { readonly deflated: Uint8Array; readonly checksum: number } {
  const block = Buffer.alloc(mebibyte);
  const piece = deflateRawSync(block, { finishFlush: constants.Z_FULL_FLUSH, level: 9 });
  const lastEmptyBlock = Buffer.from([3, 0]);
  let checksum = 0;
  for (let i = 0; i < bombMebibytes; i += 1) checksum = crc32(block, checksum);
  return { deflated: Buffer.concat([...Array.from({ length: bombMebibytes }, () => piece), lastEmptyBlock]), checksum };
}
