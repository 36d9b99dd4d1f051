import { Worker } from 'node:worker_threads';
import { type DiskThreads, openDiskThreads } from '../destination/disk-threads.ts';
import type { freshBudget } from '../destination/patience.ts';
import { SpareThreads } from '../destination/spare-threads.ts';

/** All runs of this process share them. */
const spareThreads = new SpareThreads();

/** Disk threads that also fetch the bytes they write, over a line or out of an archive: for a run of any source. */
export function openReceivingThreads(mayGrow: () => boolean, budget: ReturnType<typeof freshBudget>): DiskThreads {
  return openDiskThreads({ mayGrow, startReceiving }, budget, spareThreads);
}

function startReceiving(): Worker {
  // Sources run as they are; a build puts the thread beside the bundle.
  const script = import.meta.url.endsWith('.ts') ? './receiving-thread.ts' : './receiving-thread.js';
  const worker = new Worker(new URL(script, import.meta.url));
  worker.unref();
  return worker;
}
