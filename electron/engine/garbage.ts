import { PerformanceObserver } from 'node:perf_hooks';
import v8 from 'node:v8';
import vm from 'node:vm';

/**
 * What the young generation may take, both its halves together. V8 lets it grow to 134 MB on machines with much memory,
 * for some percent of speed in programs that compute; this one waits for disks and networks.
 */
const youngBytes = 32_000_000;

let collector: (() => void) | null = null;
let mayGrow = true;

/** Collects all garbage now. Takes some 20 ms with a heap of the usual size: for the end of a large piece of work. */
export function collectGarbage(): void {
  collector ??= findCollector();
  collector();
}

/** The documented way to the collector in a process that was not started with the flag: new contexts have `gc`. */
function findCollector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = vm.runInNewContext('gc');
  v8.setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? () => void collect() : () => {};
}

/**
 * Keeps this process's heap near what is alive in it, until disposed: a long run peaks at half the memory. V8 sizes the
 * old generation by what was alive at the latest full collection; before the first one it lets garbage grow to some
 * 200 MB, however little is alive.
 */
export function keepHeapSmall(): Disposable {
  collectGarbage();
  holdYoungGeneration();
  const watcher = new PerformanceObserver(holdYoungGeneration);
  watcher.observe({ entryTypes: ['gc'] });
  return { [Symbol.dispose]: () => watcher.disconnect() };
}

/** V8 decides how large it is at every collection. After a quiet time it is small, and must be able to grow again. */
function holdYoungGeneration(): void {
  const young = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  const isBelow = (young?.space_size ?? 0) < youngBytes;
  if (isBelow === mayGrow) return;
  mayGrow = isBelow;
  v8.setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
}
