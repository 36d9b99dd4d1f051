import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPart } from '../../../electron/engine/sources/takeout/archive/part.ts';
import { fileSink } from '../../simulator/takeout/archive/byte-sink.ts';
import { createTarArchive } from '../../simulator/takeout/archive/tar-archive.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fetched, fileOf, listed, opened, writePart } from './part-reading.ts';

const large = randomBytes(300_000);
const files = [
  fileOf('Takeout/Google Photos/a.jpg', 'a photo'),
  fileOf('Takeout/Google Photos/b.jpg', large),
  fileOf('Takeout/Google Photos/b.jpg.json', '{"title": "b.jpg"}'),
];

/** An archive with bytes around it. */
async function wrapped(form: 'zip' | 'zip64', before: Uint8Array, behind: Uint8Array): Promise<string> {
  const whole = await readFile(await writePart(form, files));
  const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-3-001.zip');
  await writeFile(path, Buffer.concat([before, whole, behind]));
  return path;
}

const nothing = Buffer.alloc(0);
const program = Buffer.concat([Buffer.from('MZ\x90\0'), randomBytes(200_000)]);

test.each<[what: string, before: Uint8Array, behind: Uint8Array]>([
  ['a program that unpacks itself', program, nothing],
  ['a few bytes before it', Buffer.from('junk'), nothing],
  ['zeros behind it', nothing, Buffer.alloc(70_000)],
  ['one byte behind it', nothing, Buffer.from('\n')],
  ['a megabyte behind it', nothing, Buffer.alloc(1_000_000, 'PK')],
  ['a web page behind it', nothing, Buffer.from('<html>PK\x05\x06 is no end, and neither is PK\x05\x06</html>')],
  ['both', program, Buffer.alloc(4_096)],
])('an archive is read with %s', async (_, before, behind) => {
  for (const form of ['zip', 'zip64'] as const) {
    const part = await opened(await wrapped(form, before, behind));
    const { entries } = await listed(part);
    expect(entries.map(({ path, refusal }) => [path, refusal])).toEqual(files.map(({ path }) => [path, null]));
    const [a, b] = entries;
    if (a === undefined || b === undefined) throw new Error('No entries');
    expect((await fetched(part, a)).toString()).toBe('a photo');
    expect(large.equals(Buffer.from(await fetched(part, b)))).toBe(true);
  }
});

test.each<[what: string, code: string, before: Uint8Array, behind: Uint8Array]>([
  ['too much behind it', 'part-truncated', nothing, Buffer.alloc(3 << 20)],
  ['too much before it', 'part-not-archive', Buffer.alloc(17 << 20, 1), nothing],
])('an archive with %s is %s', async (_, code, before, behind) => {
  expect(await openPart(await wrapped('zip', before, behind))).toMatchObject({ ok: false, problem: { code } });
});

test('what is left of an archive of archives is never taken for one of them', async () => {
  const inner = await readFile(await writePart('zip', files));
  const outer = await readFile(await writePart('zip', [fileOf('Drive/takeout-20260905T101112Z-3-001.zip', inner)]));
  const path = join(await temporaryFolder(), 'drive-download.zip');
  const left = outer.subarray(0, outer.lastIndexOf('PK\x01\x02', undefined, 'latin1'));
  expect(left.includes(inner)).toBe(true);
  await writeFile(path, left);
  expect(await listed(await opened(path))).toMatchObject({ entries: [], end: { code: 'part-damaged' } });
  await writeFile(path, Buffer.concat([left, Buffer.alloc(100)]));
  expect(await openPart(path)).toMatchObject({ ok: false, problem: { code: 'part-damaged' } });
});

test('of archives in a tar, the last one is not taken for all that there is', async () => {
  const inner = await readFile(await writePart('zip', files));
  const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-3-001.zip');
  const tar = createTarArchive(await fileSink(path), 'pax');
  for (const name of ['one.zip', 'two.zip']) await tar.add(fileOf(name, inner));
  await tar.finish();
  expect(await openPart(path)).toMatchObject({ ok: false, problem: { code: 'part-not-archive' } });
});

test('of two archives behind something else, the last one is not taken for all that there is', async () => {
  const inner = await readFile(await writePart('zip', files));
  for (const one of [inner, await readFile(await writePart('zip64', files))]) {
    const path = await wrapped('zip', Buffer.concat([program, one]), nothing);
    expect(await openPart(path)).toMatchObject({ ok: false, problem: { code: 'part-not-archive' } });
  }
});

test.each([
  ['alike', files],
  ['of which one is smaller', files.slice(0, 1)],
])('of two archives %s, one behind the other, neither is taken for both', async (_, others) => {
  const one = await readFile(await writePart('zip', others));
  expect(await openPart(await wrapped('zip', one, nothing))).toMatchObject({
    ok: false,
    problem: { code: 'part-not-archive' },
  });
  expect(await openPart(await wrapped('zip', nothing, one))).toMatchObject({
    ok: false,
    problem: { code: 'part-not-archive' },
  });
});

test('other files are no archives, whatever stands at their end', async () => {
  const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-3-001.zip');
  for (const end of [
    'PK\x05\x06',
    `PK\x05\x06${'\xff'.repeat(18)}`,
    `PK\x05\x06${'\0'.repeat(10)}`,
    'PK\x06\x07PK\x05\x06',
  ]) {
    await writeFile(path, Buffer.concat([Buffer.from('something else'), Buffer.from(end, 'latin1')]));
    expect(await openPart(path)).toMatchObject({ ok: false, problem: { code: 'part-not-archive' } });
  }
});
