import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import { message } from '../../contract/messages/message.ts';
import { type Problem, problem } from '../../contract/problem.ts';

/** How far an exchange had come when its connection failed. */
export type ExchangeStage = 'before-bytes' | 'amid-bytes';

const stalled = ['UND_ERR_BODY_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT'];

/** The problem in an error that the connection raised (undici's and Node's codes). */
export function readNetworkError(error: unknown, host: string, stage: ExchangeStage): Problem {
  const code = codeOf(error);
  const words = messageOf(error);
  const detail = `${host}: ${words}${code === '' || words.includes(code) ? '' : ` (${code})`}`;
  if (/proxy authentication/i.test(words)) {
    return problem('network-unreachable', {
      detail,
      wayOut: message('way-out.proxy-credentials'),
    });
  }
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return problem('interrupted');
  if (code === 'UND_ERR_INVALID_ARG') return problem('internal', { detail });
  if (stage === 'amid-bytes') return problem(stalled.includes(code) ? 'bytes-stalled' : 'bytes-incomplete', { detail });
  return problem(stalled.includes(code) ? 'google-unavailable' : 'network-unreachable', { detail });
}

/** Several addresses that all refused come as one error with many: the first says enough. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && !('code' in error)) return codeOf(error.errors[0]);
  return errnoOf(error) ?? '';
}
