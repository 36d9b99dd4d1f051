import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArchiveEntry } from '../../simulator/takeout/archive/archive-writer.ts';
import { runsOf } from '../../support/test-environment.ts';
import { fetched, fileOf, forms, listed, opened, unstopped, writePart } from './part-reading.ts';

/** Deterministic bytes that do not become smaller. */
function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed | 1;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const step = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: names with them are refused, which is tested elsewhere.
  .filter((name) => !/[\x00-\x1f\x7f/\\]/.test(name) && name !== '.' && name !== '..');
const path = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => ['Takeout', ...steps].join('/'));
const content = fc.oneof(
  { weight: 8, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 60_000, max: 400_000 }), fc.nat()).map(([n, seed]) => noise(n, seed)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3_000_000 }).map((length) => Buffer.alloc(length, 'abc')) },
);

/** No file may be where another has its folder. */
function areFilesApart(paths: readonly string[]): boolean {
  return !paths.some((one) => paths.some((other) => other.startsWith(`${one}/`)));
}

const entries = fc
  .uniqueArray(fc.tuple(path, content), { minLength: 1, maxLength: 8, selector: ([name]) => name })
  .filter((list) => areFilesApart(list.map(([name]) => name)));

function bytesOf({ chunks }: ArchiveEntry): Buffer {
  return Buffer.concat(chunks);
}

describe.each(forms)('any files in a part written as %s', (form) => {
  test('read back equal, in the pass and by fetching', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.infiniteStream(fc.nat()), async (list, chance) => {
        const files = new Map(list.map(([name, bytes]) => [name, fileOf(name, bytes)]));
        const part = await opened(await writePart(form, [...files.values()]));
        const told = [];
        for await (const { entry, read } of part.walk(unstopped)) {
          const file = files.get(entry.path);
          expect(entry).toMatchObject({ bytes: file?.bytes, refusal: null, position: told.length });
          const result = await read(entry.bytes);
          expect(result.ok && file !== undefined && result.value.equals(bytesOf(file))).toBe(true);
          told.push(entry);
        }
        expect(told.map((entry) => entry.path).toSorted()).toEqual([...files.keys()].toSorted());
        const shuffled = told
          .map((entry) => ({ entry, rank: chance.next().value }))
          .toSorted((a, b) => a.rank - b.rank);
        const all = await Promise.all(
          shuffled.map(async ({ entry }) => [entry.path, await fetched(part, entry)] as const),
        );
        for (const [name, bytes] of all) {
          const file = files.get(name);
          expect(typeof bytes !== 'string' && file !== undefined && bytes.equals(bytesOf(file)), name).toBe(true);
        }
        await part.close();
      }),
      { numRuns: runsOf(15) },
    );
  });
});

test('a part tells the same at every reading, and its fingerprint does not depend on its name', async () => {
  const files = [fileOf('Takeout/a.jpg', noise(5000, 1)), fileOf('Takeout/b.json', '{}')];
  for (const form of forms) {
    const [one, other] = [await opened(await writePart(form, files)), await opened(await writePart(form, files))];
    expect((await listed(one)).entries.map(({ path: name, position }) => [name, position])).toEqual([
      ['Takeout/a.jpg', 0],
      ['Takeout/b.json', 1],
    ]);
    expect(await listed(one)).toEqual(await listed(one));
    if (form !== 'folder') expect(one.fingerprint).toBe(other.fingerprint);
    const replaced = await opened(await writePart(form, [...files, fileOf('Takeout/c.jpg', 'c')]));
    expect(replaced.fingerprint).not.toBe(one.fingerprint);
  }
});
