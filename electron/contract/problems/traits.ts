/**
 * `automatic`: Afterimage tries again by itself. `after-fix`: trying again makes sense once the person did what the
 * way out says. `never`: trying again cannot help.
 */
export const retryAdvice = ['automatic', 'after-fix', 'never'] as const;
export type RetryAdvice = (typeof retryAdvice)[number];

/**
 * How much of a run the problem ends. `item`: one item or album, the run continues without it. `run`: the run, after
 * what is in flight. `folder`: not even what is in flight can be finished.
 */
type ProblemScope = 'item' | 'run' | 'folder';

/** Where the problem comes from: the name of the file that holds its entry. */
export type ProblemArea =
  | 'client'
  | 'sign-in'
  | 'google'
  | 'picker'
  | 'transfer'
  | 'export'
  | 'drive'
  | 'destination'
  | 'catalog'
  | 'restore'
  | 'app'
  | 'general';

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
  | 'repair'
  | 'retry';

/** What a person can do after a selection that failed. */
export type WayOn = 'again' | 'problem-page' | 'google-photos' | 'accounts' | 'sign-in';

/** The state of the whole app that says the problem; `silent`: another state says it already. */
export type ProblemCondition =
  | 'silent'
  | 'sign-in'
  | 'sign-in-expired'
  | 'sign-in-revoked'
  | 'scope-missing'
  | 'api-off'
  | 'disk-gone'
  | 'disk-full'
  | 'folder-trouble'
  | 'trouble';

/**
 * What single places need to know. `entry`: of one entry of an export. `of-one-album`: leaves the other albums as they
 * are. `of-one-link`: leaves the other download links as they are. `names-the-cause`: needs no problem of the album
 * around it. `part-may-return`: not the export file's own, so it is listed again later. `may-be-downloading`: the rest
 * of the archive may still arrive. `selection-over`: Google has nothing more to hand out. `quota`: a limit of requests.
 * `resumable`: the bytes received so far can be continued. `folder-in-use`: the folder itself is sound. `only-told`: the
 * run is complete all the same. `app-resumes`: the app tries again on its own, while a command has ended; `daily-limit`: it
 * can go on when Google's day begins. `no-such-id`: what Google says of an id that it doesn't know.
 * `title-says-all`: what follows the title in the app is no news to who has typed the name.
 * `other-bytes`: what came of the file so far isn't what it holds.
 */
export type ProblemMark =
  | 'entry'
  | 'of-one-album'
  | 'of-one-link'
  | 'names-the-cause'
  | 'part-may-return'
  | 'may-be-downloading'
  | 'selection-over'
  | 'quota'
  | 'resumable'
  | 'folder-in-use'
  | 'only-told'
  | 'app-resumes'
  | 'daily-limit'
  | 'no-such-id'
  | 'title-says-all'
  | 'other-bytes';

/** Everything that is decided by a problem's code. */
export interface ProblemTraits {
  readonly retry: RetryAdvice;
  readonly scope: ProblemScope;
  /** The name of the command line's exit code. */
  readonly exit: 'usage' | 'problems' | 'signInNeeded' | 'waitingForQuota' | 'destination' | 'locked' | 'interrupted';
  readonly condition: ProblemCondition;
  /** Absent: what the retry advice says. */
  readonly waysOut?: readonly WayOut[];
  /** Absent: choosing again. */
  readonly waysOn?: readonly WayOn[];
  readonly marks?: readonly ProblemMark[];
}

/** The words of a problem: what it is, why it happens, what to do. */
export interface ProblemMessages {
  readonly title: string;
  readonly explanation: string;
  readonly wayOut: string;
  /** The way out on the command line, where that of the app is a click, or nothing at all. */
  readonly command?: string;
}
