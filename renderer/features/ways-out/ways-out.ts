import type { ProblemCode } from '../../../electron/contract/problem.ts';
import { problemTexts } from '../../../electron/contract/problem-texts.ts';

/** What a person can do about a problem from inside the app. */
export type WayOut =
  | 'sign-in'
  | 'open-keychain'
  | 'set-client'
  | 'open-link'
  | 'publish-app'
  | 'choose-folder'
  | 'check-folder'
  | 'open-folder'
  | 'restart-engine'
  | 'choose-photos'
  | 'retry';

/** Ways out that fit single codes; all others get what their retry advice says. */
const fitting: Readonly<Partial<Record<ProblemCode, readonly WayOut[]>>> = {
  'client-missing': ['set-client'],
  'client-file-unreadable': ['set-client'],
  'client-file-web': ['set-client'],
  'client-file-service-account': ['set-client'],
  'client-file-secret-missing': ['set-client'],
  'client-file-api-key': ['set-client'],
  'client-file-wrong': ['set-client'],
  'client-id-malformed': ['set-client'],
  'client-refused': ['set-client'],
  'client-deleted': ['set-client'],
  'client-disabled': ['set-client'],
  'client-changed': ['sign-in'],
  'sign-in-cancelled': ['sign-in'],
  'sign-in-timeout': ['sign-in'],
  'sign-in-denied': ['sign-in'],
  'sign-in-failed': ['sign-in'],
  'sign-in-no-port': ['sign-in'],
  'browser-not-opened': ['sign-in'],
  'account-missing': ['sign-in'],
  'account-unknown': ['sign-in'],
  'scope-not-granted': ['sign-in'],
  'scope-missing': ['sign-in'],
  'token-expired-testing': ['sign-in', 'publish-app'],
  'token-revoked': ['sign-in'],
  'keychain-unavailable': ['open-keychain', 'set-client'],
  'token-store-unreadable': ['sign-in'],
  'token-missing': ['sign-in'],
  'account-file-damaged': ['sign-in'],
  'access-token-refused': ['sign-in'],
  'api-disabled': ['open-link', 'retry'],
  'quota-day': [],
  'quota-minute': [],
  'quota-concurrent': [],
  'destination-not-set': ['choose-folder'],
  'destination-missing': ['check-folder', 'choose-folder'],
  'destination-foreign': ['check-folder', 'choose-folder'],
  'destination-not-writable': ['check-folder', 'choose-folder'],
  'destination-full': ['open-folder', 'check-folder', 'choose-folder'],
  'destination-unsuitable': ['choose-folder'],
  'destination-link': ['open-folder', 'retry'],
  'name-impossible': ['choose-folder', 'retry'],
  'file-missing': ['open-folder', 'retry'],
  'file-changed': ['open-folder', 'retry'],
  'engine-crashed': ['restart-engine'],
  'picker-no-photos': ['choose-photos'],
  'picker-sessions-full': ['choose-photos'],
  'picker-timeout': ['choose-photos'],
  'picker-session-expired': ['choose-photos'],
  'settings-damaged': ['choose-folder'],
  'link-not-opened': [],
  'text-not-copied': [],
  'run-going-on': [],
};

/** The buttons for a problem, the most fitting first; `link` is the problem's own page, if it has one. */
export function waysOutOf(code: ProblemCode, link: string | null): readonly WayOut[] {
  const ways = fitting[code] ?? (problemTexts[code].retry === 'never' ? [] : ['retry']);
  if (link === null) return ways.filter((way) => way !== 'open-link');
  return ways.includes('open-link') ? ways : ['open-link', ...ways];
}
