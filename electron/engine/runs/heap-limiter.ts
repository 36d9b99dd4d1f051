import { PerformanceObserver } from 'node:perf_hooks';
import v8 from 'node:v8';
import vm from 'node:vm';

/**
 * What the young generation may take, both its halves together. V8 lets it grow to 134 MB on machines with much memory,
 * for some percent of speed in programs that compute; this one waits for disks and networks.
 */
const youngBytes = 32_000_000;
/** How much garbage may lie in the old generation: so much, or half of what is alive in it. */
const garbageBytes = 24_000_000;

/**
 * Keeps this process's heap near what is alive in it, until disposed: a long run peaks at half the memory. Left alone,
 * V8 lets garbage grow to several times of what is alive before it collects it, for it counts on programs that end
 * soon. A collection takes some 20 ms, and a listing at full speed needs one a second.
 */
export function limitHeap(): Disposable {
  const collect = findCollector();
  let mayGrow = true;
  let alive = Number.POSITIVE_INFINITY;

  // The flag is the whole process's: it is reset to V8's own value after use.
  function letYoungGrow(wanted: boolean): void {
    if (wanted === mayGrow) return;
    mayGrow = wanted;
    v8.setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  }

  function inspectHeap(): void {
    const { young, old } = sizes();
    alive = Math.min(alive, old);
    if (old > alive + Math.max(garbageBytes, alive / 2)) {
      collect();
      alive = sizes().old;
    }
    // V8 decides at every collection. After a quiet time the young generation is small, and must be able to grow again.
    letYoungGrow(young < youngBytes);
  }

  collect();
  inspectHeap();
  const watcher = new PerformanceObserver(inspectHeap);
  watcher.observe({ entryTypes: ['gc'] });
  return {
    [Symbol.dispose]: () => {
      watcher.disconnect();
      letYoungGrow(true);
    },
  };
}

/** The documented way to the collector in a process that was not started with the flag: new contexts have `gc`. */
function findCollector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = vm.runInNewContext('gc');
  v8.setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? () => void collect() : () => {};
}

/** Bytes: the room of the young generation, and what is used of all others. */
function sizes(): { readonly young: number; readonly old: number } {
  let young = 0;
  let old = 0;
  for (const { space_name: name, space_size: size, space_used_size: used } of v8.getHeapSpaceStatistics()) {
    if (name === 'new_space') young = size;
    else old += used;
  }
  return { young, old };
}
