import { beforeAll, describe, expect, test } from 'vitest';
import type { TakeoutSample } from '../../simulator/takeout/takeout-sample.ts';
import type { TakeoutTruth } from '../../simulator/takeout/takeout-truth.ts';
import { type ReadAsset, readByRules } from './rule-reader.ts';
import { asRead, asTold, filesOf, sampleFolders } from './sample-folders.ts';

const sample = sampleFolders();

let first: TakeoutSample;
let second: TakeoutSample;
let third: TakeoutSample;

beforeAll(async () => {
  first = await sample({ items: 600, albums: 20, seed: 9, format: 'folder' });
  second = await sample({ incrementalOf: first.folder, format: 'folder', parts: 2 });
  third = await sample({ incrementalOf: second.folder, format: 'folder', parts: 1 });
});

function byDigest({ truth }: TakeoutSample): ReadonlyMap<string, TakeoutTruth> {
  return new Map(truth.map((line) => [line.sha256, line]));
}

/** What both exports together show: the later sidecar counts, memberships and paths add up. */
function together(earlier: ReadAsset | undefined, later: ReadAsset | undefined): ReadAsset | undefined {
  if (earlier === undefined || later === undefined) return later ?? earlier;
  return {
    ...(later.titles.size > 0 ? later : earlier),
    albums: new Set([...earlier.albums, ...later.albums]),
    paths: new Set([...earlier.paths, ...later.paths]),
  };
}

describe('the next export of an account', () => {
  test('is much smaller, and holds known bytes and new ones', () => {
    expect(second.expected.entries).toBeLessThan(first.expected.entries / 4);
    expect(second.expected.counts.stored).toBeGreaterThan(5);
    expect(second.expected.counts.duplicate).toBeGreaterThan(5);
    expect(second.truth.length).toBe(first.truth.length + second.expected.counts.stored);
    expect(second.expected.assets).toBe(second.truth.length);
    expect([first, second, third].map(({ generation }) => generation)).toEqual([0, 1, 2]);
  });

  test('bears a later time in its names', () => {
    const names = [first, second, third].map(({ parts }) => parts[0]?.name ?? '');
    expect(names).toEqual(names.toSorted());
    expect(new Set(names).size).toBe(3);
  });

  test('removes nothing: every asset, membership and path of before is still true', () => {
    const now = byDigest(third);
    for (const before of first.truth) {
      const after = now.get(before.sha256);
      expect(after?.albums).toEqual(expect.arrayContaining([...before.albums]));
      expect(after?.paths).toEqual(expect.arrayContaining([...before.paths]));
    }
  });

  test('changes captions, takes some away, and puts known items into albums', () => {
    const now = byDigest(second);
    const pairs = first.truth.map((before) => ({ before, after: now.get(before.sha256) ?? before }));
    const some = (holds: (pair: (typeof pairs)[number]) => boolean): boolean => pairs.some(holds);
    expect(some(({ before, after }) => before.caption === null && after.caption !== null)).toBe(true);
    expect(some(({ before, after }) => before.caption !== null && after.caption === null)).toBe(true);
    expect(some(({ before, after }) => before.favorite !== after.favorite)).toBe(true);
    expect(some(({ before, after }) => after.people.length > before.people.length)).toBe(true);
    expect(some(({ before, after }) => after.albums.length > before.albums.length)).toBe(true);
    expect(some(({ before, after }) => before !== after && before.caption === after.caption)).toBe(true);
    expect(second.truth.some(({ sha256, kind }) => kind === 'edited' && !byDigest(first).has(sha256))).toBe(true);
  });

  test('lists only part of the albums that it names', async () => {
    const count = ({ truth }: TakeoutSample, folder: string) =>
      truth.filter(({ albums }) => albums.some((album) => album.folder === folder)).length;
    const sent = new Set(second.truth.flatMap(({ paths }) => paths.filter(({ part }) => part.includes('20261104'))));
    const folders = new Map<string, number>();
    for (const { path } of sent) {
      const folder = path.split('/')[2] ?? '';
      folders.set(folder, (folders.get(folder) ?? 0) + 1);
    }
    const partial = [...folders].filter(([folder, files]) => count(first, folder) > files);
    expect(partial.length).toBeGreaterThan(0);
  });

  test('is what a reader of all exports, in their order, finds', async () => {
    const [a, b] = [await readByRules(paths(first)), await readByRules(paths(second))];
    expect([...new Set([...a.keys(), ...b.keys()])].toSorted()).toEqual(second.truth.map(({ sha256 }) => sha256));
    for (const line of second.truth) {
      const found = together(a.get(line.sha256), b.get(line.sha256));
      expect(found === undefined ? undefined : asTold(found, line), line.paths[0]?.path).toEqual(asRead(line));
    }
  });

  test('is the same every time', async () => {
    const archived = { incrementalOf: first.folder, format: 'zip' } as const;
    const [one, other] = [await filesOf(await sample(archived)), await filesOf(await sample(archived))];
    for (const [name, bytes] of one) expect(other.get(name)?.equals(bytes), name).toBe(true);
  });

  test('cannot be of another account', async () => {
    await expect(sample({ incrementalOf: first.folder, seed: 10 })).rejects.toThrow(RangeError);
  });
});

function paths({ parts }: TakeoutSample): readonly string[] {
  return parts.map(({ path }) => path);
}
