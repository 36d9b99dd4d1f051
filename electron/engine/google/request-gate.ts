import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';

/** A queue in front of a number of places; who holds a place may make one request. First come, first served. */
export interface RequestGate {
  /** Waits for a place; a problem when `signal` is aborted or the lane turns everybody away first. */
  readonly enter: (signal: AbortSignal) => Promise<Result<void>>;
  /** Gives a place back. */
  readonly leave: () => void;
  /** Admits every waiting request that may pass now; call it when the gate has changed. */
  readonly admitWaiting: () => void;
}

/** What the gate of a lane says to the next in line. */
export type GateState =
  | { readonly opens: 'now'; readonly width: number }
  | { readonly opens: 'later' }
  | { readonly opens: 'never'; readonly problem: Problem };

export interface RequestGateOptions {
  readonly gate: () => GateState;
  /** Called for each one let in, just before; a problem turns it away. */
  readonly charge: () => Problem | null;
}

interface Waiter {
  readonly admit: (answer: Result<void>) => void;
}

/** Opens a lane whose gate decides, at every change, how many may be inside. */
export function createRequestGate({ gate, charge }: RequestGateOptions): RequestGate {
  const queue: Waiter[] = [];
  let inside = 0;

  function admitWaiting(): void {
    while (queue.length > 0) {
      const now = gate();
      if (now.opens === 'later' || (now.opens === 'now' && inside >= now.width)) return;
      const refusal = now.opens === 'never' ? now.problem : charge();
      if (refusal === null) inside += 1;
      queue.shift()?.admit(refusal === null ? ok(undefined) : failed(refusal));
    }
  }

  function enter(signal: AbortSignal): Promise<Result<void>> {
    if (signal.aborted) return Promise.resolve(failed(problem('interrupted')));
    return new Promise((resolve) => {
      const waiter: Waiter = {
        admit: (answer) => {
          signal.removeEventListener('abort', giveUp);
          resolve(answer);
        },
      };
      const giveUp = () => {
        queue.splice(queue.indexOf(waiter), 1);
        resolve(failed(problem('interrupted')));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      queue.push(waiter);
      admitWaiting();
    });
  }

  return {
    enter,
    leave: () => {
      inside -= 1;
      admitWaiting();
    },
    admitWaiting,
  };
}
