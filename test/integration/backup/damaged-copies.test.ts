import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FaultAnswer } from '../../simulator/server/faults/fault-rules.ts';
import { readTruth } from '../../support/backup-folder.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { openWorld, type World } from '../../support/world.ts';

const itemBytes = 20_000;
const library = { items: 40, albums: 1, seed: 3, itemBytes } as const;

interface Struck {
  readonly id: string;
  readonly sha256: string;
}

/** The first items of each type that the library holds. */
async function oneOfEachType({ google }: World): Promise<readonly Struck[]> {
  const truth = await readTruth(google.url);
  const types = Map.groupBy(truth, ({ filename }) => filename.split('.').at(-1)?.toLowerCase() ?? '');
  return [...types.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

function strike({ google }: World, struck: readonly Struck[], answer: FaultAnswer): void {
  const host = 'lh3.googleusercontent.com';
  google.planFaults({ rules: struck.map(({ id }) => ({ match: { path: id, host }, answer })) });
}

function codesIn({ records }: Ended): readonly unknown[] {
  return records.flatMap(({ event, problem }) =>
    event === 'problem' && typeof problem === 'object' && problem !== null && 'code' in problem ? [problem.code] : [],
  );
}

async function shortFiles({ backup }: World): Promise<readonly string[]> {
  const entries = await readdir(join(backup, 'Photos'), { recursive: true, withFileTypes: true });
  const short: string[] = [];
  for (const entry of entries.filter((one) => one.isFile() && !one.name.endsWith('.xmp'))) {
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).length < itemBytes) short.push(path);
  }
  return short;
}

const cuts: readonly (readonly [string, FaultAnswer])[] = [
  ['an answer without a length that breaks off', { kind: 'no-length' }],
  ['an answer without a length that breaks off near its end', { kind: 'no-length', afterBytes: itemBytes - 1 }],
  ['a part with the status of the whole', { kind: 'partial' }],
];

test.for(cuts)('%s is never stored, however often it comes', async ([, answer]) => {
  const world = await openWorld(library);
  const struck = await oneOfEachType(world);
  strike(world, struck, answer);
  for (const _run of [1, 2]) {
    const ended = await world.call(['backup', '--full', '--json']);
    expect(ended.code).toBe(3);
    expect(lastRecord(ended)).toMatchObject({ outcome: 'problems', failed: struck.length });
  }
  expect(await shortFiles(world)).toEqual([]);
  world.google.planFaults({});
  expect((await world.call(['backup', '--json'])).code).toBe(0);
  await expectWholeBackup(world.google.url, world.backup);
});

test('a file that stops too early is asked for again, and is whole then', async () => {
  const world = await openWorld(library);
  const [first] = await oneOfEachType(world);
  world.google.planFaults({
    rules: [{ match: { path: first?.id ?? '' }, times: 1, answer: { kind: 'wrong-length', by: -5_000 } }],
  });
  const ended = await world.call(['backup', '--json']);
  expect(ended.code, ended.stdout).toBe(0);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectWholeBackup(world.google.url, world.backup);
});

test('what is damaged at Google is stored with a flag, and a whole copy takes its place later', async () => {
  const world = await openWorld(library);
  const struck = await oneOfEachType(world);
  strike(world, struck, { kind: 'wrong-length', by: -5_000 });
  const first = await world.call(['backup', '--json']);
  expect(first.code).toBe(3);
  expect(lastRecord(first)).toMatchObject({ outcome: 'problems', stored: library.items, failed: 0 });
  expect(codesIn(first).filter((code) => code === 'photo-damaged')).toHaveLength(struck.length);
  expect(await shortFiles(world)).toHaveLength(struck.length);

  // It stays so while Google has nothing better; a quick run does not ask, a full one does.
  world.google.resetStatistics();
  await world.call(['backup', '--json']);
  expect(world.google.statistics().mediaRequests).toBe(0);
  const full = await world.call(['backup', '--full', '--json']);
  expect(full.code, full.stdout).toBe(0);
  expect(world.google.statistics().mediaRequests).toBeGreaterThanOrEqual(struck.length);
  expect(await shortFiles(world)).toHaveLength(struck.length);

  world.google.planFaults({});
  const mended = await world.call(['backup', '--full', '--json']);
  expect(mended.code, mended.stdout).toBe(0);
  expect(await shortFiles(world)).toEqual([]);
  await expectWholeBackup(world.google.url, world.backup);
  const quarantine = join(world.backup, '.afterimage', 'quarantine');
  const quarantined = await readdir(quarantine, { recursive: true, withFileTypes: true });
  expect(quarantined.filter((entry) => entry.isFile())).toHaveLength(struck.length);
  expect((await world.call(['verify'])).code).toBe(0);
});
