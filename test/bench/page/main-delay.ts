import type { ElectronApplication } from '@playwright/test';

/** Milliseconds between two looks; the histogram holds whole intervals, so it is taken off again. */
const resolution = 5;

/** Delays of an event loop in milliseconds. */
export interface LoopDelay {
  readonly p99: number;
  readonly longest: number;
}

/** Watches the main process's event loop from now on; the answer ends it and tells. */
export async function watchMainLoop(electron: ElectronApplication): Promise<() => Promise<LoopDelay>> {
  const delays = await electron.evaluateHandle((_, every) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const histogram = monitorEventLoopDelay({ resolution: every });
    histogram.enable();
    return histogram;
  }, resolution);
  return async () => {
    const [p99, longest] = await delays.evaluate((histogram) => {
      histogram.disable();
      return [histogram.percentile(99), histogram.max] as const;
    });
    await delays.dispose();
    const overdue = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution);
    return { p99: overdue(p99), longest: overdue(longest) };
  };
}
