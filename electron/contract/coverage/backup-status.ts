import { accountKey } from '../account-key.ts';
import { type Message, message } from '../messages/message.ts';
import type { ProblemCode } from '../problem.ts';
import { accountCoverage, type CoveredExport, notBackedUp } from './account-coverage.ts';
import type {
  AccountCoverage,
  BackupStatus,
  FolderHealth,
  NextStep,
  RouteStatus,
  StatusLevel,
} from './coverage-models.ts';

/** What goes on, in words of its own, and whether it comes before everything that is wrong. */
export interface StatusActivity {
  readonly kind: 'running' | 'setting-up' | 'paused';
  readonly message: Message;
}

/** All that the status is decided from. */
export interface StatusFacts {
  readonly now: Date;
  /** Null when nothing of that kind goes on. */
  readonly activity: StatusActivity | null;
  /** The engine has given up. */
  readonly isCrashed: boolean;
  /** What keeps every backup from running until a person acts. */
  readonly blocker: ProblemCode | null;
  /** What is lost within days unless a person acts. */
  readonly pressing: { readonly message: Message; readonly next: NextStep } | null;
  /** When scheduled exports were ordered at Google, as the person says. */
  readonly orderedAt: string | null;
  /** Null while the catalog was not asked yet. */
  readonly exports: readonly CoveredExport[] | null;
  /** Every way by which something came or was tried to come. */
  readonly routes: readonly RouteStatus[];
  readonly health: FolderHealth;
  /** Problems of single items that need a person. */
  readonly problems: number;
  /** What is to be said while nothing is wrong with the coverage, but the last run did not come to its end. */
  readonly passing: Message | null;
}

type Verdict = Pick<BackupStatus, 'level' | 'message' | 'since' | 'next'>;

/**
 * How it is with a person's library: the one place that decides it, for page, tray, notices and command line. Pure. What
 * is broken comes before what goes on, that before what is not covered, and only then may it be green: nobody is called safe
 * who is not.
 */
export function backupStatus(facts: StatusFacts): BackupStatus {
  const accounts = coverageByAccount(facts);
  const worst = worstOf(accounts);
  const verdict =
    ofEngine(facts) ??
    ofActivity(facts, ['running', 'setting-up', 'paused']) ??
    ofFolder(facts) ??
    ofProblems(facts) ??
    ofAttempts(facts) ??
    ofCoverage(facts, accounts, worst);
  return { ...verdict, coveredUntil: worst?.coveredUntil ?? null, accounts: [...accounts] };
}

/** Failed files of the folder; none of them is said to be safe until it is mended. */
export function damagedFiles({ missing, changed, cut, unreadable }: FolderHealth): number {
  return missing + changed + cut + unreadable;
}

/**
 * The exports that decide whether a library is backed up: one that does not tell whose it is counts no more once a later
 * full export holds all that it holds.
 */
export function decidingExports<T extends Pick<CoveredExport, 'isSuperseded'>>(exports: readonly T[]): readonly T[] {
  return exports.filter(({ isSuperseded }) => !isSuperseded);
}

/** Each account that exports were given of, the one that is covered least first. */
function coverageByAccount({ exports, now, orderedAt }: StatusFacts): readonly AccountCoverage[] {
  const byAccount = Map.groupBy(decidingExports(exports ?? []), ({ account }) =>
    account === null ? null : accountKey(account),
  );
  return [...byAccount.values()]
    .map((ofAccount) => accountCoverage(ofAccount, now, orderedAt !== null))
    .toSorted(byNeed);
}

function byNeed(one: AccountCoverage, other: AccountCoverage): number {
  if (one.level !== other.level) return one.level === 'amber' ? -1 : 1;
  const [until, otherUntil] = [one.coveredUntil ?? '', other.coveredUntil ?? ''];
  if (until !== otherUntil) return until < otherUntil ? -1 : 1;
  return (one.account ?? '') < (other.account ?? '') ? -1 : 1;
}

function worstOf(accounts: readonly AccountCoverage[]): AccountCoverage | null {
  return accounts[0] ?? null;
}

function ofEngine({ isCrashed }: StatusFacts): Verdict | null {
  return isCrashed ? verdictOf('red', message('status.engine-crashed'), null, 'restart') : null;
}

function ofActivity({ activity }: StatusFacts, kinds: readonly StatusActivity['kind'][]): Verdict | null {
  if (activity === null || !kinds.includes(activity.kind)) return null;
  const next: Readonly<Record<StatusActivity['kind'], NextStep | null>> = {
    running: null,
    'setting-up': 'finish-setup',
    paused: 'resume',
  };
  const level = activity.kind === 'running' ? 'busy' : 'neutral';
  return verdictOf(level, activity.message, null, next[activity.kind]);
}

function ofFolder({ blocker, health }: StatusFacts): Verdict | null {
  if (blocker !== null) return verdictOf('red', message('status.problem', { problem: blocker }), null, 'fix-problem');
  const damaged = damagedFiles(health);
  return damaged === 0 ? null : verdictOf('red', message('status.damaged', { damaged }), health.since, 'repair');
}

function ofProblems({ problems, pressing }: StatusFacts): Verdict | null {
  if (problems > 0) return verdictOf('amber', message('status.problems', { problems }), null, 'see-problems');
  return pressing === null ? null : verdictOf('amber', pressing.message, null, pressing.next);
}

/** What passes is tried again; only what fails so often in a row is worth a person's time. */
const manyAttempts = 3;

function ofAttempts({ routes }: StatusFacts): Verdict | null {
  const failing = routes.find(
    ({ failedAttempts, problem }) =>
      failedAttempts >= manyAttempts || (failedAttempts > 0 && problem?.retry === 'after-fix'),
  );
  if (failing === undefined || failing.problem === null) return null;
  const { failedAttempts: attempts, failingSince, problem } = failing;
  const text = message('status.attempts-failed', { attempts, problem: problem.code });
  return verdictOf('amber', text, failingSince, 'see-problems');
}

/** Google says some days at most; after this somebody should look for its e-mail. */
const longestWaitMs = 4 * 24 * 60 * 60 * 1_000;

/** Nothing was imported yet: whether the export that was ordered may still be on its way. */
function whileWaiting({ orderedAt, routes, now }: StatusFacts): Pick<Verdict, 'message' | 'next'> {
  if (orderedAt === null) return { message: withoutExport(routes), next: notBackedUp.next };
  const isLate = now.getTime() - Date.parse(orderedAt) > longestWaitMs;
  return isLate
    ? { message: message('coverage.order-late', { orderedAt }), next: 'get-export' }
    : { message: message('coverage.waiting'), next: null };
}

function ofCoverage(facts: StatusFacts, accounts: readonly AccountCoverage[], worst: AccountCoverage | null): Verdict {
  const { exports, passing } = facts;
  if (exports === null) return verdictOf('neutral', passing ?? message('status.checking'), null, null);
  // Without an export nothing presses: what is going on now says more. The colour and the next step stay.
  if (worst === null) {
    const waiting = whileWaiting(facts);
    return verdictOf('amber', passing ?? waiting.message, null, waiting.next);
  }
  const text = accounts.length > 1 ? ofAccount(worst) : worst.message;
  if (worst.level === 'amber') return verdictOf('amber', text, worst.since, worst.next);
  return passing === null ? verdictOf('green', text, null, null) : verdictOf('neutral', passing, null, null);
}

function ofAccount({ account, message: status }: AccountCoverage): Message {
  return account === null
    ? message('coverage.of-unknown', { status })
    : message('coverage.of-account', { account, status });
}

/** What one route shows is not the library: it says what it is. */
function withoutExport(routes: readonly RouteStatus[]): Message {
  const storedBy = (source: RouteStatus['source']): number =>
    routes.filter((route) => route.source === source).reduce((sum, { items }) => sum + items.stored, 0);
  const [made, chosen] = [storedBy('library'), storedBy('picker')];
  if (made > 0 && chosen > 0) return message('coverage.only-made-and-chosen', { items: made + chosen });
  if (made > 0) return message('coverage.only-made', { items: made });
  return chosen > 0 ? message('coverage.only-chosen', { items: chosen }) : message('coverage.none');
}

function verdictOf(level: StatusLevel, text: Message, since: string | null, next: NextStep | null): Verdict {
  return { level, message: text, since, next };
}
