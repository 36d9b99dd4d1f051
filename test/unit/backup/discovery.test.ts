import { beforeEach, expect, test } from 'vitest';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import { type DiscoveryDeps, discover } from '../../../electron/engine/backup/discovery.ts';
import { discoverInto } from '../../../electron/engine/backup/discovery-phase.ts';
import type { Discovery, RemoteAlbum, Source } from '../../../electron/engine/sources/source.ts';
import { type ScriptedPage, scriptedSource } from '../../support/scripted-source.ts';
import { at, seen } from '../catalog/catalog-fixture.ts';
import { type BackupFixture, backupFixture } from './backup-fixture.ts';
import { beginRun } from './run-fixture.ts';

let backup: BackupFixture;
let pages: number[];
let stopping: AbortController;

beforeEach(async () => {
  backup = await backupFixture();
  pages = [];
  stopping = new AbortController();
});

function discovering(source: Source, changes: Partial<DiscoveryDeps> = {}): Promise<void> {
  const { catalog, run: runId, source: sourceId, clock, onProblem } = backup;
  return discover({
    ...{ source, catalog, runId, sourceId, kind: 'full', now: clock.now, signal: stopping.signal, onProblem },
    ...{ onPage: ({ newlySeen }) => void pages.push(newlySeen), rest: async () => undefined, ...changes },
  });
}

function items(...keys: readonly string[]): Discovery {
  return { kind: 'items', items: keys.map((key) => seen(key)) };
}

const album: RemoteAlbum = { key: 'trip', title: 'Trip', itemCount: 2, coverItemKey: null, fingerprint: 'two' };
const bothAlbums: Discovery = { kind: 'albums', albums: [album, { ...album, key: 'home', title: 'Home' }] };

function albumPage(keys: readonly string[], whole: boolean | null, from = 0): Discovery {
  const end = whole === null ? null : { whole };
  return { kind: 'album-items', albumKey: 'trip', from, items: keys.map((key) => seen(key)), end };
}

function wanted(): readonly string[] {
  const claimed = backup.catalog.transfers.claim(backup.source, nextRun(), 100);
  return claimed.map(({ key }) => key).toSorted();
}

function nextRun(): number {
  const { catalog, source } = backup;
  return catalog.runs.begin({ sourceId: source, kind: 'full', dryRun: false, startedAt: at(9) });
}

/** The albums that the source no longer shows. */
function absent(): readonly string[] {
  const albums = backup.catalog.library.albums({ limit: 9, after: 0 });
  return albums.filter(({ absentSince }) => absentSince !== null).map(({ title }) => title);
}

test('each page is recorded as it comes, and an item of several pages counts once', async () => {
  await discovering(
    scriptedSource([items('A', 'B'), { kind: 'albums', albums: [album] }, albumPage(['A', 'B'], true)]),
  );
  expect(pages).toEqual([2, 0]);
  expect(wanted()).toEqual(['A', 'B']);
});

test('what one page brought is wanted before the next is there', async () => {
  const between = { wanted: 0 };
  const look = (): void => {
    between.wanted = backup.catalog.transfers.countWanted(backup.source, backup.run);
  };
  await discovering(scriptedSource([items('A'), look, items('B')]));
  expect(between.wanted).toBe(1);
});

test('an album that was listed to its end need not be listed again while it looks the same', async () => {
  await discovering(
    scriptedSource([items('A', 'B'), { kind: 'albums', albums: [album] }, albumPage(['A', 'B'], true)]),
  );
  const source = scriptedSource([]);
  await discovering(source);
  const [request] = source.requests();
  expect([request?.knownFingerprint('trip'), request?.knownFingerprint('other')]).toEqual(['two', null]);
});

test('an album whose listing broke off is listed again', async () => {
  const broken = new ProblemError(problem('network-unreachable'));
  const script = [items('A'), { kind: 'albums', albums: [album] }, albumPage(['A'], null), broken] as const;
  await expect(discovering(scriptedSource(script))).rejects.toThrow(broken);
  const source = scriptedSource([]);
  await discovering(source);
  expect(source.requests()[0]?.knownFingerprint('trip')).toBeNull();
});

test('a listing that breaks off keeps what was listed', async () => {
  const broken = new ProblemError(problem('network-unreachable'));
  await expect(discovering(scriptedSource([items('A'), broken, items('B')]))).rejects.toThrow(broken);
  expect(wanted()).toEqual(['A']);
});

test('what is left out is told, kept, and does not end the listing', async () => {
  const met = problem('album-gone', { subject: 'Trip' });
  await discovering(scriptedSource([{ kind: 'problem', problem: met }, items('A')]));
  expect(backup.problems).toEqual([met]);
  expect(wanted()).toEqual(['A']);
});

test('an abort ends the listing at the next page', async () => {
  const source = scriptedSource([items('A'), () => stopping.abort(), items('B')]);
  await expect(discovering(source)).rejects.toMatchObject({ name: 'AbortError' });
  expect(wanted()).toEqual(['A']);
});

test.each([
  ['a full listing of everything', 'everything', 'full', true],
  ['a quick one', 'everything', 'quick', false],
  ["a person's choice", 'a choice', 'full', false],
  ['a part of an export', 'a part', 'full', false],
] as const)('%s tells what is no longer there: %s, %s', async (_what, shows, kind, tells) => {
  await discovering(scriptedSource([bothAlbums]));
  await discovering(scriptedSource([{ kind: 'albums', albums: [album] }], shows), { kind, runId: nextRun() });
  expect(absent()).toEqual(tells ? ['Home'] : []);
});

test('a full listing that broke off makes nothing absent', async () => {
  await discovering(scriptedSource([bothAlbums]));
  const script: ScriptedPage[] = [
    { kind: 'albums', albums: [album] },
    new ProblemError(problem('network-unreachable')),
  ];
  await expect(discovering(scriptedSource(script), { runId: nextRun() })).rejects.toThrow();
  expect(absent()).toEqual([]);
});

test('a full listing that hides something makes nothing absent', async () => {
  await discovering(scriptedSource([bothAlbums]));
  const met = problem('google-answer-unreadable');
  const gap: Discovery = { kind: 'problem', problem: met, hides: true };
  await discovering(scriptedSource([gap, { kind: 'albums', albums: [album] }]), { runId: nextRun() });
  expect([absent(), backup.problems]).toEqual([[], [met]]);
});

test('a run counts what is discovered, wakes its transfers with each page, and tells problems', async () => {
  const met = problem('album-gone', { subject: 'Trip' });
  const source = scriptedSource([items('A', 'B'), { kind: 'problem', problem: met }, items('C')]);
  const { run, events } = beginRun(backup, { source });
  let woken = 0;
  await discoverInto(run, () => {
    woken += 1;
  });
  expect([woken, run.meter.snapshot().discovered]).toEqual([2, 3]);
  expect([run.problems, events]).toEqual([[met], [{ event: 'problem', problem: met }]]);
});

test('a run that halts discovers no further', async () => {
  const script: ScriptedPage[] = [items('A')];
  const source = scriptedSource(script);
  const { run, control } = beginRun(backup, { source });
  script.push(() => control.halt(problem('destination-full')), items('B'));
  await expect(discoverInto(run, () => undefined)).rejects.toMatchObject({ name: 'AbortError' });
  expect(run.meter.snapshot().discovered).toBe(1);
});
