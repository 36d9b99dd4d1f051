import { beforeEach, expect, test } from 'vitest';
import { finalize } from '../../../electron/engine/backup/finalize.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { type BackupFixture, backupFixture, policyOf } from './backup-fixture.ts';

/* The folder of an album follows its title, but some titles are another at every listing. */

const hour = 60 * 60 * 1_000;

let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture();
  await backup.store('A', { album: 'Trip' });
  await listed('Trip');
});

/** A listing that shows the album under that title, and the folder that it has after it; how often that was renamed. */
async function listed(title: string): Promise<{ readonly folder: string; readonly renames: number }> {
  const { catalog, destination, run, source, clock, onProblem } = backup;
  const album = { key: 'Trip', title, itemCount: 1, coverItemKey: null, fingerprint: '' };
  catalog.albums.record(run, source, [album]);
  const faults = new StepFaults();
  const stop = watchDisk(destination.path, faults);
  await finalize({
    ...{ destination, catalog, now: clock.now, onProblem, signal: new AbortController().signal },
    ...{ view: 'copy', room: {}, policyOf },
  });
  stop();
  const [entry = ''] = await backup.files('Albums');
  const renames = faults.steps.filter((step) => step.startsWith('rename Albums')).length;
  return { folder: entry.split('/')[1] ?? '', renames };
}

test('a new title is followed at once', async () => {
  expect(await listed('Rome')).toEqual({ folder: 'Rome', renames: 1 });
  expect(backup.catalog.albumViews.due('copy', { limit: 1, after: 0 })).toEqual([]);
});

test('a title that is another at every listing costs one rename a day', async () => {
  let renames = 0;
  for (let count = 1; count <= 48; count += 1) {
    renames += (await listed(`Trip at ${count}`)).renames;
    backup.clock.pass(hour);
  }
  expect(renames).toBe(2);
  expect(backup.problems).toEqual([]);
});

test('a title that alternates does not stir the folder, which gets the last one in the end', async () => {
  await listed('Rome');
  for (const title of ['Trip', 'Rome', 'Trip', 'Trip']) {
    backup.clock.pass(hour);
    expect(await listed(title)).toEqual({ folder: 'Rome', renames: 0 });
  }
  backup.clock.pass(24 * hour);
  expect(await listed('Trip')).toEqual({ folder: 'Trip', renames: 1 });
});

test('while the folder waits for its name, photos still come into it', async () => {
  await listed('Rome');
  await backup.store('B', { album: 'Trip' });
  expect(await listed('Paris')).toEqual({ folder: 'Rome', renames: 0 });
  expect(await backup.files('Albums')).toEqual(['Albums/Rome/A.JPG', 'Albums/Rome/B.JPG']);
});

test('a clock that was ahead once does not keep the folder from its title', async () => {
  backup.clock.pass(1_000 * 24 * hour);
  await listed('Rome');
  backup.clock.pass(-999 * 24 * hour);
  expect(await listed('Paris')).toEqual({ folder: 'Paris', renames: 1 });
});
