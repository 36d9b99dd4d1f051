import { expect, test } from 'vitest';
import type { AssetTaken } from '../../../electron/engine/catalog/assets/asset-row.ts';
import { at, begun, claimed, facts, freshCatalog, opened, places, seen, stored } from './catalog-fixture.ts';

const march: AssetTaken = {
  takenLocal: '2020-03-01T10:00:00',
  zoneMinutes: 60,
  takenReason: 'sidecar',
  takenAt: Date.UTC(2020, 2, 1, 9) / 1_000,
  zoneReason: 'place',
};

function* marchPlaces(name: string) {
  for (let number = 1; ; number += 1) {
    const path = `Photos/2020/03/${number === 1 ? name : `${name} (${number})`}`;
    yield { path, key: path.toLowerCase() };
  }
}

async function withPhotos(...keys: readonly string[]) {
  const fresh = await freshCatalog();
  const run = begun(fresh.catalog, fresh.source);
  const ids = claimed(fresh.catalog, fresh.source, run, keys);
  const photos = ids.map((id, index) => stored(fresh.catalog, run, id, `content ${keys[index]}`, `${keys[index]}.JPG`));
  return { ...fresh, run, ids, photos };
}

function moveTo(assetId: number, name: string, wantedPath = `Photos/2020/03/${name}`) {
  return { assetId, candidates: marchPlaces(name), body: { kind: 'move', taken: march, wantedPath } } as const;
}

test('a planned way is known until it is committed, also to the next program', async () => {
  const { catalog, file, photos } = await withPhotos('A');
  const [photo] = photos;
  if (photo === undefined) throw new Error('There is a photo');
  const planned = catalog.relocations.plan([moveTo(photo.assetId, 'A.JPG')]);
  const way = {
    assetId: photo.assetId,
    from: photo.path,
    to: 'Photos/2020/03/A.JPG',
    bytes: 1_000,
    time: (march.takenAt ?? 0) * 1_000,
  };
  expect(planned).toEqual([way]);
  expect(catalog.assets.atPath(photo.path)?.path).toBe(photo.path);
  catalog.close();
  const again = opened(file);
  expect(again.relocations.open()).toEqual([way]);
  again.relocations.commit([{ assetId: photo.assetId, mtime: 5 }]);
  expect(again.relocations.open()).toEqual([]);
  expect(again.assets.atPath(photo.path)).toBeNull();
  expect(again.assets.atPath('Photos/2020/03/A.JPG')).toMatchObject({
    takenLocal: march.takenLocal,
    zoneMinutes: 60,
    takenReason: 'sidecar',
    mtime: 5,
  });
});

test('a place that another file holds, or is on its way to, is not given twice', async () => {
  const { catalog, photos } = await withPhotos('A', 'B', 'C');
  const [a, b, c] = photos.map(({ assetId }) => assetId);
  if (a === undefined || b === undefined || c === undefined) throw new Error('There are three');
  catalog.relocations.plan([moveTo(a, 'X.JPG')]);
  catalog.relocations.commit([{ assetId: a, mtime: 5 }]);
  const ways = catalog.relocations.plan([moveTo(b, 'X.JPG'), moveTo(c, 'X.JPG')]);
  expect(ways.map(({ to }) => to)).toEqual(['Photos/2020/03/X.JPG (2)', 'Photos/2020/03/X.JPG (3)']);
});

test('a dropped way leaves everything as it was', async () => {
  const { catalog, photos } = await withPhotos('A');
  const [photo] = photos;
  const assetId = photo?.assetId ?? 0;
  catalog.relocations.plan([moveTo(assetId, 'A.JPG')]);
  catalog.relocations.drop(assetId);
  expect(catalog.relocations.open()).toEqual([]);
  expect(catalog.assets.atPath(photo?.path ?? '')?.takenLocal).toBe(facts('x').takenLocal);
});

test('albums follow: hard links and copies are kept, symbolic links are to be recreated', async () => {
  const { catalog, source, run, photos } = await withPhotos('A');
  const [photo] = photos;
  const target = photo?.path ?? '';
  const album = { key: 'album', title: 'Trip', itemCount: 1, coverItemKey: null, fingerprint: 'f' };
  catalog.albums.record(run, source, [album]);
  catalog.albums.recordItems(run, source, { albumKey: 'album', from: 0, keys: ['A'] });
  const [due] = catalog.albumViews.due('hardlink', { limit: 1, after: 0 });
  const made = (['hardlink', 'copy', 'symlink'] as const).map((kind) => ({
    name: kind,
    target,
    kind,
    bytes: 1,
    mtimeMs: 1,
  }));
  const folder = { path: 'Albums/Trip', key: 'albums/trip' };
  catalog.albumViews.record(due?.id ?? 0, {
    folder,
    made,
    settled: { kind: 'hardlink', revision: due?.revision ?? 0 },
  });
  catalog.relocations.plan([moveTo(photo?.assetId ?? 0, 'A.JPG')]);
  catalog.relocations.commit([{ assetId: photo?.assetId ?? 0, mtime: 5 }]);
  const entries = [...catalog.albumViews.entries(due?.id ?? 0)].map(({ kind, target: to, mtimeMs }) => [
    kind,
    to,
    mtimeMs,
  ]);
  expect(entries).toEqual([
    ['copy', 'Photos/2020/03/A.JPG', 1],
    ['hardlink', 'Photos/2020/03/A.JPG', 5],
    ['symlink', target, 1],
  ]);
  expect(catalog.albumViews.due('hardlink', { limit: 1, after: 0 })).toHaveLength(1);
});

test('a copy in quarantine hands its items to the original, and its bytes show it when they come again', async () => {
  const { catalog, source, run, photos, ids } = await withPhotos('copy', 'original');
  const [copy, original] = photos;
  if (copy === undefined || original === undefined) throw new Error('There are two');
  catalog.relocations.plan([
    {
      assetId: copy.assetId,
      candidates: [{ path: '.afterimage/quarantine/copy.JPG', key: '.afterimage/quarantine/copy.jpg' }],
      body: { kind: 'quarantine', replacedBy: original.assetId },
    },
  ]);
  catalog.relocations.commit([{ assetId: copy.assetId, mtime: 5 }]);
  expect(catalog.itemQueries.item(ids[0] ?? 0)).toMatchObject({ state: 'stored', path: original.path });
  expect([...catalog.assets.sums()].map(({ path }) => path)).toEqual([original.path]);
  catalog.items.record(run, source, [seen('later')], at(2));
  const [later] = catalog.transfers.claim(source, run, 1);
  const request = { itemId: later?.id ?? 0, facts: facts('content copy'), candidates: places('later.JPG') };
  expect(catalog.storage.reserve(run, [request], at(3))).toMatchObject([
    { kind: 'present', asset: { path: original.path } },
  ]);
});
