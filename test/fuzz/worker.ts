import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { seededRandom } from '../support/seeded-random.ts';
import { type Chance, type FuzzTarget, type OpenTarget, promise } from './fuzz-target.ts';
import type { FuzzOrder, FuzzReport } from './run-target.ts';

/** One input in so many is read twice, and must give the same. */
const readTwiceEvery = 8;
/** Buffers that are alive after an input, in bytes: far above what any reader holds. */
const mostBuffers = 512 * 1024 * 1024;

const order: FuzzOrder = workerData;
/** The input that is being read, the most processor time of one, and how many were read: the watchdog looks at it. */
const progress = new Int32Array(order.progress);

await work(order);

async function work({ module, target: name, folder, from, until, only }: FuzzOrder): Promise<void> {
  const { fuzzTargets }: { fuzzTargets: readonly FuzzTarget[] } = await import(module);
  const target = fuzzTargets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`There is no target ${name}`);
  mkdirSync(join(folder, 'inside'), { recursive: true });
  writeFileSync(join(folder, 'bystander'), 'as it was');
  const open = await target.open(join(folder, 'inside'));
  if (only !== null) tell({ kind: 'fault', index: 0, error: await faultOf(open, only, true), input: only });
  else await readAll(open, { name, from, until });
  await open.close();
  tell({ kind: 'done' });
}

async function readAll(
  open: OpenTarget,
  { name, from, until }: { readonly name: string; readonly from: number; readonly until: FuzzOrder['until'] },
): Promise<void> {
  for (let index = from; index < until.inputs && Date.now() < until.time; index += 1) {
    Atomics.store(progress, 0, index);
    const input = await inputOf(open, chanceOf(name, order.seed, index));
    const began = process.cpuUsage();
    const error = await faultOf(open, input, index % readTwiceEvery === 0);
    const { user, system } = process.cpuUsage(began);
    Atomics.store(progress, 1, Math.max(Atomics.load(progress, 1), Math.round((user + system) / 1_000)));
    Atomics.add(progress, 2, 1);
    if (error !== null) tell({ kind: 'fault', index, error, input });
  }
}

async function inputOf({ samples, damage }: OpenTarget, chance: Chance): Promise<Uint8Array> {
  return damage(samples, chance);
}

/** The first sample of all is whole: a target that cannot read what is sound proves nothing. */
async function faultOf(open: OpenTarget, input: Uint8Array, twice: boolean): Promise<string | null> {
  try {
    const told = textOf(await open.read(input));
    promise(process.memoryUsage().arrayBuffers <= mostBuffers, 'too much memory is held');
    if (twice) promise(textOf(await open.read(input)) === told, 'a second reading gives something else');
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
}

function textOf(told: unknown): string {
  return JSON.stringify(told, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
}

/** Every input has a chance of its own, so that one can be made again without those before it. */
function chanceOf(name: string, seed: number, index: number): Chance {
  let state = seed;
  for (const unit of `${name} ${index}`) state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return seededRandom(state);
}

function tell(report: FuzzReport): void {
  parentPort?.postMessage(report);
}
