import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync, gzipSync, type ZlibOptions } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { aligned, inflatedPiece } from '../../../electron/engine/sources/takeout/archive/deflate-resume.ts';
import type { GzipMark } from '../../../electron/engine/sources/takeout/archive/gzip-mark.ts';
import { GzipReader } from '../../../electron/engine/sources/takeout/archive/gzip-reader.ts';
import type { PartFile } from '../../../electron/engine/sources/takeout/archive/part-file.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { isLong } from '../../support/test-environment.ts';

/** Longer than what is read at once: marks are looked for where a block of it ends. */
const packedBytes = 2_500_000;

function inMemory(bytes: Buffer): PartFile {
  return {
    size: bytes.length,
    modifiedAt: 0,
    identity: 'memory',
    read: async (into, offset) => void into.set(bytes.subarray(offset, offset + into.length)),
    isUnchanged: async () => true,
    close: async () => undefined,
  };
}

/** What is in it from a mark on, and every mark that was met. */
async function passOver(packed: Buffer, from: GzipMark | null = null, spacing = 1) {
  const reader = new GzipReader(inMemory(packed), from, spacing);
  const chunks: Buffer[] = [];
  const marks = new Set<GzipMark>();
  for await (const chunk of reader.chunks()) {
    chunks.push(chunk);
    const mark = reader.markBefore(Number.POSITIVE_INFINITY);
    if (mark !== null) marks.add(mark);
  }
  return { content: Buffer.concat(chunks), marks: [...marks] };
}

async function expectSameFromAllMarks(packed: Buffer, content: Buffer, leastMarks: number): Promise<void> {
  const whole = await passOver(packed);
  expect(whole.content.equals(content)).toBe(true);
  expect(whole.marks.length).toBeGreaterThanOrEqual(leastMarks);
  for (const mark of whole.marks) {
    const { content: rest } = await passOver(packed, mark);
    expect(rest.equals(content.subarray(mark.unpacked)), `from ${mark.packed}:${mark.bit}`).toBe(true);
  }
}

/** As pictures are: nearly, but not quite, without pattern. */
function pictureLike(bytes: number): Buffer {
  const all = randomBytes(bytes);
  for (let i = 4; i < bytes; i += 4) all[i] = (all[i] ?? 0) & 0x7f & (all[i - 1] ?? 0);
  return all;
}

function sidecarLike(bytes: number, random: () => number): Buffer {
  const lines: string[] = [];
  for (let length = 0; length < bytes; ) {
    const line = `{"title": "IMG_${Math.floor(random() * 1e9)}.JPG", "photoTakenTime": {"timestamp": "${random()}"}}\n`;
    lines.push(line);
    length += line.length;
  }
  return Buffer.from(lines.join(''));
}

describe('inflating from every mark gives what the whole gives', () => {
  const mixed = Buffer.concat([
    pictureLike(packedBytes),
    sidecarLike(4_000_000, seededRandom(3)),
    pictureLike(packedBytes),
  ]);
  const levels = isLong() ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] : [0, 1, 6];
  const ways: [string, ZlibOptions][] = [
    ...levels.map((level): [string, ZlibOptions] => [`level ${level}`, { level }]),
    ['codes alone', { strategy: constants.Z_HUFFMAN_ONLY }],
    ['runs', { strategy: constants.Z_RLE }],
    ['a small window', { windowBits: 9 }],
    ['small blocks', { memLevel: 1 }],
    ['large blocks', { memLevel: 9 }],
  ];

  test.each(ways)('%s', { tags: 'long' }, (_, options) => expectSameFromAllMarks(gzipSync(mixed, options), mixed, 3));

  test('what cannot be packed', async () => {
    const content = randomBytes(packedBytes);
    await expectSameFromAllMarks(gzipSync(content), content, 2);
  });

  test('several members, of which the small ones end before a mark is looked for', async () => {
    const pieces = [
      pictureLike(1_700_000),
      ...Array.from({ length: 40 }, () => pictureLike(30_000)),
      pictureLike(1_500_000),
    ];
    const packed = Buffer.concat(pieces.map((piece) => gzipSync(piece)));
    await expectSameFromAllMarks(packed, Buffer.concat(pieces), 40);
  });

  test('a member with all that its header may hold', async () => {
    const content = pictureLike(packedBytes);
    const plain = gzipSync(content);
    const head = Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3]);
    const extras = Buffer.concat([
      Buffer.from([3, 0, 1, 2, 3]),
      Buffer.from('name.tar\0comment\0'),
      Buffer.from([9, 9]),
    ]);
    await expectSameFromAllMarks(Buffer.concat([head, extras, plain.subarray(10)]), content, 2);
  });
});

test.each([0, 1, 2, 3, 4, 5, 6, 7])(
  'a stream that begins at bit %i of a byte inflates, whatever stands before',
  (bit) => {
    // Nothing of it is stored: such blocks lie at whole bytes, and moving them would break them.
    const content = sidecarLike(400_000, seededRandom(7));
    const plain = deflateRawSync(content);
    const moved = Buffer.alloc(plain.length + 1);
    for (let i = 0; i < plain.length * 8; i += 1) {
      const at = i + bit;
      moved[at >> 3] = (moved[at >> 3] ?? 0) | ((((plain[i >> 3] ?? 0) >> (i & 7)) & 1) << (at & 7));
    }
    moved[0] = (moved[0] ?? 0) | ((1 << bit) - 1);
    expect(inflatedPiece(aligned(moved, bit), Buffer.alloc(0), 1 << 20)?.equals(content)).toBe(true);
  },
);

test('where nothing but fixed codes are used no mark is found, and all comes', async () => {
  const content = sidecarLike(12_000_000, seededRandom(9));
  const { content: came, marks } = await passOver(gzipSync(content, { strategy: constants.Z_FIXED }));
  expect(came.equals(content)).toBe(true);
  expect(marks).toEqual([]);
});

describe('from a mark on', () => {
  const content = pictureLike(packedBytes);
  const packed = gzipSync(content);

  test('the sum of the whole member is compared', async () => {
    const [mark] = (await passOver(packed)).marks;
    const wrong = { ...mark, crc32: 1 } as GzipMark;
    await expect(passOver(packed, wrong)).rejects.toThrow('incorrect data check');
  });

  test('another window gives other bytes, which the sum tells', async () => {
    const content = sidecarLike(40_000_000, seededRandom(5));
    const text = gzipSync(content);
    const [mark] = (await passOver(text)).marks;
    if (mark?.window == null) throw new Error('No mark');
    const wrong = { ...mark, window: Buffer.alloc(mark.window.length) };
    await expect(passOver(text, wrong)).rejects.toThrow(/incorrect|invalid/);
  });

  test('another place in the file is found out', async () => {
    const [mark] = (await passOver(packed)).marks;
    if (mark === undefined) throw new Error('No mark');
    await expect(passOver(packed, { ...mark, packed: mark.packed + 1 })).rejects.toThrow(
      /incorrect|invalid|unexpected/,
    );
  });

  test('marks lie as far apart as was said', async () => {
    const { marks } = await passOver(packed, null, 2_000_000);
    expect(marks).toHaveLength(1);
  });
});
