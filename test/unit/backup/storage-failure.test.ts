import { expect, test } from 'vitest';
import { type Problem, ProblemError, problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { noHandle } from '../../../electron/contract/source-items.ts';
import { type Fetched, type StorageDeps, StorageQueue } from '../../../electron/engine/backup/storage.ts';
import type { Reservation, StorageRequest } from '../../../electron/engine/catalog/assets/asset-storage.ts';
import type { PlacementOutcome } from '../../../electron/engine/destination/placement-outcome.ts';
import type { StagedFile } from '../../../electron/engine/destination/staged-file.ts';
import type { Placement } from '../../../electron/engine/destination/staging.ts';
import { noFacts } from '../../../electron/engine/media/media-facts.ts';
import { mediaTypes } from '../../../electron/engine/media/media-type.ts';
import { apiPolicy } from '../../../electron/engine/sources/api-policy.ts';

type Placing = (placements: readonly Placement[]) => readonly PlacementOutcome[] | Problem;

/** A queue over a catalog that keeps what was reserved and never dropped, as the real one does. */
function queueOver(placing: Placing) {
  const reserved = new Map<string, number>();
  const failures: Problem[] = [];
  const blocked: Problem[] = [];
  const stored: string[] = [];
  let asked = 0;
  const reserveOne = ({ itemId, facts: { sha256 }, candidates }: StorageRequest): Reservation => {
    const holder = reserved.get(sha256);
    if (holder !== undefined && holder !== itemId) return { kind: 'pending', assetId: holder };
    reserved.set(sha256, itemId);
    const [first] = candidates;
    return { kind: 'reserved', assetId: itemId, path: first?.path ?? '' };
  };
  const deps: StorageDeps = {
    runId: 1,
    storage: {
      reserve: (_run, requests) => {
        asked += 1;
        // A loop that never lets go would be deaf to this test's own end.
        if (asked > 3_000) throw new Error('spins');
        return requests.map(reserveOne);
      },
      commit: () => undefined,
      heal: () => undefined,
      drop: (assetId) => {
        for (const [sha256, holder] of reserved) if (holder === assetId) reserved.delete(sha256);
      },
    },
    staging: {
      restore: () => Promise.reject(new Error('not in this test')),
      place: async (placements) => {
        const placed = placing(placements);
        return 'code' in placed ? failed(placed) : ok(placed);
      },
    },
    fidelity: 'api-copy',
    room: { maxNameBytes: 255 },
    policy: apiPolicy,
    now: () => new Date('2026-03-01T12:00:00Z'),
    onStored: ({ key }) => stored.push(key),
    onFailed: (_item, met) => failures.push(met),
    onBlocked: (_item, met) => blocked.push(met),
    onDamaged: () => undefined,
  };
  return {
    queue: new StorageQueue(deps),
    failures,
    blocked,
    stored,
    asked: () => asked,
    reserved: () => [...reserved.keys()],
  };
}

const file: StagedFile = {
  resumeFrom: () => null,
  start: async () => undefined,
  write: () => undefined,
  bytes: () => 0,
  read: async () => new Uint8Array(0),
  finish: async () => failed(problem('internal')),
  keep: async () => failed(problem('internal')),
  suspend: async () => undefined,
  discard: async () => undefined,
};

function photo(id: number, sha256: string): Fetched {
  const item = { id, key: String(id), filename: `${id}.jpg`, mimeType: 'image/jpeg', createdAt: null, width: null };
  return {
    item: { ...item, height: null, description: null, handle: noHandle, beside: null, waitsFor: null, said: null },
    file,
    content: { sha256, bytes: 3, stagedPath: '/staging/x' },
    type: mediaTypes.jpeg,
    facts: noFacts,
    damage: null,
  };
}

async function codeOf(work: Promise<void>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (thrown) {
    return thrown instanceof ProblemError ? thrown.problem.code : String(thrown);
  }
}

test('after placing has failed, the same bytes once more do not spin', async () => {
  const { queue, asked } = queueOver(() => problem('destination-missing'));
  await queue.add(photo(1, 'a'));
  expect(await codeOf(queue.flush())).toBe('destination-missing');
  const before = asked();
  expect(await codeOf(queue.add(photo(2, 'a')))).toBe('destination-missing');
  expect(await codeOf(queue.flush())).toBe('destination-missing');
  expect(asked()).toBe(before);
});

test('the same bytes twice in one batch that fails do not spin', async () => {
  const { queue } = queueOver((all) => all.map(() => ({ kind: 'failed', problem: problem('destination-full') })));
  for (const [id, sha256] of [
    [1, 'a'],
    [2, 'a'],
    [3, 'b'],
    [4, 'b'],
  ] as const)
    await queue.add(photo(id, sha256));
  expect(await codeOf(queue.flush())).toBe('destination-full');
});

test('a reservation that nobody keeps ends the storing instead of being waited for', async () => {
  const { queue } = queueOver((all) => all.map(() => ({ kind: 'placed' })));
  await queue.add(photo(1, 'a'));
  await queue.flush();
  // The stand-in never turns what was placed into "present": as after a commit that was lost.
  await queue.add(photo(2, 'a'));
  expect(await codeOf(queue.flush())).toContain('Nobody is storing');
});

test('an item for which every name is taken costs itself', async () => {
  const { queue, failures, stored } = queueOver((all) =>
    all.map(({ path }) => ({ kind: path.includes('/1') ? 'taken' : 'placed' })),
  );
  await queue.add(photo(1, 'a'));
  await queue.add(photo(2, 'b'));
  await queue.flush();
  expect(failures.map(({ code }) => code)).toEqual(['name-impossible']);
  expect(stored).toEqual(['2']);
});

test('what was placed before the disk failed is stored, and what may be in its place stays reserved', async () => {
  const { queue, stored, reserved } = queueOver((all) =>
    all.map(({ path }) =>
      path.includes('/1') ? { kind: 'failed', problem: problem('destination-busy') } : { kind: 'placed' },
    ),
  );
  await Promise.all([queue.add(photo(1, 'a')), queue.add(photo(2, 'b'))]);
  expect(await codeOf(queue.flush())).toBe('destination-busy');
  expect(stored).toEqual(['2']);
  expect(reserved()).toContain('a');
});
