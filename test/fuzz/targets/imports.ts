import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { albumCardSchema, gridPhotoSchema, photoDetailSchema } from '../../../electron/contract/desktop-models.ts';
import { runReportSchema } from '../../../electron/contract/models.ts';
import { ProblemError } from '../../../electron/contract/problem.ts';
import { exportsReportSchema } from '../../../electron/contract/takeout-models.ts';
import { catalogFile } from '../../../electron/engine/backup/open-catalog.ts';
import { restoreCatalog } from '../../../electron/engine/catalog/snapshots/snapshot.ts';
import type { Engine, EngineDestination } from '../../../electron/engine/engine.ts';
import { trueSums } from '../../support/true-sums.ts';
import { writePart } from '../../unit/takeout-archive/part-reading.ts';
import { damagedBytes } from '../damage-bytes.ts';
import { below, type Chance, type FuzzTarget, oneOf, promise } from '../fuzz-target.ts';
import { exportFiles, importEngine, importedPart, namesBelow } from '../import-engine.ts';

/** Whole runs: of damaged archives, and into folders whose copy of the catalog somebody changed. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'import',
    open: async (folder) => {
      const world = await importWorld(folder);
      return {
        samples: [await readFile(world.zip), await readFile(world.tgz)],
        damage: damagedBytes,
        read: (input) =>
          inCopy(world, 'empty', (engine, destination, place) => readImport(engine, destination, place, input)),
        close: async () => undefined,
      };
    },
  },
  {
    name: 'snapshot',
    open: async (folder) => {
      const world = await importWorld(folder);
      return {
        samples: [world.snapshot],
        damage: (samples, chance) => damagedSnapshot(samples, chance, folder),
        read: (input) => readSnapshot(world, input),
        close: async () => undefined,
      };
    },
  },
  {
    name: 'adoption',
    open: async (folder) => {
      const world = await importWorld(folder);
      return {
        samples: [world.snapshot],
        damage: (samples, chance) => damagedSnapshot(samples, chance, folder),
        read: (input) =>
          inCopy(world, 'filled', async (engine, destination) => {
            await writeFile(join(destination.path, '.afterimage', 'catalog.sqlite'), input);
            const told = await importedPart(engine, destination, world.zip);
            return [told, await trueSums(destination.path), await namesBelow(join(destination.path, 'Photos'))];
          }),
        close: async () => undefined,
      };
    },
  },
];

interface ImportWorld {
  /** Holds `empty`, a folder into which nothing was imported yet, and `filled`. */
  readonly folder: string;
  readonly identity: string;
  readonly zip: string;
  readonly tgz: string;
  /** The copy of the catalog in `filled`. */
  readonly snapshot: Uint8Array;
}

async function importWorld(folder: string): Promise<ImportWorld> {
  for (const name of ['zip', 'tgz', 'filled']) await mkdir(join(folder, name));
  const [zip, tgz] = await Promise.all([
    writePart('zip', exportFiles(), join(folder, 'zip')),
    writePart('pax', exportFiles(), join(folder, 'tgz')),
  ]);
  const engine = importEngine(join(folder, 'data'));
  const chosen = await engine.chooseDestination(join(folder, 'filled'));
  if (!chosen.ok) throw new ProblemError(chosen.problem);
  const { destination } = chosen.value;
  await cp(destination.path, join(folder, 'empty'), { recursive: true });
  const told = JSON.stringify(await importedPart(engine, destination, zip));
  const sums = await trueSums(destination.path);
  promise(sums.length === 3 && told.includes('"outcome":"problems"'), `a sound export is ${told}`);
  const snapshot = await readFile(join(destination.path, '.afterimage', 'catalog.sqlite'));
  return { folder, identity: destination.identity, zip, tgz, snapshot };
}

/** Works in a fresh copy of a backup folder, on a computer that has never seen it; what lies beside it stays as it was. */
async function inCopy(
  { folder, identity }: ImportWorld,
  template: 'empty' | 'filled',
  work: (engine: Engine, destination: EngineDestination, place: string) => Promise<unknown>,
): Promise<unknown> {
  const place = await mkdtemp(join(folder, 'copy-'));
  try {
    const path = join(place, 'backup');
    await cp(join(folder, template), path, { recursive: true });
    await writeFile(join(place, 'thesis.tex'), 'theirs');
    const told = await work(importEngine(join(place, 'data')), { path, identity }, place);
    promise((await readFile(join(place, 'thesis.tex'), 'utf8')) === 'theirs', 'a file outside was changed');
    const outside = (await namesBelow(place)).filter((name) => !/^\/(backup|data|part)\//.test(name));
    promise(outside.join() === '/thesis.tex', `something was written outside: ${outside.join()}`);
    return told;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function readImport(
  engine: Engine,
  destination: EngineDestination,
  place: string,
  input: Uint8Array,
): Promise<unknown> {
  await mkdir(join(place, 'part'));
  const path = join(place, 'part', 'takeout-20260905T101112Z-3-001.zip');
  await writeFile(path, input);
  const told = await importedPart(engine, destination, path);
  const again = await importedPart(engine, destination, path);
  const photos = await namesBelow(join(destination.path, 'Photos'));
  const sums = await trueSums(destination.path);
  promise(new Set(sums).size === sums.length, 'a content is there twice');
  promise(photos.filter((name) => !name.endsWith('.xmp')).length === sums.length, 'a photo is in no list');
  return [told, again, photos, sums];
}

/** Values that no column expects. */
const nastyValues: readonly (null | number | string | Uint8Array)[] = [
  ...[null, 0, -1, 1, 7, 1e300, -1e300, 2 ** 53 - 1, '', 'x', '../../thesis.tex', '/etc/passwd', 'Photos/../../x.jpg'],
  ...['{', '{}', '[]', 'null', '2023-08-12T10:15:30', '0000-00-00', 'now', 'Photos/2023/08/IMG_0001.JPG', 'a\u0000b'],
  ...['stored', 'lost', 'wanted', 'a'.repeat(64), 'x'.repeat(10_000), new Uint8Array([1, 2, 3])],
];

/** One in five with damaged bytes, the others with rows that somebody changed, removed or added. */
async function damagedSnapshot(samples: readonly Uint8Array[], chance: Chance, folder: string): Promise<Uint8Array> {
  if (chance() < 0.2) return damagedBytes(samples, chance);
  const file = join(folder, 'damaged.sqlite');
  await writeFile(file, oneOf(samples, chance));
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  try {
    database.exec(chance() < 0.5 ? 'PRAGMA ignore_check_constraints = ON' : 'SELECT 1');
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    const filled = tables.map(({ name }) => String(name)).filter((name) => rowsIn(database, name) > 0);
    for (let times = 1 + below(4, chance); times > 0; times -= 1) changeRow(database, oneOf(filled, chance), chance);
  } finally {
    database.close();
  }
  return readFile(file);
}

function rowsIn(database: DatabaseSync, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS rows FROM "${table}"`).get()?.['rows'] ?? 0);
}

function changeRow(database: DatabaseSync, table: string, chance: Chance): void {
  const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  const column = String(oneOf(columns, chance)['name']);
  const [rows, kind, value] = [rowsIn(database, table), chance(), oneOf(nastyValues, chance)];
  const key = `(SELECT "${column}" FROM "${table}" LIMIT 1 OFFSET ${below(Math.max(1, rows), chance)})`;
  try {
    if (kind < 0.1) database.exec(`DELETE FROM "${table}" WHERE "${column}" IS ${key}`);
    else if (kind < 0.3) database.exec(`UPDATE "${table}" SET "${column}" = ${key}`);
    else if (kind < 0.4)
      database.exec(`UPDATE "${table}" SET "${column}" = "${column}" + 1 WHERE "${column}" IS ${key}`);
    else database.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE "${column}" IS ${key}`).run(value);
  } catch {
    // The table's own rules refuse it; the others of these changes may be possible.
  }
}

async function readSnapshot({ folder, identity }: ImportWorld, input: Uint8Array): Promise<unknown> {
  const place = await mkdtemp(join(folder, 'reading-'));
  try {
    await mkdir(join(place, 'catalogs'));
    await writeFile(join(place, 'snapshot'), input);
    const restored = restoreCatalog(catalogFile(place, identity), join(place, 'snapshot'));
    if (!restored.ok) {
      promise(restored.problem.code.startsWith('catalog-'), `a snapshot is ${restored.problem.code}`);
      return restored.problem.code;
    }
    const told = await readEverything(importEngine(place), { path: join(folder, 'filled'), identity });
    return [restored.value.leftOut, told];
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** All that the app shows of a catalog, in the form in which it may cross the borders of its processes. */
async function readEverything(engine: Engine, destination: EngineDestination): Promise<unknown> {
  const [gallery, stored] = [engine.gallery(destination), engine.stored(destination)];
  if (!gallery.ok || !stored.ok || gallery.value === null || stored.value === null) return null;
  const all = { offset: 0, limit: 100 };
  const photos = gallery.value.page({ search: '', ...all });
  const albums = gallery.value.albums({ search: '', order: 'title', ...all });
  const told: unknown[] = [
    gallery.value.months({ search: '' }),
    gridPhotoSchema.array().parse(photos),
    photoDetailSchema.array().parse(photos.flatMap(({ id }) => gallery.value?.detail(id) ?? [])),
    albumCardSchema.array().parse(albums.albums),
    albums.albums.map(({ id }) => gallery.value?.albumPhotos({ album: id, ...all })),
    runReportSchema.array().parse(gallery.value.runs(all)),
    gallery.value.problemGroups(),
    stored.value.status(),
    stored.value.items({ limit: 100, after: 0 }),
    stored.value.albums({ limit: 100, after: 0 }),
    stored.value.problems({ limit: 100, after: 0 }),
  ];
  stored.value.close();
  await gallery.value.close();
  const exports = engine.exports(destination);
  if (exports.ok) told.push(exportsReportSchema.parse(exports.value));
  const explained = await Promise.all(photos.map(({ id }) => engine.explain(destination, { asset: id })));
  for (const one of explained) promise(one.ok || one.problem.code !== 'internal', 'an explanation is internal');
  return [told, explained];
}
