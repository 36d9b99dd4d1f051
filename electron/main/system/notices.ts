import type { AppSnapshot } from '../../contract/desktop-models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { blockingProblem } from '../snapshot/status.ts';
import type { KnownUpdate } from './updates.ts';

/** Something worth interrupting a person for. */
export interface Notice {
  readonly kind: 'first-success' | 'obstacle' | 'sign-in-ending' | 'exports' | 'update' | 'in-tray';
  readonly title: string;
  readonly body: string;
}

/** What a person was told already, ever. */
export interface Told {
  readonly aboutFirstSuccess: boolean;
}

/**
 * What to say about a change: the first complete backup, once; and what needs a person, when it begins. Never about
 * single files, and nothing while the window has focus.
 */
export function noticesFor(
  before: AppSnapshot,
  after: AppSnapshot,
  told: Told,
  isLookedAt: boolean,
): readonly Notice[] {
  const notices: Notice[] = [];
  const { settings, lastRun } = after;
  // Only a run that was seen going on: what the catalog tells at the start is no news.
  const isFresh = before.run !== null && lastRun !== null && lastRun.run !== before.lastRun?.run;
  if (settings.notifyFirstSuccess && !told.aboutFirstSuccess && isFresh && lastRun.outcome === 'complete') {
    notices.push({
      kind: 'first-success',
      title: 'Your first backup is complete',
      body: `${lastRun.stored + lastRun.present} photos and videos are on your disk, checked.`,
    });
  }
  const blocker = pressing(after);
  const isNew = blocker !== null && blocker.code !== pressing(before)?.code;
  if (settings.notifyProblems && isNew && !isLookedAt && after.setup.finished) {
    notices.push({ kind: 'obstacle', title: blocker.title, body: blocker.wayOut });
  }
  return notices;
}

/** What stops every backup until a person does something. */
function pressing(state: AppSnapshot): Problem | null {
  return state.engine === 'crashed' ? problem('engine-crashed') : blockingProblem(state);
}

/** So long before a sign-in ends it is said, in milliseconds. */
const warningMs = 24 * 60 * 60_000;

/** A sign-in that is about to end. */
export interface EndingSignIn {
  /** ISO 8601; said once for each. */
  readonly endsAt: string;
  readonly notice: Notice;
}

/** Warns a day before a sign-in of a project in status Testing ends; null when there is nothing to warn of. */
export function endingSignIn(state: AppSnapshot, now: Date): EndingSignIn | null {
  const { accounts, activeAccount, settings } = state;
  const endsAt = accounts.find(({ id, trouble }) => id === activeAccount && trouble === null)?.signInExpiresAt ?? null;
  if (endsAt === null || !settings.notifyProblems) return null;
  const left = Date.parse(endsAt) - now.getTime();
  if (left <= 0 || left > warningMs) return null;
  const notice: Notice = {
    kind: 'sign-in-ending',
    title: 'Your sign-in ends within a day',
    body: 'Google ends sign-ins of projects in status "Testing" after 7 days. Publish the app in the console, or sign in again.',
  };
  return { endsAt, notice };
}

/** A new version is there. `isTrayShown`: the tray's menu, which can install it now, is known to be within reach. */
export function updateNotice({ version, canInstall }: KnownUpdate, isTrayShown: boolean): Notice {
  const whenever = 'It is installed the next time you quit Afterimage.';
  const now = isTrayShown ? " To install it now, use the tray icon's menu." : '';
  return {
    kind: 'update',
    title: `Afterimage ${version} is available`,
    body: canInstall ? `${whenever}${now}` : 'Install it the way you installed this version.',
  };
}

/**
 * Said once, when the window is closed for the first time. Starting Afterimage again opens the window everywhere; the
 * tray's icon is named only where it is known to be seen.
 */
export function windowClosedNotice(isTrayShown: boolean): Notice {
  const wayBack = isTrayShown
    ? 'Open the window from the tray icon, or by starting Afterimage again.'
    : 'Start Afterimage again to open the window. To quit, go to Settings, then About.';
  return {
    kind: 'in-tray',
    title: 'Afterimage keeps running',
    body: `Your backups continue in the background. ${wayBack}`,
  };
}
