import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import type { SeenEntry, SeenPart } from '../../../electron/engine/catalog/exports/takeout-parts.ts';
import { at, freshCatalog } from './catalog-fixture.ts';

const stamp = '20260301T120000Z';

function part(number: number, changes: Partial<SeenPart> = {}): SeenPart {
  const name = `takeout-${stamp}-3-00${number}.zip`;
  return {
    ...{ runIndex: 3, number, name, path: `/parts/${name}`, format: 'zip', bytes: 100 },
    fingerprint: `content ${number}`,
    ...changes,
  };
}

function media(position: number, name: string, changes: Partial<SeenEntry> = {}): SeenEntry {
  return {
    ...{ position, folder: 'Takeout/Google Photos/Photos from 2023', name, bytes: 10, crc32: 1, modifiedAt: null },
    ...{ role: 'media', problem: null, json: null },
    ...changes,
  };
}

function listed(catalog: Catalog, given: SeenPart, entries: readonly SeenEntry[]) {
  const known = catalog.takeout.parts.arrive(stamp, given, at(0));
  catalog.takeout.parts.list(known, entries);
  catalog.takeout.parts.endListing(known, null, at(1));
  return known;
}

test('a part is known by its content, wherever it lies and whatever its name', async () => {
  const { catalog } = await freshCatalog();
  const first = listed(catalog, part(1), [media(0, 'a.jpg')]);
  const moved = part(1, { name: 'takeout (1).zip', path: '/elsewhere/takeout (1).zip' });
  expect(catalog.takeout.parts.arrive(stamp, moved, at(2))).toEqual({ ...first, isListed: true });
  expect(catalog.takeout.queries.exports()).toMatchObject([
    { stamp, firstSeenAt: at(0), parts: [{ path: moved.path, entries: 1, state: 'arrived' }] },
  ]);
});

test('an interrupted listing is forgotten and begun again', async () => {
  const { catalog } = await freshCatalog();
  const begun = catalog.takeout.parts.arrive(stamp, part(1), at(0));
  catalog.takeout.parts.list(begun, [media(0, 'a.jpg'), media(1, 'b.jpg')]);
  const again = catalog.takeout.parts.arrive(stamp, part(1), at(1));
  expect(again).toEqual({ ...begun, isListed: false });
  catalog.takeout.parts.list(again, [media(0, 'a.jpg')]);
  catalog.takeout.parts.endListing(again, null, at(2));
  expect(catalog.takeout.queries.exports()).toMatchObject([{ parts: [{ entries: 1 }] }]);
});

test('an interrupted listing goes on where it had come to, if all that it had recorded is there', async () => {
  const { catalog } = await freshCatalog();
  const { parts } = catalog.takeout;
  const begun = parts.arrive(stamp, part(1), at(0));
  // Position 1 is a folder, which is no entry; the last one was recorded after it was noted how far it had come.
  parts.list(begun, [media(0, 'a.jpg'), media(2, 'b.jpg'), media(3, 'c.jpg'), media(4, 'd.jpg')]);
  const again = parts.arrive(stamp, part(1), at(1), { position: 4, entries: 3 });
  expect(again).toEqual({ ...begun, isContinued: true });
  expect([...parts.mediaOf(again)].map(({ position }) => position)).toEqual([0, 2, 3]);
  parts.list(again, [media(4, 'd.jpg'), media(5, 'e.jpg')]);
  parts.endListing(again, null, at(2));
  expect(catalog.takeout.queries.exports()).toMatchObject([{ parts: [{ entries: 5 }] }]);
  expect(parts.arrive(stamp, part(1), at(3), { position: 4, entries: 3 })).toMatchObject({ isContinued: false });
});

test('an interrupted listing of which something is missing begins again', async () => {
  const { catalog } = await freshCatalog();
  const { parts } = catalog.takeout;
  const begun = parts.arrive(stamp, part(1), at(0));
  parts.list(begun, [media(0, 'a.jpg'), media(2, 'b.jpg')]);
  const again = parts.arrive(stamp, part(1), at(1), { position: 4, entries: 3 });
  expect(again).toMatchObject({ isListed: false, isContinued: false });
  expect([...parts.mediaOf(again)]).toEqual([]);
  expect(parts.arrive(stamp, part(2), at(1), { position: 4, entries: 3 })).toMatchObject({ isContinued: false });
});

test('entries that could not be recorded at first, as on a full disk, are recorded later', async () => {
  const { catalog } = await freshCatalog();
  const begun = catalog.takeout.parts.arrive(stamp, part(1), at(0));
  // The second one undoes the first, and the folder that was made for it.
  expect(() => catalog.takeout.parts.list(begun, [media(0, 'a.jpg'), media(0, 'b.jpg')])).toThrow(/UNIQUE/u);
  catalog.takeout.parts.list(begun, [media(0, 'a.jpg')]);
  catalog.takeout.parts.endListing(begun, null, at(1));
  expect(catalog.takeout.queries.exports()).toMatchObject([{ parts: [{ entries: 1 }] }]);
});

test('a whole part takes the place of a broken one of the same number, run index and form only', async () => {
  const { catalog } = await freshCatalog();
  catalog.takeout.parts.break(stamp, part(1, { fingerprint: 'broken' }), problem('part-truncated'), at(0));
  catalog.takeout.parts.break(stamp, part(2, { fingerprint: 'also broken' }), problem('part-truncated'), at(0));
  listed(catalog, part(1, { runIndex: 4, fingerprint: 'of another run' }), []);
  listed(catalog, part(1), []);
  const states = catalog.takeout.queries
    .exports()[0]
    ?.parts.map(({ runIndex, number, state }) => [runIndex, number, state]);
  expect(states).toEqual([
    [3, 1, 'replaced'],
    [3, 1, 'arrived'],
    [3, 2, 'broken'],
    [4, 1, 'arrived'],
  ]);
});

test('every entry is in exactly one state, and the sums agree', async () => {
  const { catalog } = await freshCatalog();
  const refusal = problem('entry-refused');
  const known = listed(catalog, part(1), [
    media(0, 'a.jpg'),
    media(1, 'a.jpg.json', { role: 'sidecar', json: { verbatim: '{}', title: 'a.jpg', takenAt: 5 } }),
    media(2, 'metadata.json', { role: 'album-metadata' }),
    media(3, 'x.json', { role: 'other-json' }),
    media(4, 'index.html', { role: 'other' }),
    media(5, '../evil.jpg', { role: 'refused', problem: refusal }),
    media(6, 'huge.json', { role: 'failed', problem: refusal }),
  ]);
  const counts = catalog.takeout.queries.counts([known.id]);
  expect(counts).toEqual({
    ...{ pending: 1, sidecar: 1, 'album-metadata': 1, 'other-json': 1, other: 1, refused: 1, failed: 1 },
    ...{ stored: 0, duplicate: 0, trash: 0 },
  });
  expect(catalog.takeout.queries.problemsOf(known.id, 1)).toEqual({ ofPart: null, ofEntries: [refusal], total: 2 });
});

test('a part whose photos were listed and not yet looked at is not imported', async () => {
  const { catalog } = await freshCatalog();
  const known = listed(catalog, part(1), [media(0, 'a.jpg')]);
  expect(catalog.takeout.parts.settle(known.id, at(2))).toBe('arrived');
  const empty = listed(catalog, part(2), []);
  expect(catalog.takeout.parts.settle(empty.id, at(2))).toBe('imported');
});
