import type { Problem, ProblemCode } from '../../../electron/contract/problem.ts';

/** What a person can do after a selection that failed. */
export type WayOn = 'again' | 'problem-page' | 'google-photos' | 'accounts' | 'sign-in';

const fitting: Readonly<Partial<Record<ProblemCode, readonly WayOn[]>>> = {
  'picker-no-photos': ['google-photos', 'accounts'],
  'account-other': ['again', 'accounts'],
  'token-expired-testing': ['sign-in'],
  'token-revoked': ['sign-in'],
  'token-missing': ['sign-in'],
  'token-store-unreadable': ['sign-in'],
  'access-token-refused': ['sign-in'],
};

/** The ways on after a selection ended with this problem, the most fitting first. */
export function waysOnAfter({ code, link }: Problem): readonly WayOn[] {
  const ways = fitting[code] ?? ['again'];
  return link === undefined ? ways : ['problem-page', ...ways];
}
