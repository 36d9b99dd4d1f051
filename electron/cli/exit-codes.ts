import type { ProblemCode } from '../contract/problem.ts';

/** What the process tells the shell that started it; documented in the README. */
export const exitCodes = {
  complete: 0,
  usage: 2,
  problems: 3,
  signInNeeded: 4,
  waitingForQuota: 5,
  destination: 6,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const { usage, problems, signInNeeded, waitingForQuota, destination, interrupted } = exitCodes;

const exitCodeByProblem: Readonly<Record<ProblemCode, ExitCode>> = {
  'client-missing': signInNeeded,
  'client-file-unreadable': usage,
  'client-file-web': usage,
  'client-file-service-account': usage,
  'client-file-secret-missing': usage,
  'client-file-api-key': usage,
  'client-file-wrong': usage,
  'client-id-malformed': usage,
  'client-refused': signInNeeded,
  'client-deleted': signInNeeded,
  'client-disabled': signInNeeded,
  'sign-in-cancelled': interrupted,
  'sign-in-timeout': signInNeeded,
  'sign-in-denied': signInNeeded,
  'sign-in-failed': signInNeeded,
  'sign-in-no-port': problems,
  'browser-not-opened': problems,
  'account-missing': signInNeeded,
  'account-unknown': usage,
  'scope-not-granted': signInNeeded,
  'token-expired-testing': signInNeeded,
  'token-revoked': signInNeeded,
  'keychain-unavailable': problems,
  'token-store-unreadable': signInNeeded,
  'network-unreachable': problems,
  'scope-missing': signInNeeded,
  'api-disabled': problems,
  'quota-day': waitingForQuota,
  'quota-minute': waitingForQuota,
  'quota-concurrent': waitingForQuota,
  'google-unavailable': problems,
  'google-refused': problems,
  'google-answer-unreadable': problems,
  'access-token-refused': signInNeeded,
  'item-gone': problems,
  'album-gone': problems,
  'bytes-link-expired': problems,
  'bytes-not-media': problems,
  'bytes-incomplete': problems,
  'bytes-stalled': problems,
  'video-processing': problems,
  'video-failed': problems,
  'destination-not-set': destination,
  'destination-missing': destination,
  'destination-foreign': destination,
  'destination-not-writable': destination,
  'destination-full': destination,
  'destination-busy': problems,
  'destination-unsuitable': usage,
  'name-impossible': problems,
  'file-missing': problems,
  'file-changed': problems,
  'album-view-incomplete': problems,
  'catalog-damaged': problems,
  'catalog-restored': problems,
  'catalog-newer': problems,
  usage,
  interrupted,
  internal: problems,
};

/** The exit code for a command that ended with this problem. */
export function exitCodeOf(code: ProblemCode): ExitCode {
  return exitCodeByProblem[code];
}
