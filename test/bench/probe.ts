/**
 * Loaded with `--import` into the process under measurement: watches the delay of its event loop and the processor time of all its threads, and writes what it saw
 * to the file that AFTERIMAGE_BENCH_PROBE names when the process ends. No part of the product.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Milliseconds between two looks; the histogram holds whole intervals, so it is taken off again. */
const resolution = 5;

const file = process.env['AFTERIMAGE_BENCH_PROBE'];

// Worker threads inherit `--import`.
if (isMainThread && file !== undefined) {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  process.once('exit', () => {
    const delay = (percentile: number): number => Math.max(0, delays.percentile(percentile) / 1e6 - resolution);
    const { user, system } = process.cpuUsage();
    const kilobytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(statusText())?.[1] ?? process.resourceUsage().maxRSS);
    writeFileSync(
      file,
      JSON.stringify({
        delayP50Ms: delay(50),
        delayP99Ms: delay(99),
        delayMaxMs: delay(100),
        peakRssBytes: kilobytes * 1_024,
        cpuSeconds: (user + system) / 1e6,
      }),
    );
  });
}

function statusText(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    // Only Linux has it; elsewhere getrusage has to do.
    return '';
  }
}
