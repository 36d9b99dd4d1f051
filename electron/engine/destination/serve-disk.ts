import type { MessagePort } from 'node:worker_threads';
import { AnswerQueue } from './answer-queue.ts';
import { type DiskAnswer, type DiskRequest, DiskWork, orFailed } from './disk-work.ts';
import { type BringsBytes, type ReceiveMessage, Receptions } from './receptions.ts';

/**
 * What a disk thread is sent: what it is asked, and without an answer of its own the budget of the run that it now works
 * for, and what it is to receive.
 */
export type DiskMessage =
  | DiskRequest
  | { readonly kind: 'budget'; readonly budget: Int32Array<SharedArrayBuffer> }
  | ReceiveMessage;

/** Does what a disk thread is sent, until it is ended. With `brings` it fetches bytes as well. */
export function serveDisk(port: MessagePort, brings: BringsBytes | null = null): void {
  const work = new DiskWork();
  const answers = new AnswerQueue<DiskAnswer>((ready) => port.postMessage(ready));
  const receptions =
    brings === null ? null : new Receptions({ brings, work, post: (event) => port.postMessage(event) });
  port.on('message', (message: DiskMessage) => {
    if (message.kind === 'budget') return work.spend(message.budget);
    if (isOfReceptions(message)) return receptions?.take(message);
    const performed = orFailed(() => work.perform(message));
    answers.add(typeof performed === 'function' ? () => orFailed(performed) : performed);
  });
}

/** These have no turn among the questions. */
function isOfReceptions(message: DiskRequest | ReceiveMessage): message is ReceiveMessage {
  return message.kind.startsWith('receive') || message.kind === 'hang-up';
}
