import { mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ArchiveEntry } from '../../simulator/takeout/archive/archive-writer.ts';
import { rawZip } from '../../simulator/takeout/broken/broken-part.ts';
import { brokenParts } from '../../simulator/takeout/broken-parts.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { openImportWorld } from '../../support/import-world.ts';

const photo = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from('sound '.repeat(50))]);
const damaged = Buffer.concat([photo.subarray(0, -1), Buffer.from('?')]);

function codesIn(ended: Ended): readonly unknown[] {
  return ended.records.filter(({ event }) => event === 'problem').map(({ problem: met }) => Object(met).code);
}

/** A part with one photo, which lies in its year and in an album; the checksum is that of the sound one. */
async function writePart(folder: string, content: Uint8Array): Promise<string> {
  const entry = (path: string, bytes: Uint8Array): ArchiveEntry => ({
    ...{ path: `Takeout/Google Photos/${path}`, bytes: bytes.length, crc32: crc32(bytes), chunks: [bytes] },
    modified: 1_788_000_000,
  });
  const sidecar = { title: 'sea.png', description: 'The sea', photoTakenTime: { timestamp: '1690891200' } };
  const said = Buffer.from(JSON.stringify(sidecar));
  const file = join(folder, 'takeout-20260905T101112Z-001.zip');
  await mkdir(folder);
  const photos = ['Photos from 2023', 'Trip'].flatMap((place) => [
    { entry: entry(`${place}/sea.png`, content), crc32: crc32(photo) },
    { entry: entry(`${place}/sea.png.json`, said) },
  ]);
  const album = entry('Trip/metadata.json', Buffer.from(JSON.stringify({ title: 'Trip', access: 'protected' })));
  await writeFile(file, rawZip([...photos, { entry: album }]));
  return file;
}

test('a photo whose bytes do not match their checksum is stored, and told each time', async () => {
  const { folder, backup, call } = await openImportWorld();
  const [part] = await brokenParts(join(folder, 'parts'), ['wrong-checksum']);
  if (part === undefined) throw new Error('No such part');
  const known = [...part.survivors.map(({ sha256 }) => sha256), ...(part.kept ?? [])].toSorted();
  for (const counts of [
    { stored: 2, present: 0 },
    { stored: 0, present: 2 },
  ]) {
    const ended = await call(['import', '--json', ...part.files]);
    expect([ended.code, lastRecord(ended)]).toMatchObject([3, { discovered: 2, failed: 0, ...counts }]);
    expect(codesIn(ended)).toEqual(['entry-kept-damaged']);
    expect([...(await readBackupFolder(backup)).photos.keys()].toSorted()).toEqual(known);
  }
  expect((await call(['verify', '--json'])).code).toBe(0);
});

test('it counts among the losses of its export, and a dry run says so before', async () => {
  const { folder, call } = await openImportWorld();
  const [part] = await brokenParts(join(folder, 'parts'), ['wrong-checksum']);
  const files = part?.files ?? [];
  const dry = await call(['import', '--json', '--dry-run', ...files]);
  const ended = await call(['import', '--json', ...files]);
  expect(lastRecord(ended)).toMatchObject({ stored: 2, entries: { stored: 1, failed: 1 } });
  expect(lastRecord(dry)['entries']).toEqual(lastRecord(ended)['entries']);
});

test('a damaged original is in its album with its sidecar and its sum, until a sound copy takes its place', async () => {
  const { folder, backup, call } = await openImportWorld();
  const sumOf = async (): Promise<string> => {
    const { photos, albums, sidecars } = await readBackupFolder(backup);
    const [sum = ''] = photos.keys();
    expect([photos.size, [...albums]]).toEqual([1, [['Trip', [sum]]]]);
    expect(sidecars).toEqual(['Photos/2023/08/sea.png.xmp']);
    expect(await readFile(join(backup, sidecars[0] ?? ''), 'utf8')).toContain('The sea');
    expect(await readFile(join(backup, 'SHA256SUMS'), 'utf8')).toContain(`${sum}  Photos/2023/08/sea.png\n`);
    return sum;
  };
  const first = await call(['import', '--json', await writePart(join(folder, 'first'), damaged)]);
  expect([first.code, codesIn(first)]).toEqual([3, ['entry-kept-damaged', 'entry-kept-damaged']]);
  const before = await sumOf();
  // That the file is as it was stored says nothing about what it was then.
  expect((await call(['verify', '--json'])).code).toBe(0);

  const second = await call(['import', '--json', await writePart(join(folder, 'second'), photo)]);
  expect([second.code, codesIn(second)], second.stdout).toEqual([0, []]);
  const quarantine = await readdir(join(backup, '.afterimage', 'quarantine'), { recursive: true });
  expect(quarantine.filter((name) => name.endsWith('.png'))).toHaveLength(1);
  const { photos } = await readBackupFolder(backup);
  expect([photos.size, photos.has(before)]).toEqual([1, false]);
  // And it has the name that the damaged one had.
  expect([...photos.values()]).toEqual([['Photos/2023/08/sea.png']]);
  expect(await readFile(join(backup, 'Photos/2023/08/sea.png.xmp'), 'utf8')).toContain('The sea');
  expect(await readFile(join(backup, 'SHA256SUMS'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}Photos\/2023\/08\/sea\.png\n$/u);
  expect(await readlink(join(backup, 'Albums/Trip/sea.png'))).toContain('Photos/2023/08/sea.png');
  expect((await call(['verify', '--json'])).code).toBe(0);
});
