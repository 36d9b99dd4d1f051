/**
 * Loaded with `--import` into the process under measurement and so into each of its threads: makes writes and syncs as
 * slow as those of an old disk, for the thread that waits for them. No part of the product.
 */
import disk from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** Of each thread. */
const bytesPerSecond = 20_000_000;
const syncMs = 15;

const never = new Int32Array(new SharedArrayBuffer(4));
function wait(milliseconds: number): void {
  Atomics.wait(never, 0, 0, milliseconds);
}

// The main thread writes only the catalog, which is on another disk with most people.
if (!isMainThread) {
  const { writeSync, fdatasyncSync, fsyncSync } = disk;
  Object.assign(disk, {
    writeSync: (...values: readonly unknown[]) => {
      const written: unknown = Reflect.apply(writeSync, disk, values);
      wait((Number(written) / bytesPerSecond) * 1_000);
      return written;
    },
    fdatasyncSync: (descriptor: number) => {
      wait(syncMs);
      fdatasyncSync(descriptor);
    },
    fsyncSync: (descriptor: number) => {
      wait(syncMs);
      fsyncSync(descriptor);
    },
  });
  syncBuiltinESMExports();
}
