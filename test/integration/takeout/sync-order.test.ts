import { readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { lastRecord } from '../../support/command-line.ts';
import { openImportWorld } from '../../support/import-world.ts';

const recorder = pathToFileURL(join(import.meta.dirname, '..', '..', 'support', 'record-syncs.ts')).href;

/** What happened to files below Photos, and how often each kind of step was seen. */
interface Order {
  readonly broken: readonly string[];
  readonly placed: number;
  readonly rows: number;
}

/**
 * Reads the record as a power cut would: whatever was not synced is lost. A photo may get its name only once its bytes are
 * on the disk, and its row only once its name is.
 */
function orderOf(record: string, backup: string): Order {
  const photos = join(backup, 'Photos') + sep;
  const volatile = new Set<string>();
  const unsyncedFolders = new Set<string>();
  const broken: string[] = [];
  const counts = { placed: 0, rows: 0 };
  for (const [kind, path = '', to = ''] of record.split('\n').map((line) => line.split('\t'))) {
    if (kind === 'write') volatile.add(path);
    if (kind === 'synced') {
      volatile.delete(path);
      unsyncedFolders.delete(path);
    }
    if (kind === 'link' && to.startsWith(photos)) {
      counts.placed += 1;
      if (volatile.has(path)) broken.push(`${to} is visible before its bytes are on the disk`);
      unsyncedFolders.add(dirname(to));
    }
    if (kind === 'row') {
      counts.rows += 1;
      if (unsyncedFolders.size > 0) broken.push(`A row was written before the names in ${[...unsyncedFolders].join()}`);
    }
  }
  return { broken, ...counts };
}

test.each([
  ['small photos, each written in one go', { items: 30, itemBytes: 'tiny' }],
  ['photos that are written block after block', { items: 2, itemBytes: 1_200_000 }],
] as const)('%s: durable bytes, then the name, then the row', async (_what, sample) => {
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const written = await writeTakeoutSample({ out, albums: 1, seed: 3, ...sample }, createPictureStudio());
  const record = join(folder, 'syncs');
  const env = { NODE_OPTIONS: `--import=${recorder}`, AFTERIMAGE_TEST_SYNCS: record };
  const run = await call(['import', '--json', out], { env });
  expect(run.code, run.stderr).toBe(0);
  const { stored } = lastRecord(run);
  expect(stored).toBe(written.expected.assets);
  const order = orderOf(await readFile(record, 'utf8'), backup);
  expect(order.broken).toEqual([]);
  // Some move once more, when their dates are known.
  expect(order.placed).toBeGreaterThanOrEqual(written.expected.assets);
  expect(order.rows).toBe(written.expected.assets);
});

test('an order that loses photos is noticed', () => {
  const photo = '/backup/Photos/2020/01/a.jpg';
  const steps = [
    'write\t/backup/.afterimage/staging/a',
    'synced\t/backup/.afterimage/staging/a',
    `link\t/backup/.afterimage/staging/a\t${photo}`,
    'synced\t/backup/Photos/2020/01',
    'row',
  ];
  const without = (step: number) => steps.filter((_, index) => index !== step).join('\n');
  expect(orderOf(steps.join('\n'), '/backup')).toEqual({ broken: [], placed: 1, rows: 1 });
  expect(orderOf(without(1), '/backup').broken).toEqual([`${photo} is visible before its bytes are on the disk`]);
  expect(orderOf(without(3), '/backup').broken).toEqual([
    'A row was written before the names in /backup/Photos/2020/01',
  ]);
});
