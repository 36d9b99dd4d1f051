import { beforeEach, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { runBackup } from '../../../electron/engine/backup/run.ts';
import type { RunControl } from '../../../electron/engine/backup/run-control.ts';
import { apiPolicy } from '../../../electron/engine/sources/api-policy.ts';
import type { Source } from '../../../electron/engine/sources/source.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { scriptedSource } from '../../support/scripted-source.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { createTemplateSource, type TemplateSource } from '../../support/template-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type BackupFixture, backupFixture, jpeg } from './backup-fixture.ts';
import { type RunChanges, runParts } from './run-fixture.ts';

let backup: BackupFixture;

beforeEach(async () => {
  // A run leaves a snapshot of its catalog, for which that needs a file.
  backup = await backupFixture(`${await temporaryFolder()}/catalog.sqlite`);
});

/** Photos in one album, as a source that the catalog of these tests knows. */
function album(...keys: readonly string[]): TemplateSource {
  const photos = keys.map((key) => ({
    ...{ key, filename: `${key}.JPG`, createdAt: '2023-08-01T10:00:00.000Z', description: `caption of ${key}` },
    bytes: jpeg(key),
  }));
  return { ...createTemplateSource(photos), kind: 'library' };
}

async function ran(changes: RunChanges, meanwhile: (parts: ReturnType<typeof runParts>) => void = () => undefined) {
  const parts = runParts(backup, { policyOf: () => apiPolicy, ...changes });
  meanwhile(parts);
  const report = await runBackup(parts.deps, parts.request);
  parts.control.dispose();
  return { ...parts, report };
}

/** The source, and what tells it how to interrupt the run once its first photo was handed over. */
function interrupting(photos: TemplateSource, interrupt: (control: RunControl) => void) {
  let running: RunControl | null = null;
  const source: TemplateSource = {
    ...photos,
    fetch: async (item, sink, signal) => {
      const fetched = await photos.fetch(item, sink, signal);
      if (running !== null) interrupt(running);
      return fetched;
    },
  };
  const began = ({ control }: { readonly control: RunControl }): void => {
    running = control;
  };
  return { source, began };
}

const a = 'Photos/2023/08/A.JPG';

test('a run tells that it began, fetches, finalizes and ends with its report', async () => {
  const { report, events } = await ran({ source: album('A', 'B') });
  expect(report).toMatchObject({
    outcome: 'complete',
    kind: 'full',
    discovered: 2,
    stored: 2,
    failed: 0,
    problem: null,
  });
  expect(events[0]).toMatchObject({ event: 'started', run: report.run, source: 'library', dryRun: false });
  expect(events.at(-1)).toMatchObject({ event: 'finished', outcome: 'complete' });
  expect(await backup.files()).toEqual([a, `${a}.xmp`, 'Photos/2023/08/B.JPG', 'Photos/2023/08/B.JPG.xmp']);
  expect(await backup.files('Albums')).toHaveLength(2);
  expect(backup.catalog.runs.endInterrupted()).toEqual([]);
});

test('what was wrong before the run is told first, and stands in its report', async () => {
  const before = problem('folder-compared');
  const { events, report } = await ran({ source: album('A'), request: { problems: [before] } });
  expect(events[1]).toEqual({ event: 'problem', problem: before });
  expect(report.outcome).not.toBe('failed');
});

test('a dry run lists, and leaves folder and source as they were', async () => {
  const source = album('A');
  const before = await backup.files('.');
  const { report } = await ran({ source, request: { dryRun: true } });
  expect(report).toMatchObject({ dryRun: true, discovered: 1, stored: 0 });
  expect(source.fetched()).toEqual([]);
  expect(await backup.files('.')).toEqual(before);
});

test.each([
  ['an ordinary run', false, 1],
  ['a dry run', true, 1],
])('%s asks its source once', async (_title, dryRun, times) => {
  const source = scriptedSource([{ kind: 'items', items: [] }]);
  await ran({ source, request: { dryRun } });
  expect(source.requests()).toHaveLength(times);
});

test('a person who stops: what is stored has its sidecar, the rest waits, and the source hears that it was a wish', async () => {
  const { source, began } = interrupting(album('A', 'B'), (control) => control.stop());
  const { report } = await ran({ source, request: { transfers: 1 } }, began);
  expect(report).toMatchObject({ outcome: 'stopped', problem: { code: 'interrupted' }, stored: 1 });
  const [stored = '', ...others] = (await backup.files()).filter((path) => path.endsWith('.JPG'));
  expect(others).toEqual([]);
  expect(await backup.files()).toEqual([stored, `${stored}.xmp`]);
  expect(source.released()).toEqual(['cancelled']);
});

test('an abort leaves albums and sidecars to the next run, which makes them', async () => {
  const { source, began } = interrupting(album('A'), (control) => control.abort());
  expect((await ran({ source }, began)).report.outcome).toBe('stopped');
  expect((await backup.files()).filter((path) => path.endsWith('.xmp'))).toEqual([]);
  expect((await ran({ source: album('A'), afterCrash: true })).report.outcome).toBe('complete');
  expect(await backup.files()).toEqual([a, `${a}.xmp`]);
});

test('a folder that is gone when a run begins ends it before its source is asked', async () => {
  await backup.remove('.');
  const source = scriptedSource([]);
  const { report } = await ran({ source });
  expect(report).toMatchObject({ outcome: 'stopped', problem: { code: 'destination-missing' } });
  expect(source.requests()).toEqual([]);
});

test('a bug in the listing ends in a report, too, and the next run finds nothing half done', async () => {
  const photos = album('A');
  const discover: Source['discover'] = async function* (request) {
    yield* photos.discover(request);
    throw new TypeError('a bug');
  };
  const { report } = await ran({ source: { ...photos, discover } });
  expect(report).toMatchObject({ outcome: 'stopped', problem: { code: 'internal' } });
  expect(photos.released()).toEqual(['broken-off']);
  expect((await ran({ source: album('A'), afterCrash: true })).report.outcome).toBe('complete');
  expect(await backup.files()).toEqual([a, `${a}.xmp`]);
});

test('a bug while the folder is looked at ends in a report, and no photo counts as lost for it', async () => {
  expect((await ran({ source: album('A') })).report.outcome).toBe('complete');
  const faults = new StepFaults().failing(/^look$/u, 'EBADF');
  const threads = observed(diskThreadsHere(), { faults, rejecting: true });
  const source = album('A');
  const broken = await ran({ source, threads, afterCrash: true });
  expect(broken.report.finishedAt).not.toBe('');
  expect(backup.catalog.assets.atPath(a)?.state).toBe('stored');
  expect((await ran({ source: album('A'), afterCrash: true })).report).toMatchObject({
    outcome: 'complete',
    stored: 0,
  });
});
