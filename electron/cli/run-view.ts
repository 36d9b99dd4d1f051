import type { MonotonicClock } from '../base/clock.ts';
import type { ItemSummary, PickerState, QuotaState, RunEvent, RunProgress } from '../contract/models.ts';
import { isMarked } from '../contract/problem-codes.ts';
import { assertNever } from '../contract/result.ts';
import { sourceTable } from '../contract/source-kinds.ts';
import type { PartChecksum, TakeoutMedia, TakeoutPart } from '../contract/takeout-models.ts';
import { formatBytes, formatCount, formatInstant, formatSeconds, plural } from './format.ts';
import { isEmpty, type RunWords, reportText } from './run-report.ts';
import { partStateWords } from './takeout-view.ts';
import type { Terminal } from './terminal.ts';

/** On anything but a terminal a progress line appears this often at most. */
const plainIntervalMs = 10_000;
/** After this many problems the rest is only counted: the report and `items list --state failed` have them all. */
const problemsShown = 10;

/** Shows a run's events: a live bar on a terminal, plain lines elsewhere, NDJSON with `--json`. */
export class RunView {
  readonly #terminal: Terminal;
  readonly #clock: MonotonicClock;
  #lastPlain = Number.NEGATIVE_INFINITY;
  #problems = 0;
  /** What a dry run of a backup has listed. */
  #wouldFetch = 0;
  /** Photos that a dry run has reported. */
  #looked = 0;
  #quotaReason: string | null = null;
  /** The person is choosing: until then nothing happens that would be progress. */
  #isChoosing = false;

  readonly #words: RunWords | null;

  /** Whose run it is, where several follow each other. */
  readonly #whose: string | null;

  constructor(terminal: Terminal, clock: MonotonicClock, words: RunWords | null = null, whose: string | null = null) {
    this.#whose = whose;
    this.#terminal = terminal;
    this.#clock = clock;
    this.#words = words;
  }

  show(event: RunEvent): void {
    if (event.event === 'finished') return this.#finished(event);
    this.#terminal.record(event);
    switch (event.event) {
      case 'started':
        return this.#terminal.note(startText(event));
      case 'progress':
        return this.#progress(event);
      case 'quota':
        return this.#quota(event);
      case 'problem':
        this.#problems += 1;
        if (this.#problems <= problemsShown) this.#terminal.problem(event.problem);
        return;
      case 'picker':
        return this.#choosing(event);
      case 'part':
      case 'media':
        return this.#takeout(event);
      default:
        return assertNever(event);
    }
  }

  /** An item that a backup would fetch; before the end of its dry run. */
  wouldFetch(item: ItemSummary): void {
    this.#wouldFetch += 1;
    this.#terminal.record({ event: 'would-fetch', ...item });
    this.#terminal.result(`would fetch  ${item.filename}`);
  }

  #progress(progress: RunProgress): void {
    if (this.#isChoosing && progress.current.length === 0 && progress.phase === 'discovering') return;
    if (this.#terminal.live) return this.#terminal.status(statusLine(progress, this.#terminal.columns));
    const now = this.#clock();
    if (now - this.#lastPlain < plainIntervalMs || progress.phase === 'preparing') return;
    this.#lastPlain = now;
    this.#terminal.note(plainLine(progress));
  }

  #choosing(picker: PickerState): void {
    this.#isChoosing = picker.state === 'waiting';
    this.#terminal.note(choosingText(picker));
  }

  #quota(quota: QuotaState): void {
    const text = quotaText(quota);
    if (text !== null && text !== this.#quotaReason) this.#terminal.note(text);
    this.#quotaReason = text;
  }

  #takeout(event: TakeoutPart | TakeoutMedia): void {
    if (event.event === 'part') {
      if (event.problem === null || isMarked(event.problem.code, 'only-told')) {
        this.#terminal.note(`${event.part}: ${partStateWords[event.state]}${checksumWords[event.checksum ?? 'wrong']}`);
      }
      return;
    }
    this.#looked += 1;
    const words = this.#terminal.live ? `Looking: ${formatCount(this.#looked)} · ${event.path}` : null;
    if (words !== null) this.#terminal.status(words);
  }

  #finished(report: Extract<RunEvent, { event: 'finished' }>): void {
    const ending = report.problem === null ? null : this.#terminal.ending(report.problem);
    this.#terminal.record({ ...report, problem: ending });
    this.#terminal.clearStatus();
    if (this.#problems > problemsShown) {
      const more = plural(this.#problems - problemsShown, 'more problem', 'more problems');
      this.#terminal.note(this.#terminal.commands(`… and ${more}: afterimage items list --state failed`));
    }
    if (ending !== null) this.#terminal.problem(ending);
    // What ended it has been told, and there was nothing yet that could be resumed.
    if (this.#words !== null && report.outcome === 'stopped' && isEmpty(report)) return;
    // A timer's mail that says every night that all is well is not read when it says something else.
    if (this.#terminal.quiet && report.outcome === 'complete' && !report.dryRun) return;
    const whose = this.#whose === null ? '' : `${this.#whose}: `;
    this.#terminal.result(`${whose}${reportText(report, this.#wouldFetch, this.#words)}`);
  }
}

/** What more is known of a part than that its photos are stored; what is wrong is told as a problem. */
const checksumWords: Readonly<Record<PartChecksum, string>> = {
  right: ', MD5 right',
  wrong: '',
  'read-in-part': ' (each photo has its CRC; the MD5 of the file was not compared, as it was not read in one go)',
  'left-out': ' (each photo has its CRC; the MD5 of the file was not compared, as much in it is not imported)',
};

function startText({ source, dryRun, run, kind }: Extract<RunEvent, { event: 'started' }>): string {
  const { purpose } = sourceTable[source];
  if (kind === 'repair') return `Repair ${run}: bringing back what is missing or damaged`;
  if (purpose === 'selection') return `Selection ${run}`;
  if (purpose === 'import') return `${dryRun ? 'Dry run' : 'Import'} ${run}: reading what the export holds`;
  return `${dryRun ? 'Dry run' : 'Backup'} ${run}: ${kind === 'full' ? 'comparing everything' : 'looking for changes'}`;
}

function choosingText(picker: PickerState): string {
  const { session, chosen, expiresAt } = picker;
  switch (picker.state) {
    case 'waiting':
      return session === 1
        ? 'Choose photos in your browser and press Done there … (Ctrl-C cancels)'
        : `${plural(chosen, 'item', 'items')} chosen, which is as many as fit. Choose more, or press Done without choosing …`;
    case 'listing':
      return 'Listing what was chosen …';
    case 'chosen':
      return chosen === 0 ? 'Nothing was chosen.' : `${plural(chosen, 'item', 'items')} chosen. Fetching them …`;
    case 'kept':
      return `Not everything could be fetched yet. Run pick again before ${formatInstant(expiresAt)} to go on.`;
    default:
      return assertNever(picker);
  }
}

const phaseWords: Readonly<Record<RunProgress['phase'], string>> = {
  preparing: 'Preparing',
  discovering: 'Listing',
  transferring: 'Fetching',
  settling: 'Finishing albums and checksums',
  done: 'Done',
};

function statusLine(progress: RunProgress, columns: number): string {
  const { items, secondsLeft } = progress;
  if (progress.phase === 'preparing' || progress.phase === 'settling') return `${phaseWords[progress.phase]} …`;
  const counted = `${formatCount(items.done)}${items.total === null ? '' : `/${formatCount(items.total)}`}`;
  const parts = [
    items.total === null
      ? `${phaseWords[progress.phase]} ${plural(progress.discovered, 'item', 'items')} · fetched ${counted}`
      : `${bar(items.done, items.total, Math.min(24, Math.floor(columns / 4)))} ${counted}`,
    `${formatBytes(progress.bytes)} at ${formatBytes(progress.bytesPerSecond)}/s`,
  ];
  if (secondsLeft !== null) parts.push(`${formatSeconds(secondsLeft)} left`);
  const current = progress.current[0];
  if (current !== undefined) parts.push(current);
  return parts.join(' · ');
}

function plainLine(progress: RunProgress): string {
  const { items } = progress;
  const of = items.total === null ? '' : ` of ${formatCount(items.total)}`;
  return `${phaseWords[progress.phase]}: ${formatCount(items.done)}${of} fetched, ${plural(progress.discovered, 'item', 'items')} listed, ${formatBytes(progress.bytes)}`;
}

function bar(done: number, total: number, width: number): string {
  const filled = total === 0 ? width : Math.min(width, Math.floor((done / total) * width));
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
}

/** The governor's state in a sentence; null while all is well. */
function quotaText(quota: QuotaState): string | null {
  if (quota.state === 'ok' || quota.reason === null) return null;
  const until = quota.waitingUntil === null ? '' : ` until ${formatInstant(quota.waitingUntil)}`;
  switch (quota.state) {
    case 'slowed':
      return `Slowed down: ${quota.reason.title}`;
    case 'waiting':
      return `Waiting${until}: ${quota.reason.title}`;
    case 'stopped':
      return `Stopped${until}: ${quota.reason.title}`;
    default:
      return assertNever(quota.state);
  }
}
