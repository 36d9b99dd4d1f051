import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPickerSessions, type RememberedSession } from '../../../electron/engine/catalog/runs/picker-sessions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { at, begun, claimed, freshCatalog, goodValue, passing, seen, stored } from './catalog-fixture.ts';

const owner = { account: 'account-1', client: 'client-1', destination: 'folder-1' };

function session(id: string, changes: Partial<RememberedSession> = {}): RememberedSession {
  return {
    ...{ id, album: null, most: null, number: 1, chosenBefore: 0, ceiling: 2_000 },
    ...{ expiresAt: at(60), state: 'waiting', ...changes },
  };
}

async function sessionFile() {
  const file = join(await temporaryFolder(), 'picker-sessions.sqlite');
  const open = () => {
    const opened = goodValue(openPickerSessions(file, at(0)));
    onTestFinished(() => opened.close());
    return opened;
  };
  return { file, open };
}

test('sessions are remembered by their owner, in order, beyond the life of a process', async () => {
  const { open } = await sessionFile();
  const before = open();
  before.remember(owner, session('b'));
  before.remember(owner, session('a', { album: 'Trip', most: 3_000, number: 2, chosenBefore: 2_000, ceiling: 1_000 }));
  before.remember({ ...owner, destination: 'folder-2' }, session('c'));
  before.remember({ ...owner, client: 'client-2' }, session('d'));
  before.mark('b', 'chosen');
  before.close();
  const after = open();
  expect(after.of(owner)).toEqual([
    session('b', { state: 'chosen' }),
    session('a', { album: 'Trip', most: 3_000, number: 2, chosenBefore: 2_000, ceiling: 1_000 }),
  ]);
  after.forget('b');
  expect(after.of(owner).map(({ id }) => id)).toEqual(['a']);
});

test('the oldest sessions are forgotten where there are too many, whoever they belong to; no clock decides', async () => {
  const { open } = await sessionFile();
  const memory = open();
  memory.remember(owner, session('old', { expiresAt: at(5) }));
  memory.remember({ ...owner, account: 'account-2' }, session('older', { expiresAt: at(1) }));
  memory.remember(owner, session('young', { expiresAt: at(6) }));
  memory.forgetOldest(3);
  expect(memory.of(owner).map(({ id }) => id)).toEqual(['old', 'young']);
  memory.forgetOldest(1);
  expect(memory.of(owner).map(({ id }) => id)).toEqual(['young']);
  expect(memory.of({ ...owner, account: 'account-2' })).toEqual([]);
});

test('a damaged memory of sessions is set aside and begun again', async () => {
  const { file, open } = await sessionFile();
  writeFileSync(file, 'no database at all, and long enough to look like one'.repeat(200));
  expect(open().of(owner)).toEqual([]);
});

test('a run of chosen items hands out only what it has seen, missing files included', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source, 'quick');
  catalog.items.record(
    first,
    source,
    ['A', 'B', 'C'].map((key) => seen(key)),
    at(0),
  );
  const second = begun(catalog, source, 'quick');
  catalog.items.record(second, source, [seen('B')], at(1));
  expect(catalog.transfers.countWanted(source, second, 'seen')).toBe(1);
  expect(catalog.transfers.claim(source, second, 9, { scope: 'seen' }).map(({ key }) => key)).toEqual(['B']);
  expect(catalog.transfers.countWanted(source, second)).toBe(2);
});

test('the clip of a motion photo waits for its photo, and then knows where that lies', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source, 'quick');
  catalog.items.record(run, source, [seen('P'), seen('P#clip', { pairOf: 'P' }), seen('Q')], at(0));
  const [photo, other] = catalog.transfers.claim(source, run, 9);
  expect([photo?.key, other?.key]).toEqual(['P', 'Q']);
  expect(catalog.transfers.countWanted(source, run)).toBe(1);
  const { path } = stored(catalog, run, photo?.id ?? 0, 'photo');
  expect(catalog.transfers.claim(source, run, 9)).toMatchObject([{ key: 'P#clip', beside: path }]);
});

test('a clip whose photo could not be stored waits no longer than it is told', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source, 'quick');
  catalog.items.record(run, source, [seen('P'), seen('P#clip', { pairOf: 'P' })], at(0));
  const [photo] = catalog.transfers.claim(source, run, 9);
  catalog.transfers.markFailed({ itemId: photo?.id ?? 0, runId: run, problem: passing, at: at(1) });
  expect(catalog.transfers.claim(source, run, 9)).toEqual([]);
  expect(catalog.transfers.claim(source, run, 9, { clips: 'alone' })).toMatchObject([{ key: 'P#clip', beside: null }]);
});

test('an item is open until it is stored or given up', async () => {
  const { catalog, source } = await freshCatalog();
  const run = begun(catalog, source, 'quick');
  const [a = 0, b = 0, c = 0] = claimed(catalog, source, run, ['A', 'B', 'C']);
  stored(catalog, run, a, 'a');
  catalog.transfers.markFailed({ itemId: b, runId: run, problem: passing, at: at(1) });
  catalog.transfers.markSkipped({ itemId: c, runId: run, problem: passing, at: at(1) });
  const video = seen('V', { mimeType: 'video/mp4', readiness: 'processing' });
  catalog.items.record(run, source, [video, seen('F', { readiness: 'failed' }), seen('W')], at(1));
  const open = ['A', 'B', 'C', 'V', 'F', 'W', 'X'].filter((key) => catalog.transfers.isOpen(source, key));
  expect(open).toEqual(['B', 'V', 'W']);
  expect([catalog.items.knows(source, 'A'), catalog.items.knows(source, 'X')]).toEqual([true, false]);
});

test('what was chosen before and is not shown again is lost, until it is chosen again', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source, 'quick');
  const [a = 0, b = 0] = claimed(catalog, source, first, ['A', 'B']);
  stored(catalog, first, a, 'a');
  catalog.transfers.markFailed({ itemId: b, runId: first, problem: passing, at: at(1) });
  const video = seen('V', { mimeType: 'video/mp4', readiness: 'processing' });
  catalog.items.record(first, source, [seen('W'), video], at(1));

  const second = begun(catalog, source, 'quick');
  catalog.items.record(second, source, [seen('N')], at(2));
  catalog.items.endChosen(second, source, at(3));
  const items = catalog.itemQueries.page({ limit: 9, after: 0 });
  expect(items.map(({ key, state, problem }) => [key, state, problem?.code ?? null])).toEqual([
    ['A', 'stored', null],
    ['B', 'failed', 'picker-session-expired'],
    ['W', 'failed', 'picker-session-expired'],
    ['V', 'failed', 'picker-session-expired'],
    ['N', 'wanted', null],
  ]);
  expect(catalog.runs.accounting(second)).toMatchObject({ discovered: 1, balanced: true });

  const third = begun(catalog, source, 'quick');
  catalog.items.record(third, source, [seen('B'), seen('V', { mimeType: 'video/mp4' })], at(4));
  expect(catalog.transfers.claim(source, third, 9, { scope: 'seen' }).map(({ key }) => key)).toEqual(['V', 'B']);
});

test('a missing file of a chosen item keeps its problem, and is fetched when it is chosen again', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source, 'quick');
  const [a = 0] = claimed(catalog, source, first, ['A']);
  const { assetId } = stored(catalog, first, a, 'a');
  catalog.assets.recordVerification(assetId, 'missing', at(2));
  const second = begun(catalog, source, 'quick');
  catalog.items.endChosen(second, source, at(3));
  expect(catalog.itemQueries.item(a)?.problem?.code).toBe('file-missing');
  catalog.items.record(second, source, [seen('A')], at(4));
  expect(catalog.transfers.claim(source, second, 9, { scope: 'seen' })).toHaveLength(1);
});

test('an album that a person named grows at its end, and loses nothing', async () => {
  const { catalog, source } = await freshCatalog();
  const first = begun(catalog, source, 'quick');
  for (const [item, content] of claimed(catalog, source, first, ['A', 'B', 'C']).map(
    (id, at) => [id, `${at}`] as const,
  )) {
    stored(catalog, first, item, content);
  }
  const album = { key: 'chosen:Trip', title: 'Trip' };
  catalog.albums.add(first, source, { ...album, items: ['B', 'A'] });
  catalog.albums.add(first, source, { ...album, items: ['A', 'C', 'B'] });
  const [due] = catalog.albumViews.due('symlink', { limit: 9, after: 0 });
  expect(due?.title).toBe('Trip');
  const members = [...catalog.albumViews.members(due?.id ?? 0)].map(({ filename }) => filename);
  expect(members).toEqual(['B.JPG', 'A.JPG', 'C.JPG']);
});
