import { hash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProblemError } from '../../../electron/contract/problem.ts';
import { type Fetched, StorageQueue } from '../../../electron/engine/backup/storage.ts';
import { type Catalog, openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import type { WantedItem } from '../../../electron/engine/catalog/items/transfers.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import type { Move, MoveOutcome } from '../../../electron/engine/destination/place-files.ts';
import { openStaging } from '../../../electron/engine/destination/staging.ts';
import { noFacts } from '../../../electron/engine/media/media-facts.ts';
import { sniffMedia } from '../../../electron/engine/media/media-type.ts';
import { apiPolicy } from '../../../electron/engine/sources/api-policy.ts';
import type { DateEvidence } from '../../../electron/engine/sources/source-policy.ts';
import { begun, goodValue, seen } from '../catalog/catalog-fixture.ts';
import { now, openedDestination, valueIn } from '../destination/open-folder.ts';
import { fakeDiskThreads } from './fake-disk-threads.ts';
import { jpeg, type StagedBytes, stagedBytes } from './staged-bytes.ts';

let catalog: Catalog;
let destination: Destination;
let run: number;
let source: number;

beforeEach(async () => {
  destination = await openedDestination();
  catalog = goodValue(openCatalog(':memory:'));
  source = catalog.sources.ensure('library', 'account', 'Account');
  run = begun(catalog, source);
});

afterEach(() => catalog.close());

/** Items of these keys as the catalog hands them out. */
function claimed(...keys: readonly string[]): readonly WantedItem[] {
  const items = keys.map((key) => seen(key, { filename: `${key[0] ?? ''}.JPG` }));
  catalog.items.record(run, source, items, now.toISOString());
  return catalog.transfers.claim(source, run, keys.length);
}

function fetched(item: WantedItem, content: string): Fetched & { readonly file: StagedBytes } {
  const bytes = jpeg(content);
  const type = sniffMedia(bytes);
  if (type === null) throw new Error('It is a JPEG');
  const staged = { sha256: hash('sha256', bytes), bytes: bytes.length, stagedPath: `/staging/${content}` };
  return { item, file: stagedBytes(), content: staged, damage: null, type, facts: noFacts };
}

async function queueWith(answer?: (move: Move) => MoveOutcome | Promise<MoveOutcome>) {
  const threads = fakeDiskThreads(answer);
  const said: string[] = [];
  const evidence: DateEvidence[] = [];
  const queue = new StorageQueue({
    runId: run,
    storage: catalog.storage,
    staging: valueIn(await openStaging(destination, threads, now)),
    fidelity: 'api-copy',
    room: { maxNameBytes: 255 },
    policy: {
      ...apiPolicy,
      decideDate: (told, at) => {
        evidence.push(told);
        return apiPolicy.decideDate(told, at);
      },
    },
    now: () => now,
    onStored: ({ key }, how) => void said.push(`${key} ${how}`),
    onFailed: ({ key }, met) => void said.push(`${key} failed: ${met.code}`),
    onBlocked: ({ key }, met) => void said.push(`${key} blocked: ${met.code}`),
    onDamaged: (met) => void said.push(`damaged: ${met.code}`),
  });
  const places = () => threads.placed().map((moves) => moves.map(({ to }) => to.slice(destination.path.length + 1)));
  return { queue, said, evidence, places };
}

function statesOf(): Readonly<Record<string, string | null>> {
  const items = catalog.itemQueries.page({ limit: 99, after: 0 });
  return Object.fromEntries(items.map(({ key, state, path }) => [key, path ?? state]));
}

test('a row is committed once its file is durably in its place, and not before', async () => {
  const [a] = claimed('A');
  if (a === undefined) throw new Error('It was claimed');
  const reserved: string[] = [];
  const { queue, said, places } = await queueWith(() => {
    reserved.push(
      ...[...catalog.storage.leftovers()].map(({ path }) => path),
      ...Object.values(statesOf()).map(String),
    );
    return { kind: 'moved' };
  });
  await queue.add(fetched(a, 'one'));
  await queue.flush();
  expect(reserved).toEqual(['Photos/2023/08/A.JPG', 'wanted']);
  expect(places()).toEqual([['Photos/2023/08/A.JPG']]);
  expect(statesOf()).toEqual({ A: 'Photos/2023/08/A.JPG' });
  expect([...catalog.storage.leftovers()]).toEqual([]);
  expect(said).toEqual(['A fetched']);
});

test('the policy of the source is asked for the date, with all that is known', async () => {
  const [a] = claimed('A');
  if (a === undefined) throw new Error('It was claimed');
  const { queue, evidence } = await queueWith();
  await queue.add(fetched(a, 'one'));
  await queue.flush();
  expect(evidence).toEqual([
    { facts: noFacts, filename: 'A.JPG', createdAt: a.createdAt, said: null, neighbourZone: null },
  ]);
});

test('the same bytes are stored once, whoever brings them, in one batch or later', async () => {
  const [a, b, c] = claimed('A', 'B', 'C');
  if (a === undefined || b === undefined || c === undefined) throw new Error('They were claimed');
  const { queue, said, places } = await queueWith();
  const [first, second, third] = [fetched(a, 'same'), fetched(b, 'same'), fetched(c, 'same')];
  await Promise.all([queue.add(first), queue.add(second)]);
  await queue.flush();
  await queue.add(third);
  await queue.flush();
  expect(places()).toEqual([['Photos/2023/08/A.JPG']]);
  expect(said).toEqual(['A fetched', 'B present', 'C present']);
  expect([first, second, third].map(({ file }) => file.endings())).toEqual([[], ['discard'], ['discard']]);
});

test('two photos of one name get two places', async () => {
  const [a, b] = claimed('A1', 'A2');
  if (a === undefined || b === undefined) throw new Error('They were claimed');
  const { queue, places } = await queueWith();
  await Promise.all([queue.add(fetched(a, 'one')), queue.add(fetched(b, 'two'))]);
  await queue.flush();
  expect(places()).toEqual([['Photos/2023/08/A.JPG', 'Photos/2023/08/A (2).JPG']]);
});

test('an unknown file keeps its place, and the photo takes the next name', async () => {
  const [a] = claimed('A');
  if (a === undefined) throw new Error('It was claimed');
  const { queue, said, places } = await queueWith(({ to }) => ({ kind: to.endsWith('/A.JPG') ? 'taken' : 'moved' }));
  const photo = fetched(a, 'one');
  await queue.add(photo);
  await queue.flush();
  expect(places()).toEqual([['Photos/2023/08/A.JPG'], ['Photos/2023/08/A (2).JPG']]);
  expect(said).toEqual(['A fetched']);
  expect(photo.file.endings()).toEqual([]);
});

test('a name that the disk refuses costs that item, and the others of its batch are stored', async () => {
  const [a, b] = claimed('A', 'B');
  if (a === undefined || b === undefined) throw new Error('They were claimed');
  const { queue, said } = await queueWith(({ to }) =>
    to.endsWith('/A.JPG') ? { kind: 'failed', code: 'EILSEQ', message: 'not such a name' } : { kind: 'moved' },
  );
  const photo = fetched(a, 'one');
  await Promise.all([queue.add(photo), queue.add(fetched(b, 'two'))]);
  await queue.flush();
  expect(said).toEqual(['A failed: name-impossible', 'B fetched']);
  expect(photo.file.endings()).toEqual(['discard']);
  expect([...catalog.storage.leftovers()]).toEqual([]);
});

test.each(['answer', 'whole'] as const)(
  'a full disk (%s) stops the queue for good, and nothing is said to be stored',
  async (how) => {
    const [a, b] = claimed('A', 'B');
    if (a === undefined || b === undefined) throw new Error('They were claimed');
    const { queue, said } = await queueWith(() => {
      if (how === 'answer') return { kind: 'failed', code: 'ENOSPC', message: 'no space left on device' };
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    await queue.add(fetched(a, 'one'));
    const ended = await queue.flush().catch((thrown: unknown) => thrown);
    expect(ended).toBeInstanceOf(ProblemError);
    expect(ended).toMatchObject({ problem: { code: 'destination-full' } });
    await expect(queue.add(fetched(b, 'two'))).rejects.toBe(ended);
    expect(said).toEqual([]);
    expect(statesOf()).toEqual({ A: 'wanted', B: 'wanted' });
  },
);

test('while the disk is busy a few batches may wait, and then fetching waits too', async () => {
  const items = claimed(...Array.from({ length: 300 }, (_none, index) => `${index}`));
  const disk = Promise.withResolvers<MoveOutcome>();
  const busy = Promise.withResolvers<void>();
  const { queue, said } = await queueWith(() => {
    busy.resolve();
    return disk.promise;
  });
  const added: string[] = [];
  const adding = items.map((item) =>
    queue.add(fetched(item, `bytes ${item.key}`)).then(() => void added.push(item.key)),
  );
  await busy.promise;
  expect(added.length).toBeLessThan(200);
  disk.resolve({ kind: 'moved' });
  await Promise.all(adding);
  await queue.flush();
  expect(said).toHaveLength(300);
});
