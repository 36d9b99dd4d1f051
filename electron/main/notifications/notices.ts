import type { AppSnapshot } from '../../contract/desktop-models.ts';
import { obstacleOf } from '../snapshot/mood.ts';

/** Something worth interrupting a person for. */
export interface Notice {
  readonly kind: 'first-success' | 'obstacle' | 'in-tray';
  readonly title: string;
  readonly body: string;
}

/** What a person was told already, ever. */
export interface Told {
  readonly aboutFirstSuccess: boolean;
}

/**
 * What to say about a change: the first complete backup, once; and what needs a person, when it begins. Never about
 * single files, and nothing while the window is looked at.
 */
export function noticesFor(
  before: AppSnapshot,
  after: AppSnapshot,
  told: Told,
  isLookedAt: boolean,
): readonly Notice[] {
  const notices: Notice[] = [];
  const { settings, lastRun } = after;
  const isFresh = lastRun !== null && lastRun.run !== before.lastRun?.run;
  if (settings.notifyFirstSuccess && !told.aboutFirstSuccess && isFresh && lastRun.outcome === 'complete') {
    notices.push({
      kind: 'first-success',
      title: 'Your first backup is complete',
      body: `${lastRun.stored + lastRun.present} photos and videos are on your disk, checked.`,
    });
  }
  const obstacle = obstacleOf(after);
  const isNew = obstacle !== null && obstacle.code !== obstacleOf(before)?.code;
  if (settings.notifyProblems && isNew && !isLookedAt && after.setup.finished) {
    notices.push({ kind: 'obstacle', title: obstacle.title, body: obstacle.wayOut });
  }
  return notices;
}

/** Said once, when the window is closed for the first time. */
export const inTrayNotice: Notice = {
  kind: 'in-tray',
  title: 'Afterimage goes on in the tray',
  body: 'Closing the window does not stop your backups. Use the icon in the tray to open it again or to quit.',
};
