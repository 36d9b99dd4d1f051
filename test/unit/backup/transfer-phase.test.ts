import { beforeEach, expect, test } from 'vitest';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import { failed } from '../../../electron/contract/result.ts';
import type { RemoteItem } from '../../../electron/contract/source-items.ts';
import { discoverAndTransfer } from '../../../electron/engine/backup/transfer-phase.ts';
import { apiPolicy } from '../../../electron/engine/sources/api-policy.ts';
import type { Discovery, RunEnding, Source } from '../../../electron/engine/sources/source.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { seen } from '../catalog/catalog-fixture.ts';
import { movie } from '../media/build/iso-media.ts';
import { type BackupFixture, backupFixture, jpeg } from './backup-fixture.ts';
import { beginRun, type RunChanges } from './run-fixture.ts';

let backup: BackupFixture;
/** What happened at the source, in its order. */
let said: string[];

beforeEach(async () => {
  backup = await backupFixture();
  said = [];
});

interface Script {
  readonly pages: readonly (readonly RemoteItem[] | Error)[];
  /** Problems of single items, by key: those of the first fetch, the second, and so on. */
  readonly faults?: Readonly<Record<string, readonly Error[]>>;
  readonly more?: Partial<Source>;
}

/** Shows pages of photos, whose bytes are made of their keys. */
function photosIn({ pages, faults = {}, more = {} }: Script): Source {
  const tries = new Map<string, number>();
  async function* discover(): AsyncGenerator<Discovery> {
    for (const page of pages) {
      if (page instanceof Error) throw page;
      yield { kind: 'items', items: page };
      // What was listed may be fetched before the next page is asked for.
      await new Promise((resolve) => setTimeout(resolve, 5));
      said.push(`listed ${page.map(({ key }) => key).join()}`);
    }
  }
  return {
    ...{ kind: 'library', fidelity: 'original', shows: 'everything', renewBatch: 1, discover },
    renew: async () => failed(problem('item-gone')),
    fetch: async ({ key }, sink) => {
      said.push(`fetched ${key}`);
      const tried = tries.get(key) ?? 0;
      tries.set(key, tried + 1);
      const fault = faults[key]?.[tried];
      if (fault instanceof ProblemError) return failed(fault.problem);
      if (fault !== undefined) throw fault;
      const bytes = key === 'clip' ? movie({}) : jpeg(key);
      await sink.start({ length: bytes.length, contentType: null, from: 0, etag: null });
      await sink.write(bytes);
      await sink.end();
      return { ok: true, value: undefined };
    },
    release: async (ending: RunEnding) => void said.push(`released: ${ending}`),
    ...more,
  };
}

/** Handles of these tests never go stale. */
function photo(key: string, changes: Partial<RemoteItem> = {}): RemoteItem {
  return seen(key, { handle: { locator: key, staleAt: null }, ...changes });
}

async function transferred(script: Script, changes: RunChanges = {}) {
  const begun = beginRun(backup, { source: photosIn(script), policyOf: () => apiPolicy, ...changes });
  await discoverAndTransfer(begun.run);
  begun.control.dispose();
  return begun;
}

const clipFile = 'Photos/2023/08/A.MOV';
const stored = (...keys: readonly string[]) => keys.map((key) => `Photos/2023/08/${key}.JPG`);

test('what is listed is fetched while the listing goes on, and stored; then the source is released', async () => {
  const { run, control } = await transferred({ pages: [[photo('A')], [photo('B')], [photo('C')]] });
  expect(await backup.files()).toEqual(stored('A', 'B', 'C'));
  expect(said.indexOf('fetched A')).toBeLessThan(said.indexOf('listed C'));
  expect(said.at(-1)).toBe('released: finished');
  expect(control.problem).toBeNull();
  expect(run.meter.snapshot()).toMatchObject({ discovered: 3, items: { done: 3, total: 3 } });
});

test('a listing that a single item broke costs nothing of what was listed before, and the run says so', async () => {
  const broken = new ProblemError(problem('item-gone'));
  const { control } = await transferred({ pages: [[photo('A')], broken] });
  expect(await backup.files()).toEqual(stored('A'));
  expect(control.problem).toMatchObject({ code: 'item-gone' });
  expect(said.at(-1)).toBe('released: broken-off');
});

test('a listing that ends with the network halts the run at once: nothing more is begun', async () => {
  const noNetwork = new ProblemError(problem('network-unreachable'));
  const many = Array.from({ length: 300 }, (_, index) => photo(`P${index}`));
  const { control } = await transferred({ pages: [many, noNetwork] }, { request: { transfers: 1 } });
  expect(control.problem).toMatchObject({ code: 'network-unreachable' });
  expect((await backup.files()).length).toBeLessThan(many.length);
});

test('a fault that may pass gets one more chance when everything else is safe, and only one', async () => {
  const cut = new ProblemError(problem('bytes-incomplete'));
  const faults = { A: [cut], B: [cut, cut] };
  const { run } = await transferred({ pages: [[photo('A'), photo('B'), photo('C')]], faults });
  expect(await backup.files()).toEqual(stored('A', 'C'));
  const order = said.filter((text) => text.startsWith('fetched'));
  expect(order.toSorted()).toEqual(['fetched A', 'fetched A', 'fetched B', 'fetched B', 'fetched C']);
  expect(order.lastIndexOf('fetched A')).toBeGreaterThan(order.indexOf('fetched C'));
  // Three photos are three, however often one was tried.
  expect(run.meter.snapshot().items).toEqual({ done: 3, total: 3 });
});

test.each([
  ['whose photo is stored lies beside it', {}, [...stored('A'), clipFile]],
  ['whose photo cannot be had is stored all the same', { A: [new ProblemError(problem('item-gone'))] }, [clipFile]],
])('a clip %s', async (_title, faults, files) => {
  const clip = photo('clip', { filename: 'A.MOV', mimeType: 'video/quicktime', pairOf: 'A' });
  await transferred({ pages: [[clip, photo('A')]], faults });
  expect(await backup.files()).toEqual(files);
  expect(said.indexOf('fetched A')).toBeLessThan(said.indexOf('fetched clip'));
});

test('where bytes come in order, a clip is fetched when it comes by, and waits for its photo', async () => {
  const clip = photo('clip', { filename: 'A.MOV', mimeType: 'video/quicktime', pairOf: 'A' });
  const more: Partial<Source> = { isReadForward: true, transfersAtOnce: 1 };
  await transferred({ pages: [[clip, photo('A')]], more });
  expect(said.filter((text) => text.startsWith('fetched'))).toEqual(['fetched clip', 'fetched A']);
  expect(await backup.files()).toEqual([...stored('A'), clipFile]);
});

test('what a filter does not want is not fetched, and nothing is before the listing has ended', async () => {
  const request = { filter: { include: ['A*'], exclude: [], since: null, albumsOnly: false } };
  await transferred({ pages: [[photo('A1'), photo('B')], [photo('A2')]] }, { request });
  expect(await backup.files()).toEqual(stored('A1', 'A2'));
  expect(said.findIndex((text) => text.startsWith('fetched'))).toBeGreaterThan(said.indexOf('listed A2'));
});

test('a reserve of free space that is used up halts the run, before a byte is asked for', async () => {
  const request = { minFreeBytes: Number.MAX_SAFE_INTEGER };
  const { control } = await transferred({ pages: [[photo('A')]] }, { request });
  expect(control.problem).toMatchObject({ code: 'min-free-reached' });
  expect(said).not.toContain('fetched A');
  expect(await backup.files()).toEqual([]);
});

test('a bug in a source halts the run with what it was, and the source is released', async () => {
  const { control } = await transferred({ pages: [[photo('A')]], faults: { A: [new Error('a bug')] } });
  expect(control.problem).toMatchObject({ code: 'internal' });
  expect(said.at(-1)).toBe('released: broken-off');
});

test('a folder that takes nothing halts the run before the source is asked for anything', async () => {
  await backup.remove('.');
  const { control } = await transferred({ pages: [[photo('A')]] });
  expect(control.problem).toMatchObject({ code: 'destination-missing' });
  expect(said).toEqual([]);
});

test('a disk that fails while a photo is placed halts the run; the next one has the photo', async () => {
  const faults = new StepFaults().failing(/^place$/u, 'EIO', 1);
  const threads = observed(diskThreadsHere(), { faults, rejecting: true });
  const { control } = await transferred({ pages: [[photo('A')]] }, { threads });
  expect(control.problem).not.toBeNull();
  expect(backup.known()).toEqual([]);
  await transferred({ pages: [[photo('A')]] }, { afterCrash: true });
  expect(await backup.files()).toEqual(stored('A'));
});

test('what a source finds wrong when it is released is told by the run', async () => {
  const more: Partial<Source> = { lateProblems: () => [problem('part-damaged', { subject: 'takeout-001.zip' })] };
  const { run, events } = await transferred({ pages: [[photo('A')]], more });
  expect(run.problems).toMatchObject([{ code: 'part-damaged', subject: 'takeout-001.zip' }]);
  expect(events).toContainEqual({ event: 'problem', problem: run.problems[0] });
});
