import { type FileHandle, open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Takes bytes one after the other and keeps at most about a megabyte of them. */
export interface ByteSink {
  /** Bytes put in so far. */
  readonly position: () => number;
  readonly put: (bytes: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
}

const mostPending = 1 << 20;

/** A new file; one that exists is replaced. */
export async function fileSink(path: string): Promise<ByteSink> {
  const file = await open(path, 'w');
  return gathering(
    (bytes) => writeAll(file, bytes),
    () => file.close(),
  );
}

/** The gzip (RFC 1952) of what is put in, as a new file. */
export async function gzipFileSink(path: string): Promise<ByteSink> {
  const file = await fileSink(path);
  const gzip = createGzip({ level: 6 });
  const drained = (async () => {
    for await (const chunk of gzip) await file.put(chunk);
    await file.close();
  })();
  // Told when the sink is closed; a failed file also fails the writes before that.
  drained.catch(() => undefined);
  return gathering(
    (bytes) => new Promise((resolve, reject) => gzip.write(bytes, (error) => (error ? reject(error) : resolve()))),
    async () => {
      gzip.end();
      await Promise.all([finished(gzip, { writable: true, readable: false }), drained]);
    },
  );
}

/** Many small pieces become few large writes. */
function gathering(write: (bytes: Uint8Array) => Promise<void>, end: () => Promise<void>): ByteSink {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let total = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(pending, pendingBytes);
    pending = [];
    pendingBytes = 0;
    if (bytes.length > 0) await write(bytes);
  };
  return {
    position: () => total,
    put: async (bytes) => {
      pending.push(bytes);
      pendingBytes += bytes.length;
      total += bytes.length;
      if (pendingBytes >= mostPending) await flush();
    },
    close: async () => {
      await flush();
      await end();
    },
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}
