import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { finishRun } from '../../../electron/engine/backup/report-phase.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { folderInMemory } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { at, seen } from '../catalog/catalog-fixture.ts';
import { type BackupFixture, backupFixture } from './backup-fixture.ts';
import { beginRun, type RunChanges } from './run-fixture.ts';

let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture(join(await folderInMemory(), 'catalog.sqlite'));
});

/** A run that has seen these items, and in which nothing became of them yet. */
function runThatSaw(keys: readonly string[], changes: RunChanges = {}) {
  const begun = beginRun(backup, changes);
  const { catalog, source } = backup;
  catalog.items.record(
    begun.run.runId,
    source,
    keys.map((key) => seen(key)),
    at(0),
  );
  const claimed = catalog.transfers.claim(source, begun.run.runId, keys.length);
  const failing = (key: string): void => {
    const item = claimed.find((candidate) => candidate.key === key);
    const met = problem('bytes-incomplete', { subject: `${key}.JPG` });
    catalog.transfers.markFailed({ itemId: item?.id ?? 0, runId: begun.run.runId, problem: met, at: at(1) });
  };
  return { ...begun, failing };
}

async function reportOnDisk(): Promise<unknown> {
  const [name = ''] = await backup.files('.afterimage/reports');
  return JSON.parse(await readFile(join(backup.destination.path, name), 'utf8'));
}

test('a run without trouble is complete, and the folder holds its report', async () => {
  const { run, events } = runThatSaw([]);
  backup.clock.pass(90_000);
  const report = await finishRun(run);
  expect(report).toMatchObject({ outcome: 'complete', seconds: 90, apiRequests: 3, mediaRequests: 2, problem: null });
  expect(await reportOnDisk()).toMatchObject({ run: run.runId, outcome: 'complete', problems: [] });
  expect(events.map(({ event }) => event)).toEqual(['progress', 'finished']);
  expect(backup.catalog.runs.report(run.runId)).toMatchObject({ outcome: 'complete' });
});

test('items that failed are told one by one, before the end', async () => {
  const { run, events, failing } = runThatSaw(['A', 'B']);
  failing('A');
  failing('B');
  expect(await finishRun(run)).toMatchObject({ outcome: 'problems', failed: 2 });
  expect(events.map(({ event }) => event)).toEqual(['problem', 'problem', 'progress', 'finished']);
  expect(await reportOnDisk()).toMatchObject({ problems: [{ subject: 'A.JPG' }, { subject: 'B.JPG' }] });
});

test('a stopped run counts what it did not reach as skipped, and says why', async () => {
  const { run, control } = runThatSaw(['A', 'B']);
  control.halt(problem('destination-full'));
  const report = await finishRun(run);
  expect(report).toMatchObject({ outcome: 'stopped', skipped: 2, problem: { code: 'destination-full' } });
});

test.each([
  ['album-view-incomplete', 'problems'],
  ['catalog-restored', 'complete'],
] as const)('a run with the problem %s ends as %s', async (code, outcome) => {
  const { run } = runThatSaw([]);
  run.note(problem(code));
  expect(await finishRun(run)).toMatchObject({ outcome });
});

test('sums that do not agree are a bug that is told, and not hidden', async () => {
  const { catalog } = backup;
  const accounting = { discovered: 2, stored: 1, present: 0, skipped: 0, failed: 0, pending: 0, balanced: false };
  const runs = new Proxy(catalog.runs, {
    get: (target, key) => (key === 'accounting' ? () => accounting : Reflect.get(target, key).bind(target)),
  });
  const { run } = beginRun(backup, { catalog: { ...catalog, runs } });
  expect(await finishRun(run)).toMatchObject({ outcome: 'problems' });
  expect(run.problems).toMatchObject([{ code: 'internal', detail: expect.stringContaining('do not agree') }]);
});

test('a dry run leaves nothing in the folder', async () => {
  const { run } = runThatSaw(['A'], { request: { dryRun: true } });
  expect(await finishRun(run)).toMatchObject({ dryRun: true, skipped: 1 });
  expect(await backup.files('.afterimage')).toEqual(['.afterimage/destination.json']);
});

test('without the folder the report is told, and kept in the catalog', async () => {
  await backup.store('A');
  const { run, events } = runThatSaw([]);
  await backup.remove('.afterimage/destination.json');
  await finishRun(run);
  expect(events.at(-1)).toMatchObject({ event: 'finished' });
  expect(backup.catalog.runs.report(run.runId)).not.toBeNull();
  expect(await backup.files('.afterimage')).toEqual([]);
});

test.each([
  ['a report', /^writeFile \.afterimage\/reports/u, 'ENOSPC'],
  ['a snapshot', /Sync \.afterimage\/catalog\.sqlite/u, 'EIO'],
  ['a snapshot', /^renameSync .*catalog\.sqlite/u, 'EROFS'],
])('%s that cannot be written does not keep the run from its end', async (what, step, errno) => {
  await backup.store('A');
  const { run, events } = runThatSaw([]);
  watchDisk(backup.destination.path, new StepFaults().failing(step, errno));
  // Without the copy of the catalog the folder is not what a complete run leaves.
  const outcome = what === 'a snapshot' ? 'problems' : 'complete';
  expect(await finishRun(run)).toMatchObject({ run: run.runId, outcome });
  expect(events.at(-1)).toMatchObject({ event: 'finished', outcome });
  expect(backup.catalog.runs.report(run.runId)).toMatchObject({ outcome });
  if (what === 'a snapshot') expect(await reportOnDisk()).toMatchObject({ outcome });
});
