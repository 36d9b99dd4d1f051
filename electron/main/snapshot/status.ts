import { isDeepStrictEqual } from 'node:util';
import {
  type StatusFacts as BackupFacts,
  backupStatus,
  type StatusActivity,
} from '../../contract/coverage/backup-status.ts';
import type { BackupStatus, StatusLevel } from '../../contract/coverage/coverage-models.ts';
import type { AppSnapshot, AppStatus } from '../../contract/desktop-models.ts';
import { type Message, message } from '../../contract/messages/message.ts';
import type { Problem } from '../../contract/problem.ts';
import type { TakeoutWarning } from '../../contract/takeout-desktop-models.ts';
import type { DerivedState } from './snapshot-store.ts';
import { passingText, pauseText, restoreText, runText } from './status-text.ts';

/** The inputs of the status. */
export type StatusFacts = Omit<AppSnapshot, keyof DerivedState>;

/** How the app is: colour and sentence for tray and page, and the coverage that they follow from. Seen from `now`. */
export function derivedState(facts: StatusFacts, now: Date): DerivedState {
  const backup = backupStatusOf(facts, now);
  return { status: statusOf(facts, backup), statusText: withRestore(backup.message, facts, now), backup };
}

/** A restore may take a week: it is said beside how the backup is, and never instead. */
function withRestore(status: Message, { restore }: StatusFacts, now: Date): Message {
  const text = restoreText(restore, now);
  if (text === null || isDeepStrictEqual(text, status)) return status;
  return message('status.with-restore', { status, restore: text });
}

/** What is known by the app, as what the status is decided from. */
function backupStatusOf(facts: StatusFacts, now: Date): BackupStatus {
  return backupStatus({
    now,
    activity: activityOf(facts, now),
    isCrashed: facts.engine === 'crashed',
    blocker: pressingProblem(facts)?.code ?? null,
    pressing: pressingMatter(facts, now),
    orderedAt: facts.plan.orderedAt,
    exports: facts.exports?.exports ?? null,
    routes: facts.library?.routes ?? [],
    health: facts.library?.folder ?? noDamage,
    problems: problemsOf(facts),
    passing: passingText(facts, now),
  });
}

const noDamage = {
  ...{ missing: 0, changed: 0, cut: 0, unreadable: 0, since: null, verified: 0, lastVerifiedAt: null },
};

function activityOf(facts: StatusFacts, now: Date): StatusActivity | null {
  if (facts.run !== null) return { kind: 'running', message: runText(facts.run, facts, now) };
  if (!facts.setup.finished) return { kind: 'setting-up', message: message('status.setting-up') };
  if (facts.pause !== null) return { kind: 'paused', message: pauseText(facts.pause, now) };
  // While it only waits, how the backup is says more.
  const isSending = facts.restore?.now.stage === 'sending';
  const sending = isSending ? restoreText(facts.restore, now) : null;
  return sending === null ? null : { kind: 'running', message: sending };
}

/** What a person should see to within days; the rest can wait on its own screen. */
function pressingMatter(facts: StatusFacts, now: Date): BackupFacts['pressing'] {
  const warning = pressingWarning(facts);
  if (warning !== null) return { message: message('status.warning', { warning: warning.title }), next: 'add-files' };
  const { restore } = facts;
  const needsPerson = restore?.now.stage === 'halted' && restore.now.retryAt === null;
  const text = needsPerson ? restoreText(restore, now) : null;
  return text === null ? null : { message: text, next: 'see-restore' };
}

const statuses: Readonly<Record<StatusLevel, AppStatus>> = {
  busy: 'running',
  neutral: 'idle',
  green: 'done',
  amber: 'attention',
  red: 'error',
};

function statusOf(facts: StatusFacts, { level }: BackupStatus): AppStatus {
  if (level !== 'neutral') return statuses[level];
  if (!facts.setup.finished) return 'setting-up';
  return facts.pause === null ? 'idle' : 'paused';
}

/** The blocker of every backup until a person acts; null when there is none. */
export function blockingProblem(
  facts: Pick<AppSnapshot, 'accounts' | 'activeAccount' | 'destinationTrouble' | 'trouble'>,
): Problem | null {
  const { accounts, activeAccount, destinationTrouble, trouble } = facts;
  const signIn = accounts.find(({ id }) => id === activeAccount)?.trouble ?? null;
  const found = [destinationTrouble, signIn, trouble].find((one) => one?.retry === 'after-fix');
  return found ?? null;
}

/** What a person has to mend: what blocks every backup, or keeps exports in Google Drive from being fetched unattended. */
export function pressingProblem(
  facts: Parameters<typeof blockingProblem>[0] & Pick<AppSnapshot, 'drive'>,
): Problem | null {
  const { connection } = facts.drive;
  const ofDrive = connection?.mode === 'unattended' && connection.problem?.retry === 'after-fix';
  return blockingProblem(facts) ?? (ofDrive ? connection.problem : null);
}

/** What is lost unless a person does something within days; the rest can wait on its own screen. */
function pressingWarning({ takeout }: Pick<StatusFacts, 'takeout'>): TakeoutWarning | null {
  return takeout.warnings.find(({ kind }) => kind === 'parts-expire') ?? null;
}

/** Problems of single items, when one of them needs a person, or the last backup ended in some. */
function problemsOf({ problems, lastRun }: StatusFacts): number {
  const isPressing = problems.some(({ retry }) => retry === 'after-fix') || lastRun?.outcome === 'problems';
  return isPressing ? problems.reduce((sum, { count }) => sum + count, 0) : 0;
}
