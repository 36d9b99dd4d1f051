import type { MonotonicClock } from '../base/clock.ts';
import type { QuotaState } from '../contract/models.ts';
import type {
  RestoreEvent,
  RestorePhase,
  RestorePlan,
  RestoreProgress,
  RestoreReport,
  RestoreStatus,
  UnacceptedReason,
} from '../contract/restore-models.ts';
import { assertNever } from '../contract/result.ts';
import { formatBytes, formatCount, formatInstant, plural } from './format.ts';
import type { Terminal } from './terminal.ts';

/** On anything but a terminal a progress line appears this often at most. */
const plainIntervalMs = 10_000;
/** Names that a person reads; `--json` has more, and a file has all. */
export const namesShown = 20;

const reasonWords: Readonly<Record<UnacceptedReason, string>> = {
  type: 'Google does not take this type',
  'photo-too-large': 'a photo of more than 200 MB',
  'film-too-large': 'a video of more than 20 GB',
};

/** The plan, in words. */
export function planText(plan: RestorePlan): string {
  const lines = [
    `To ${plan.email}: ${plural(plan.items, 'item', 'items')}, ${formatBytes(plan.bytes)} of its storage.`,
    `  already there   ${formatCount(plan.present)}, made by this client ID (it sees no others)`,
    `  albums          ${formatCount(plan.albums)} to fill, ${formatCount(plan.newAlbums)} of them new`,
    `  requests        ${formatCount(plan.requests)}; ${formatCount(plan.requestsPerDay)} a day for this client ID, ${formatCount(plan.requestsPerDay - plan.requestsLeft)} of today's are used as counted here`,
    `  takes           ${daysText(plan)}`,
  ];
  if (plan.completed > 0) {
    lines.push(
      `  date and place  written into the copies that are sent of ${plural(plan.completed, 'item', 'items')}; your files stay as they are`,
    );
  }
  if (plan.undated > 0) lines.push(...named(plan.undated, 'will stand under the day of the upload', plan.undatedFiles));
  if (plan.unplaced > 0)
    lines.push(
      `  without place   ${plural(plan.unplaced, 'item has', 'items have')} a format that cannot say where it was taken`,
    );
  if (plan.shortened > 0)
    lines.push(
      `  shortened       ${plural(plan.shortened, 'name, title or description is', 'names, titles or descriptions are')} longer than Google takes`,
    );
  if (plan.unaccepted > 0) {
    const names = plan.unacceptedFiles.map(({ path, reason }) => `${path} (${reasonWords[reason]})`);
    lines.push(...named(plan.unaccepted, 'cannot be sent', names));
  }
  if (plan.unavailable > 0)
    lines.push(
      `  missing         ${plural(plan.unavailable, 'file is', 'files are')} missing in the backup: afterimage verify`,
    );
  lines.push(`  cannot return   ${lostText(plan)}`);
  return lines.join('\n');
}

function named(count: number, what: string, names: readonly string[]): readonly string[] {
  const shown = names.slice(0, namesShown).map((name) => `    ${name}`);
  const more = count > shown.length ? [`    … and ${formatCount(count - shown.length)} more`] : [];
  return [`  ${plural(count, 'item', 'items')} ${what}:`, ...shown, ...more];
}

function daysText({ days, requests, requestsLeft, endsAt }: RestorePlan): string {
  if (days === 0) return 'nothing to send';
  if (requests <= requestsLeft) return "today's requests are enough";
  return `${plural(days, 'day', 'days')} because of Google's daily limit, until ${formatInstant(endsAt)} or later`;
}

function lostText({ lost }: RestorePlan): string {
  const parts = [
    `favourites (${formatCount(lost.favourites)})`,
    `people (${formatCount(lost.people)})`,
    `archived (${formatCount(lost.archived)})`,
  ];
  return `${parts.join(', ')}, comments and sharing: no app can set them`;
}

/** The warning that takes the typed address. */
export function doublesText({ email }: Pick<RestorePlan, 'email'>): string {
  return [
    `! ${email} may still hold these photos, uploaded by a phone or compressed ("Storage saver").`,
    '  Google would keep both copies of each, and no app can delete the second one.',
    `  Type ${email} to upload all the same:`,
  ].join('\n');
}

const phaseWords: Readonly<Record<RestorePhase, string>> = {
  looking: 'Looking at the account',
  sending: 'Uploading',
  albums: 'Filling albums',
  proving: 'Reading back',
};

/** What items are sent for: photos of the backup go back, or a person's own files go there. */
export type SendingPurpose = 'restore' | 'upload';

/** Shows the events of a restore or an upload: a live line on a terminal, plain lines elsewhere, NDJSON with `--json`. */
export class RestoreView {
  readonly #terminal: Terminal;
  readonly #clock: MonotonicClock;
  #lastPlain = Number.NEGATIVE_INFINITY;

  readonly #purpose: SendingPurpose;

  constructor(terminal: Terminal, clock: MonotonicClock, purpose: SendingPurpose) {
    this.#purpose = purpose;
    this.#terminal = terminal;
    this.#clock = clock;
  }

  show(event: RestoreEvent): void {
    if (event.event === 'restore-finished') return this.#finished(event);
    // The plan was shown before it was agreed to.
    if (event.event !== 'restore-plan') this.#terminal.record(event);
    switch (event.event) {
      case 'restore-plan':
        return;
      case 'restore-progress':
        return this.#progress(event);
      case 'restore-waiting':
        return this.#terminal.note(
          `Waiting until ${formatInstant(event.until)}: ${event.problem.title}. It goes on then.`,
        );
      case 'restore-resumed':
        return;
      case 'quota':
        return this.#quota(event);
      case 'problem':
        return this.#terminal.problem(event.problem);
      default:
        return assertNever(event);
    }
  }

  #progress(progress: RestoreProgress): void {
    const text = progressText(progress);
    if (this.#terminal.live) return this.#terminal.status(text);
    const now = this.#clock();
    if (now - this.#lastPlain < plainIntervalMs) return;
    this.#lastPlain = now;
    this.#terminal.note(text);
  }

  #quota({ state, reason, waitingUntil }: QuotaState): void {
    if (state !== 'waiting' || reason === null || waitingUntil === null) return;
    this.#terminal.note(`Waiting until ${formatInstant(waitingUntil)}: ${reason.title}`);
  }

  #finished(report: RestoreReport): void {
    const ending = report.problem === null ? null : this.#terminal.ending(report.problem);
    this.#terminal.record({ ...report, problem: ending });
    this.#terminal.clearStatus();
    this.#terminal.result(reportText(report, this.#purpose));
    if (ending !== null) this.#terminal.problem(ending);
  }
}

function progressText({ phase, done, total, bytes, totalBytes, bytesPerSecond, endsAt }: RestoreProgress): string {
  const parts = [`${phaseWords[phase]}: ${formatCount(done)} of ${formatCount(total)}`];
  if (totalBytes > 0) {
    parts.push(`${formatBytes(bytes)} of ${formatBytes(totalBytes)} at ${formatBytes(bytesPerSecond)}/s`);
  }
  if (endsAt !== null) parts.push(`until ${formatInstant(endsAt)}`);
  return parts.join(' · ');
}

const outcomeWords: Readonly<Record<SendingPurpose, Readonly<Record<RestoreReport['outcome'], string>>>> = {
  restore: {
    complete: 'Restored, and read back from Google',
    problems: 'Restored with problems',
    stopped: 'Restore stopped before the end; the same command resumes it',
  },
  upload: {
    complete: 'Uploaded, and read back from Google',
    problems: 'Uploaded with problems',
    stopped: 'Upload stopped before the end; the same command resumes it',
  },
};

/** The closing words of a restore or an upload, the sums first. */
function reportText(report: RestoreReport, purpose: SendingPurpose): string {
  const { items, sent, present, unaccepted, failed, left, renamed } = report;
  const lines = [
    items === 0 && report.outcome === 'complete'
      ? 'Nothing of the backup is in this selection.'
      : `${outcomeWords[purpose][report.outcome]}.`,
    `  items ${items} = sent ${sent} + already there ${present} + not accepted ${unaccepted} + failed ${failed} + left ${left}`,
    `  ${formatBytes(report.bytes)} sent, ${plural(report.requests, 'request', 'requests')}`,
  ];
  if (renamed > 0)
    lines.push(`  ${plural(renamed, 'item was', 'items were')} at Google before under another name, and keep it`);
  for (const { title, items: wanted, found, inOrder } of report.albums) {
    if (found === wanted && inOrder) continue;
    lines.push(`  album ${title}: ${found} of ${wanted} items${inOrder ? '' : ', in another order'}`);
  }
  const whole = report.albums.filter((album) => album.found === album.items && album.inOrder).length;
  if (report.albums.length > 0) lines.push(`  ${plural(whole, 'album is', 'albums are')} as in the backup`);
  for (const { path, problem } of report.failures.slice(0, namesShown)) {
    lines.push(`  ${path}: ${problem.title}${problem.detail === undefined ? '' : ` (${problem.detail})`}`);
  }
  lines.push(...moreFailures(report));
  return lines.join('\n');
}

/** Where the failures are that are not named in words; no line where all are. */
export function moreFailures({
  failed,
  failuresFile,
}: Pick<RestoreReport, 'failed' | 'failuresFile'>): readonly string[] {
  if (failed <= namesShown) return [];
  const where = failuresFile === null ? 'the same command with --json names up to 1,000' : `all are in ${failuresFile}`;
  return [`  … and ${formatCount(failed - namesShown)} more; ${where}`];
}

/** A restore that is not over, in one line for `status`; null for one that is. */
export function statusLine({ email, state, done, items, waitingUntil }: RestoreStatus): string | null {
  const how = `${formatCount(done)} of ${plural(items, 'item', 'items')} sent to ${email}`;
  switch (state) {
    case 'sending':
      return `Restoring: ${how}.`;
    case 'waiting':
      return `Restore waits for Google's limit until ${formatInstant(waitingUntil ?? '')}: ${how}.`;
    case 'unfinished':
      return `Restore not finished: ${how}. The same command resumes it.`;
    case 'finished':
      return null;
    default:
      return assertNever(state);
  }
}
