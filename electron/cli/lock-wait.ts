import { sleep } from '../base/clock.ts';
import { isMarked } from '../contract/problem-codes.ts';
import type { Result } from '../contract/result.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Session } from './session.ts';

/** How often it is tried again while another run stands in the way, in milliseconds. */
const lockPollMs = 1_000;

/**
 * Does what needs the folder, or the right to send, for itself. With `--wait-lock`, what could not begin because of another run is begun again,
 * until the time is over or the signal is aborted.
 */
export async function whenFree<T>(
  { terminal, lockWaitMs }: Pick<Session, 'terminal' | 'lockWaitMs'>,
  attempt: () => Promise<Result<T>>,
  signal: AbortSignal,
): Promise<Result<T>> {
  const until = performance.now() + lockWaitMs;
  for (let isTold = false; ; isTold = true) {
    const ended = await attempt();
    const isLocked = !ended.ok && exitCodeOf(ended.problem.code) === exitCodes.locked;
    if (!isLocked || signal.aborted || performance.now() >= until) return ended;
    const { code, title } = ended.problem;
    const what = isMarked(code, 'folder-in-use') ? 'Another run is using this backup folder' : title;
    if (!isTold) terminal.note(`${what}. Waiting for its end …`);
    await sleep(Math.min(lockPollMs, Math.max(1, until - performance.now())), signal).catch(() => undefined);
  }
}
