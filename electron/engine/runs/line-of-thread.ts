import type { Dispatcher } from 'undici';
import { sleep } from '../../base/clock.ts';
import { createDispatcher } from '../../base/dispatcher.ts';
import type { DirectOutcome, LineRequest } from '../../contract/bytes.ts';
import type { BytesTaker } from '../destination/receptions.ts';
import { receiveBytes } from '../google/byte-exchange.ts';
import { readByteHead } from '../google/byte-head.ts';

/** Connections of this thread, by how they are made. */
let dispatcher: { readonly key: string; readonly open: Dispatcher } | null = null;

/** Receives an answer in this thread. Rejects with a ProblemError, what the taker threw, or `signal.reason`. */
export async function receiveAnswer(
  request: LineRequest,
  taker: BytesTaker,
  signal: AbortSignal,
): Promise<DirectOutcome> {
  const { url, headers, headMs, stallMs, media } = request;
  const outcome = await receiveBytes(
    {
      dispatcher: dispatcherFor(request),
      timeouts: { headMs, stallMs },
      // A limit that a person sets is kept by the thread that knows of all transfers.
      bandwidth: { take: () => 0 },
      sleep,
      now: () => performance.now(),
      onBytes: () => undefined,
    },
    { method: 'GET', url: new URL(url), headers, body: null },
    {
      head: (head) => {
        const reading = media === null ? null : readByteHead(head, null, media);
        if (reading?.kind !== 'good') return taker.head(head);
        taker.judged(head);
        return { expected: reading.expected };
      },
      write: (chunk) => taker.write(chunk),
    },
    signal,
  );
  return outcome.kind === 'received' ? outcome : { kind: 'refused', body: outcome.answer.body };
}

/** Closes the connections; the next request opens others. */
export function hangUp(): void {
  void dispatcher?.open.destroy();
  dispatcher = null;
}

function dispatcherFor({ connections, environment }: LineRequest): Dispatcher {
  const key = JSON.stringify([connections, environment]);
  if (dispatcher?.key === key) return dispatcher.open;
  hangUp();
  dispatcher = { key, open: createDispatcher({ connections, environment }) };
  return dispatcher.open;
}
