import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { worldsFolder } from '../support/test-environment.ts';
import { moduleOf } from './targets.ts';

/** What a worker is to do. */
export interface FuzzOrder {
  /** Address of the module whose `fuzzTargets` has it. */
  readonly module: string;
  readonly target: string;
  readonly seed: number;
  /** The target's folder; what lies beside it may not change. */
  readonly folder: string;
  /** The first input. */
  readonly from: number;
  readonly until: { readonly inputs: number; readonly time: number };
  /** This input alone. */
  readonly only: Uint8Array | null;
  /** Three numbers: the input that is being read, the most processor time of one in milliseconds, how many were read. */
  readonly progress: SharedArrayBuffer;
}

/** What a worker tells. */
export type FuzzReport =
  | { readonly kind: 'fault'; readonly index: number; readonly error: string | null; readonly input: Uint8Array }
  | { readonly kind: 'done' };

/** An input that broke a promise. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly index: number;
  readonly error: string;
  /** Null when the input took the reader down with it; seed and index make it again. */
  readonly input: Uint8Array | null;
}

/** What came of one target. */
export interface FuzzOutcome {
  readonly target: string;
  readonly tried: number;
  /** The most processor time that one input took, in milliseconds. */
  readonly slowestMs: number;
  readonly findings: readonly Finding[];
}

export interface FuzzRequest {
  /** Address of the module that has the target; that of targets.ts when not given. */
  readonly module?: string;
  readonly target: string;
  readonly seed: number;
  /** How many inputs at most. */
  readonly inputs: number;
  /** How long at most, in milliseconds. */
  readonly milliseconds: number;
  /** The first input; 0 unless a single one is to be made again. */
  readonly from?: number;
  readonly only?: Uint8Array;
  /** An input that is read for so long without an end hangs; also on a machine that is busy with other things. */
  readonly hangMs?: number;
}

const usualHangMs = 30_000;
const watchMs = 200;
/** So many findings are enough of one target. */
const mostFindings = 10;
/** Megabytes; a reader that holds more than this in objects is ended. */
const mostHeapMb = 512;

/**
 * Reads damaged inputs in a thread of their own, with a watchdog beside it that ends the thread when an input hangs, and
 * continues with the next one.
 */
export async function fuzzTarget(request: FuzzRequest): Promise<FuzzOutcome> {
  const { target, seed, inputs, milliseconds, only = null, hangMs = usualHangMs } = request;
  const { module = moduleOf(target) } = request;
  const folder = await mkdtemp(join(worldsFolder(false), 'afterimage-fuzz-'));
  const until = { inputs, time: Date.now() + milliseconds };
  const findings: Finding[] = [];
  let [next, slowestMs, tried] = [request.from ?? 0, 0, 0];
  try {
    for (let isDone = false; !isDone && findings.length < mostFindings; ) {
      const progress = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
      const order = { module, target, seed, folder: join(folder, String(next)), from: next, until, only, progress };
      const fault = await runWorker(order, hangMs, (finding) => findings.push(finding));
      const [reached = 0, slowest = 0, read = 0] = new Int32Array(progress);
      tried += read;
      slowestMs = Math.max(slowestMs, slowest);
      isDone = fault === null || only !== null;
      if (fault !== null) findings.push({ target, seed, index: reached, error: fault, input: null });
      next = reached + 1;
      const written = await writtenOutside(order.folder);
      if (written !== null) findings.push({ target, seed, index: reached, error: written, input: null });
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return { target, tried: only === null ? tried : 1, slowestMs, findings };
}

/** Resolves with why the thread ended early; null when it came to its end, or has found enough. */
function runWorker(order: FuzzOrder, hangMs: number, onFinding: (finding: Finding) => void): Promise<string | null> {
  const { target, seed } = order;
  const state = new Int32Array(order.progress);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
  });
  const ended = Promise.withResolvers<string | null>();
  let last = { index: -1, at: Date.now() };
  const watchdog = setInterval(() => {
    const index = state[0] ?? 0;
    if (index !== last.index) last = { index, at: Date.now() };
    else if (Date.now() - last.at > hangMs) ended.resolve(`It hangs: no end after ${hangMs / 1_000} s`);
  }, watchMs);
  let findings = 0;
  worker.on('error', (error) => ended.resolve(`The thread ended: ${stackOf(error)}`));
  worker.on('exit', (code) => ended.resolve(`The thread ended with ${code}`));
  worker.on('message', (report: FuzzReport) => {
    if (report.kind === 'done') return ended.resolve(null);
    const { index, error, input } = report;
    if (error === null) return;
    onFinding({ target, seed, index, error, input });
    findings += 1;
    if (findings >= mostFindings) ended.resolve(null);
  });
  return ended.promise.finally(async () => {
    clearInterval(watchdog);
    await worker.terminate();
  });
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What was done beside the target's own folder; null when nothing was. */
async function writtenOutside(folder: string): Promise<string | null> {
  const names = (await readdir(folder)).toSorted().join();
  if (names !== 'bystander,inside') return `Something was written outside: ${names}`;
  const text = await readFile(join(folder, 'bystander'), 'utf8');
  return text === 'as it was' ? null : 'A file outside was changed';
}
