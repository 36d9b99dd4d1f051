import type { Pause } from '../../contract/desktop-models.ts';
import { assertNever } from '../../contract/result.ts';

const hourMs = 60 * 60_000;
/** "Until tomorrow" means the morning, not midnight: whoever pauses at 23:50 wants the evening off. */
const morningHour = 6;

/** A pause that begins now. */
export function pauseFrom(now: Date, kind: Pause['kind']): Pause {
  switch (kind) {
    case 'hour':
      return { kind, until: new Date(now.getTime() + hourMs).toISOString() };
    case 'tomorrow':
      return {
        kind,
        until: new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, morningHour).toISOString(),
      };
    case 'until-resumed':
      return { kind, until: null };
    default:
      return assertNever(kind);
  }
}

/** True once a pause has ended by itself. */
export function hasEnded(pause: Pause, now: Date): boolean {
  return pause.until !== null && Date.parse(pause.until) <= now.getTime();
}
