import { lstat, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { bystander } from '../../support/bystander.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { type ImportWorld, openImportWorld } from '../../support/import-world.ts';

// A backup disk that passed through other hands must not lead Afterimage to files that are none of the backup's.

const studio = createPictureStudio();

async function worldWithExport() {
  const world = await openImportWorld();
  const out = join(world.folder, 'sample');
  const options = { out, items: 30, albums: 3, seed: 11, parts: 1, itemBytes: 'tiny' } as const;
  return { ...world, sample: await writeTakeoutSample(options, studio) };
}

function codesOf({ records }: Ended): readonly unknown[] {
  return records.filter(({ event }) => event === 'problem').map(({ problem }) => Object(problem).code);
}

test('a link in the place of staging is told, nothing behind it is removed, and without it all is well', async () => {
  const { backup, call, sample } = await worldWithExport();
  const outside = await bystander();
  const before = await outside.state();
  await mkdir(join(backup, '.afterimage'), { recursive: true });
  await rm(join(backup, '.afterimage/staging'), { recursive: true, force: true });
  await symlink(outside.folder, join(backup, '.afterimage/staging'));
  const refused = await call(['import', '--json', sample.folder]);
  expect(refused.code).toBe(6);
  expect(lastRecord(refused)).toMatchObject({ problem: { code: 'destination-link' } });
  expect(await outside.state()).toEqual(before);

  await rm(join(backup, '.afterimage/staging'));
  expect((await call(['import', '--json', sample.folder])).code).toBe(0);
  await expectImported(backup, sample.truth);
});

test('a link in the place of a year costs that year alone, until it is gone', async () => {
  const other = await worldWithExport();
  expect((await other.call(['import', other.sample.folder])).code).toBe(0);
  const [year = ''] = (await readdir(join(other.backup, 'Photos'))).filter((name) => /^\d{4}$/u.test(name));

  const { backup, call, sample } = await worldWithExport();
  const outside = await bystander();
  const before = await outside.state();
  await mkdir(join(backup, 'Photos'));
  await symlink(outside.folder, join(backup, 'Photos', year));
  const first = await call(['import', '--json', sample.folder]);
  expect(first.code, first.stderr).toBe(3);
  expect(codesOf(first)).toContain('destination-link');
  const report = lastRecord(first);
  expect(Number(report['stored'])).toBeGreaterThan(0);
  // What belongs there waits: it is neither lost nor tried in vain.
  expect(Number(report['stored'])).toBeLessThan(Number(report['discovered']));
  expect(Number(report['failed'])).toBe(0);
  expect(await outside.state()).toEqual(before);

  await rm(join(backup, 'Photos', year));
  const second = await call(['import', '--json', sample.folder]);
  expect(second.code, second.stdout).toBe(0);
  await expectImported(backup, sample.truth);
});

/** Forgets the machine's own catalog, so that the one in the folder is adopted. Returns what is said of that. */
async function moveToAnotherMachine({ folder, backup, call }: ImportWorld): Promise<Ended> {
  await rm(join(folder, 'data'), { recursive: true });
  const set = await call(['destination', 'set', backup]);
  expect(set.code).toBe(0);
  return set;
}

function craft(backup: string, sql: string, ...values: readonly (string | number)[]): void {
  const database = new DatabaseSync(join(backup, '.afterimage/catalog.sqlite'));
  database.prepare(sql).run(...values);
  database.close();
}

test('a crafted catalog in the folder leads nowhere else, and later runs are whole again', async () => {
  const world = await worldWithExport();
  const { backup, call, sample } = world;
  expect((await call(['import', sample.folder])).code).toBe(0);
  const outside = await bystander();
  const before = await outside.state();
  const { size, mtimeMs } = await lstat(outside.file);
  const toVictim = relative(join(backup, 'Albums/x'), outside.file);
  craft(
    backup,
    "INSERT INTO album_entry (album_id, name, target, kind, bytes, mtime) SELECT id, ?, 'Photos/gone.jpg', 'copy', ?, ? FROM album WHERE folder IS NOT NULL LIMIT 1",
    ...[toVictim, size, mtimeMs],
  );
  craft(backup, 'UPDATE album SET revision = revision + 1');
  craft(
    backup,
    `INSERT INTO relocation SELECT id, ?, 'Photos/stolen.tex', 'stolen', '{"kind":"quarantine","replacedBy":1}' FROM asset LIMIT 1`,
    relative(backup, outside.file),
  );
  craft(backup, 'UPDATE asset SET path = ? WHERE id = (SELECT max(id) FROM asset)', outside.file);
  const set = await moveToAnotherMachine(world);

  expect(set.stderr).toContain('Part of the catalog was left out');
  const adopted = await call(['import', '--json', sample.folder]);
  expect(adopted.code, adopted.stdout).toBe(0);
  expect(await outside.state()).toEqual(before);
  const next = await call(['import', '--json', sample.folder]);
  expect(next.code, next.stdout).toBe(0);
  const vv = await call(['verify', '--json']);
  expect(vv.code, vv.stdout).toBe(0);
  await expectImported(backup, sample.truth);
  expect(await outside.state()).toEqual(before);
});

test('a catalog with a trigger is not used, and the files are recognised by their content', async () => {
  const world = await worldWithExport();
  const { backup, call, sample } = world;
  expect((await call(['import', sample.folder])).code).toBe(0);
  craft(backup, 'CREATE TRIGGER t AFTER INSERT ON run BEGIN UPDATE asset SET path = 0; END');
  await moveToAnotherMachine(world);
  const adopted = await call(['import', '--json', sample.folder]);
  expect(adopted.code, adopted.stdout).toBe(3);
  expect(codesOf(adopted)).toEqual(['catalog-damaged']);
  expect(lastRecord(adopted)).toMatchObject({ failed: 0 });
  // Whoever wants to know what was in it finds it.
  expect((await readdir(join(backup, '.afterimage'))).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  expect((await call(['import', '--json', sample.folder])).code).toBe(0);
  await expectImported(backup, sample.truth);
});
