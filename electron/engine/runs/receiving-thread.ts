import { parentPort } from 'node:worker_threads';
import type { BringsBytes } from '../destination/receptions.ts';
import { serveDisk } from '../destination/serve-disk.ts';

/* A disk thread that also fetches the bytes it writes: what comes out of a socket or an archive never crosses to another. */

/** Each is loaded only once it is needed: undici alone takes 30 ms and 13 MB. */
let line: typeof import('./line-of-thread.ts') | null = null;

const brings: BringsBytes = {
  bring: async (request, taker, signal) => {
    if (request.kind === 'packed') {
      const { unpack } = await import('../sources/takeout/archive/unpack.ts');
      return unpack(request, (chunk) => taker.write(chunk), signal);
    }
    line ??= await import('./line-of-thread.ts');
    return line.receiveAnswer(request, taker, signal);
  },
  hangUp: () => line?.hangUp(),
};

if (parentPort !== null) serveDisk(parentPort, brings);
