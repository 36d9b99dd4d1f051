import { damagedFiles } from '../../contract/coverage/backup-status.ts';
import type { AppSnapshot } from '../../contract/desktop-models.ts';
import { type Message, message } from '../../contract/messages/message.ts';
import { type Problem, problem, wayOutOf } from '../../contract/problem.ts';
import { pressingProblem } from '../snapshot/status.ts';
import type { KnownUpdate } from './updates.ts';

/** Something worth interrupting a person for. */
export interface Notice {
  readonly kind: 'first-success' | 'obstacle' | 'sign-in-ending' | 'exports' | 'restore' | 'update' | 'in-tray';
  readonly title: Message;
  readonly body: Message;
}

/** What a person was told already, ever. */
export interface Told {
  readonly aboutFirstSuccess: boolean;
}

/**
 * What to say about a change: the first backup that brought something, once; and what needs a person, when it begins.
 * Never about single files, and nothing while the window has focus.
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
  const files = lastRun === null ? 0 : lastRun.stored + lastRun.present;
  // A listing that shows nothing is whole and complete, and no success.
  const isSuccess = isFresh && lastRun.outcome === 'complete' && files > 0;
  if (settings.notifyFirstSuccess && !told.aboutFirstSuccess && isSuccess) {
    notices.push({
      kind: 'first-success',
      title: message('notice.first-success'),
      body: message('notice.first-success.body', { files }),
    });
  }
  const blocker = pressing(after);
  const isNew = blocker !== null && blocker.code !== pressing(before)?.code;
  if (settings.notifyProblems && isNew && !isLookedAt && after.setup.finished) {
    notices.push({
      kind: 'obstacle',
      title: message('notice.problem', { problem: blocker.code }),
      body: wayOutOf(blocker),
    });
  }
  const damaged = damageOf(after);
  if (settings.notifyProblems && damaged > damageOf(before) && damageOf(before) === 0 && !isLookedAt) {
    notices.push({
      kind: 'obstacle',
      title: message('notice.damaged'),
      body: message('notice.damaged.body', { damaged }),
    });
  }
  if (settings.notifyProblems && !isLookedAt) notices.push(...restoreNotices(before, after));
  return notices;
}

/** That a restore of days has come to its end, or needs a person. */
function restoreNotices(before: AppSnapshot, { restore }: AppSnapshot): readonly Notice[] {
  const stage = before.restore?.now.stage;
  if (restore === null || stage === undefined || stage === restore.now.stage) return [];
  if (restore.now.stage === 'ended' && restore.now.report.outcome !== 'stopped') {
    const { sent } = restore.now.report;
    const body = message('notice.restore-ended.body', { sent, email: restore.email });
    return [{ kind: 'restore', title: message('notice.restore-ended'), body }];
  }
  if (restore.now.stage !== 'halted' || restore.now.retryAt !== null) return [];
  const { problem: met } = restore.now;
  return [{ kind: 'restore', title: message('notice.restore-halted', { problem: met.code }), body: wayOutOf(met) }];
}

function damageOf({ library }: AppSnapshot): number {
  return library === null ? 0 : damagedFiles(library.folder);
}

/** What stops every backup until a person does something. */
function pressing(state: AppSnapshot): Problem | null {
  return state.engine === 'crashed' ? problem('engine-crashed') : pressingProblem(state);
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
    title: message('notice.sign-in-ending'),
    body: message('notice.sign-in-ending.body'),
  };
  return { endsAt, notice };
}

/** A new version is there. `isTrayShown`: the tray's menu, which can install it now, is known to be within reach. */
export function updateNotice({ version, canInstall }: KnownUpdate, isTrayShown: boolean): Notice {
  const body = isTrayShown ? message('notice.update.body-tray') : message('notice.update.body');
  return {
    kind: 'update',
    title: message('notice.update', { version }),
    body: canInstall ? body : message('notice.update.body-manual'),
  };
}

/**
 * Said once, when the window is closed for the first time. Starting Afterimage again opens the window everywhere; the
 * tray's icon is named only where it is known to be seen.
 */
export function windowClosedNotice(isTrayShown: boolean): Notice {
  return {
    kind: 'in-tray',
    title: message('notice.in-tray'),
    body: isTrayShown ? message('notice.in-tray.body') : message('notice.in-tray.body-hidden'),
  };
}
