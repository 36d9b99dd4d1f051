import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setCatalogAside } from '../../../electron/engine/catalog/database/catalog-file.ts';
import { restoreCatalog } from '../../../electron/engine/catalog/snapshots/snapshot.ts';
import { CatalogReading } from '../../../electron/engine/runs/catalog-reading.ts';
import { at, goodValue } from '../catalog/catalog-fixture.ts';
import { openWorld, store } from './gallery-fixture.ts';

const all = { search: '', offset: 0, limit: 9 };

test('a catalog that was set aside and restored meanwhile is reread', async () => {
  const world = await openWorld();
  store(world, [{ key: 'A' }]);
  const snapshot = join(world.folder, 'catalog.sqlite');
  goodValue(await world.catalog.snapshots.write(snapshot));
  store(world, [{ key: 'B' }]);
  expect(world.gallery.page(all)).toHaveLength(2);
  world.catalog.close();

  expect(setCatalogAside(world.file, at(5))).not.toBeNull();
  // In between there is no catalog: what was open still answers, and makes no new one.
  expect(world.gallery.page(all)).toHaveLength(2);
  expect(existsSync(world.file)).toBe(false);

  goodValue(restoreCatalog(world.file, snapshot));
  expect(world.gallery.page(all).map(({ name }) => name)).toEqual(['A.JPG']);
});

test('a question that throws leaves nothing open, and the next is answered', async () => {
  const world = await openWorld();
  world.catalog.close();
  const reading = goodValue(CatalogReading.open(world.file));
  const broken = () => {
    throw new Error('broken');
  };
  expect(() => reading.read(broken)).toThrow('broken');
  // SQLite removes its log when the last connection is closed.
  await world.gallery.close();
  expect(existsSync(`${world.file}-wal`)).toBe(false);
  expect(reading.read(({ library }) => library.status().assets)).toBe(0);
  reading.close();
  expect(() => reading.read(() => 0)).toThrow('closed');
});

test('a catalog that is not there is a problem, and is not made', async () => {
  const world = await openWorld();
  world.catalog.close();
  await world.gallery.close();
  rmSync(world.file);
  const opened = CatalogReading.open(world.file);
  expect(opened.ok ? 'opened' : opened.problem.code).toBe('data-folder-unusable');
  expect(existsSync(world.file)).toBe(false);
});
