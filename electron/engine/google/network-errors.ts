import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import { connectionProblem } from '../../contract/connection-problem.ts';
import { type Problem, problem } from '../../contract/problem.ts';

/** How far an exchange had come when its connection failed. */
export type ExchangeStage = 'connecting' | 'before-answer' | 'amid-bytes';

/** What was asked for: one answer of an API, or the bytes of one item. */
export type Asked = 'api' | 'bytes';

const stalled = ['UND_ERR_BODY_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT'];
/** What came is no HTTP, or contradicts itself. */
const unreadable = ['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'UND_ERR_RES_EXCEEDED_MAX_SIZE'];

/**
 * The problem in an error that the connection raised (undici's and Node's codes). Only what kept the connection from being
 * made is the network's: whatever happens behind that may be this one answer's own, and leaves the others a chance.
 */
export function readNetworkError(error: unknown, host: string, stage: ExchangeStage, asked: Asked): Problem {
  const code = codeOf(error);
  const message = messageOf(error);
  const detail = `${host}: ${message}${code === '' || message.includes(code) ? '' : ` (${code})`}`;
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return problem('interrupted');
  if (code === 'UND_ERR_INVALID_ARG') return problem('internal', { detail });
  if (stage === 'connecting') return connectionProblem(code, message, detail);
  if (stage === 'before-answer' && isUnreadable(error, code, message))
    return problem('google-answer-unreadable', { detail });
  if (stage === 'amid-bytes') return problem(stalled.includes(code) ? 'bytes-stalled' : 'bytes-incomplete', { detail });
  return problem(stalled.includes(code) || asked === 'api' ? 'google-unavailable' : 'bytes-incomplete', { detail });
}

/** Undici's parser names its errors, and gives few of them a code. */
function isUnreadable(error: unknown, code: string, message: string): boolean {
  const fromParser = error instanceof Error && error.name === 'HTTPParserError';
  return fromParser || unreadable.includes(code) || /bad upgrade/i.test(message);
}

/** Several addresses that all refused come as one error with many: the first says enough. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && !('code' in error)) return codeOf(error.errors[0]);
  return errnoOf(error) ?? '';
}
