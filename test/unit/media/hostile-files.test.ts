import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEmbeddedPreview } from '../../../electron/engine/media/embedded-preview.ts';
import { type MediaTypeName, mediaTypes } from '../../../electron/engine/media/media-type.ts';
import type { RandomAccess } from '../../../electron/engine/media/random-access.ts';
import { readFacts } from '../../../electron/engine/media/read-facts.ts';
import { runsOf } from '../../support/test-environment.ts';
import { be, bytes, le } from './build/bytes.ts';
import { box, ftyp, longBox } from './build/iso-media.ts';
import { samples } from './build/samples.ts';

const now = new Date('2026-11-01T00:00:00Z');

interface Watched extends RandomAccess {
  readonly reads: () => number;
  readonly bytesRead: () => number;
}

/** Counts what is read, and fails on requests that no file can answer. */
function watched(bytesOfFile: Uint8Array, size = bytesOfFile.length): Watched {
  let reads = 0;
  let total = 0;
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    expect(Number.isSafeInteger(offset) && offset >= 0 && offset <= size).toBe(true);
    expect(length).toBeGreaterThanOrEqual(0);
    expect(length).toBeLessThanOrEqual(1024 * 1024);
    reads += 1;
    total += length;
    return bytesOfFile.subarray(offset, offset + length);
  };
  return { size, read, reads: () => reads, bytesRead: () => total };
}

async function expectHarmless(file: Uint8Array, name: MediaTypeName, size?: number): Promise<void> {
  const source = watched(file, size);
  const facts = await readFacts(source, mediaTypes[name], now);
  const { seconds = 1, ...rest } = facts;
  expect(seconds).toBeGreaterThan(0);
  expect(Object.keys(rest).sort()).toEqual(['camera', 'pixels', 'place', 'taken']);
  expect(source.bytesRead()).toBeLessThanOrEqual(9 * 1024 * 1024);
  await readEmbeddedPreview(source, mediaTypes[name]);
}

const files = Object.entries(samples).map(([name, file]) => ({ name: name as MediaTypeName, file }));

/** Numbers that parsers stumble over: extremes, and small ones that make cycles. */
const nastyNumber = fc.oneof(
  fc.constantFrom(0, 1, 2, 7, 8, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff0),
  fc.nat(600),
  fc.nat(0xffff_ffff),
);
const nastyBytes = fc
  .tuple(nastyNumber, fc.constantFrom<1 | 2 | 4>(1, 2, 4), fc.constantFrom(le, be))
  .map(([number, length, num]) => num(number, length));

const damaged = fc.constantFrom(...files).chain(({ name, file }) =>
  fc.record({
    name: fc.constant(name),
    file: fc.constant(file),
    damages: fc.array(fc.record({ at: fc.nat(file.length - 4), put: nastyBytes }), { maxLength: 4 }),
    length: fc.oneof({ weight: 3, arbitrary: fc.constant(file.length) }, { weight: 1, arbitrary: fc.nat(file.length) }),
  }),
);

test('files with damaged or hostile numbers, cut off anywhere, are read without error and within the limits', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async ({ name, file, damages, length }) => {
      const changed = Uint8Array.from(file);
      for (const { at, put } of damages) changed.set(put, at);
      await expectHarmless(changed.subarray(0, length), name);
    }),
    { numRuns: runsOf(3000) },
  );
});

test('an item location box with numbers of every length is read without error', async () => {
  const file = samples['heic'] ?? new Uint8Array();
  const sizesAt = Buffer.from(file).indexOf('iloc') + 8;
  for (let sizes = 0; sizes < 0x10000; sizes += 0x11) {
    const changed = Uint8Array.from(file);
    changed.set(be(sizes, 2), sizesAt);
    await expectHarmless(changed, 'heic');
  }
});

test('any bytes may come under any type', async () => {
  const anyType = fc.constantFrom(...(Object.keys(mediaTypes) as MediaTypeName[]));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), anyType, (file, name) => expectHarmless(file, name)),
    { numRuns: runsOf(1000) },
  );
});

test('a file that is shorter than it claimed to be is read as far as it goes', async () => {
  for (const { name, file } of files)
    await expectHarmless(file.subarray(0, file.length - 20), name, file.length + 10_000_000);
});

test.each<[string, MediaTypeName, Uint8Array]>([
  ['directories that point to themselves', 'tiff', cyclicTiff()],
  ['a directory of 65535 entries', 'tiff', bytes('II*\0', le(8, 4), le(0xffff, 2), new Uint8Array(900_000).fill(0x11))],
  ['values of four thousand million numbers', 'tiff', hugeCounts()],
  ['a box of size 0 inside itself', 'mp4', bytes(ftyp('isom'), be(0, 4), 'moov', be(0, 4), 'trak', be(0, 4), 'tkhd')],
  ['a box smaller than its head', 'mp4', bytes(ftyp('isom'), be(4, 4), 'moov', new Uint8Array(50))],
  ['a 64-bit size of 0', 'mp4', bytes(ftyp('isom'), be(1, 4), 'mdat', be(0, 8), box('moov'))],
  ['a 64-bit size beyond all files', 'mp4', bytes(ftyp('isom'), be(1, 4), 'mdat', be(-1n, 8), box('moov'))],
  ['a 64-bit box of metadata', 'heic', bytes(ftyp('heic'), longBox('meta', new Uint8Array(20)))],
  ['a million empty boxes', 'mov', bytes(...Array.from({ length: 100_000 }, () => box('free')))],
  ['four million fill bytes', 'jpeg', bytes([0xff, 0xd8], new Uint8Array(4_000_000).fill(0xff))],
  ['empty chunks without end', 'webp', bytes('RIFF', le(9, 4), 'WEBP', new Uint8Array(4_000_000))],
])('%s', (_, name, file) => expectHarmless(file, name), 5_000);

/** The EXIF, GPS and sub-directories are all the main directory itself. */
function cyclicTiff(): Uint8Array {
  const pointer = (tag: number): Uint8Array => bytes(le(tag, 2), le(4, 2), le(1, 4), le(8, 4));
  return bytes('II*\0', le(8, 4), le(3, 2), pointer(0x14a), pointer(0x8769), pointer(0x8825), le(8, 4));
}

function hugeCounts(): Uint8Array {
  const field = (tag: number, type: number): Uint8Array => bytes(le(tag, 2), le(type, 2), le(0xffff_ffff, 4), le(8, 4));
  const fields = [field(0x10f, 2), field(0x112, 3), field(0x14a, 4), field(0x8769, 4), field(0x9003, 2)];
  return bytes('II*\0', le(8, 4), le(fields.length, 2), ...fields, le(0, 4), new Uint8Array(2000));
}

test('a disk that fails is not taken for a file without facts', async () => {
  const source: RandomAccess = { size: 1000, read: () => Promise.reject(new Error('EIO')) };
  await expect(readFacts(source, mediaTypes.jpeg, now)).rejects.toThrow('EIO');
});

test('one read is enough for an ordinary photo', async () => {
  const source = watched(bytes(samples['jpeg'] ?? [], new Uint8Array(3_000_000)));
  await readFacts(source, mediaTypes.jpeg, now);
  expect(source.reads()).toBe(1);
});
