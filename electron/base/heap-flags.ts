import v8 from 'node:v8';

/**
 * V8's flags for a process that backs up, to be passed when it starts: 4 MB a half of the young generation, where V8
 * takes up to 64 on machines with much memory, and as much garbage as what is alive in the old one. Left alone, V8 lets
 * garbage grow to several times of what is alive before it collects it, because it expects programs that end soon.
 * Bytes from sockets and archives count as garbage, too, and go with the collections of the young generation: where these
 * come seldom, V8 collects everything instead (docs/PERFORMANCE.md).
 * Threads that receive bytes collect the young generation themselves, for which it takes the third flag (destination/receptions.ts).
 */
export const heapFlags = ['--max-semi-space-size=4', '--heap-growing-percent=100', '--expose-gc'] as const;

/**
 * The same for Electron's utility process: what `execArgv` holds becomes switches of Chromium, and this one is V8's.
 * https://github.com/electron/electron/blob/main/shell/browser/api/electron_api_utility_process.cc
 */
export const heapFlagsOfElectron = `--js-flags=${heapFlags.join(' ')}`;

/**
 * For a process that somebody else has started: sets what V8 still takes while the heap is small, before anything is loaded.
 * The size of the young generation is not among it.
 */
export function limitHeapGrowth(): void {
  v8.setFlagsFromString(heapFlags[1]);
}
