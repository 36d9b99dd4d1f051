import type { MonotonicClock } from '../base/clock.ts';
import { fidelityTexts } from '../contract/fidelity-texts.ts';
import type { ItemSummary, PickerState, QuotaState, RunEvent, RunProgress, RunReport } from '../contract/models.ts';
import { isMarked } from '../contract/problem-codes.ts';
import { assertNever } from '../contract/result.ts';
import { type RunPurpose, sourceTable } from '../contract/source-kinds.ts';
import type { PartChecksum, TakeoutMedia, TakeoutPart } from '../contract/takeout-models.ts';
import { formatBytes, formatCount, formatInstant, formatSeconds, plural } from './format.ts';
import { entryCountLines, partStateWords } from './takeout-view.ts';
import type { Terminal } from './terminal.ts';

/** On anything but a terminal a progress line appears this often at most. */
const plainIntervalMs = 10_000;
/** After this many problems the rest is only counted: the report and `items list --state failed` have them all. */
const problemsShown = 10;

/** What a run is told in that has words of its own. */
export interface RunWords {
  /** Instead of the sums, when all went well and there was nothing to be done. */
  readonly nothingNew: string;
  /** How it ended when it did not come to its end. */
  readonly stopped: string;
}

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

const outcomeWords: Readonly<Record<RunReport['outcome'], string>> = {
  complete: 'Backup complete',
  problems: 'Backup finished with problems',
  stopped: 'Backup stopped before its end; the next one resumes',
};

const choiceWords: Readonly<Record<RunReport['outcome'], string>> = {
  complete: 'What you chose is in the backup',
  problems: 'Finished with problems',
  stopped: 'Stopped before its end',
};

const importWords: Readonly<Record<RunReport['outcome'], string>> = {
  complete: 'Import complete',
  problems: 'Import finished with problems',
  stopped: 'Import stopped before its end; give the same export files again to resume',
};

const repairWords: Readonly<Record<RunReport['outcome'], string>> = {
  complete: 'Repair done',
  problems: 'Repair finished with problems',
  stopped: 'Repair stopped before its end; the next one resumes',
};

const wordsByPurpose: Readonly<Record<RunPurpose, Readonly<Record<RunReport['outcome'], string>>>> = {
  backup: outcomeWords,
  selection: choiceWords,
  import: importWords,
};

/** The closing words of a run, the sums first. */
function reportText(report: RunReport, wouldFetch: number, own: RunWords | null): string {
  if (own !== null && report.outcome === 'complete' && isEmpty(report)) return own.nothingNew;
  const { purpose } = sourceTable[report.source];
  const usual = report.kind === 'repair' ? repairWords : wordsByPurpose[purpose];
  const words = own === null ? usual : { ...usual, stopped: own.stopped };
  const { title, explanation } = fidelityTexts['api-copy'];
  const rate = report.seconds > 0 ? ` (${formatBytes(report.bytes / report.seconds)}/s)` : '';
  const isListed = report.dryRun && purpose !== 'import';
  return [
    report.dryRun ? dryRunText(report, wouldFetch) : `${endingText(report, words)}.`,
    ...(isListed ? [] : [sumsText(report)]),
    ...(report.entries === undefined
      ? []
      : entryCountLines(report.entries, report.dryRun ? 'would be done' : 'done', inTotal(report))),
    `  ${formatBytes(report.bytes)} in ${formatSeconds(report.seconds)}${report.bytes > 0 ? rate : ''}${requestsText(report)}`,
    ...(purpose === 'selection' && report.stored > 0 ? [`  ${title}. ${explanation}`] : []),
  ].join('\n');
}

/** A run that was about some items says so: what it left out is not in the backup. */
function endingText(
  { filter, outcome, source }: RunReport,
  words: Readonly<Record<RunReport['outcome'], string>>,
): string {
  if (filter === undefined) return words[outcome];
  const isImport = sourceTable[source].purpose === 'import';
  const later = isImport ? 'give the same files again without it' : 'a backup without it fetches them';
  const whole = `Done for what the filter wants (${filter}). Items that it leaves out are not in the backup: ${later}`;
  return outcome === 'complete' ? whole : `${words[outcome]} (only what the filter wants: ${filter})`;
}

/** There was nothing to be looked at. */
function isEmpty({ discovered, entries }: RunReport): boolean {
  return discovered === 0 && Object.values(entries ?? {}).every((count) => count === 0);
}

/** The accounting identity. */
function sumsText({ entries, discovered, stored, present, skipped, failed }: RunReport): string {
  const scope = entries === undefined ? '' : 'this run: ';
  return `  ${scope}discovered ${discovered} = stored ${stored} + present ${present} + skipped ${skipped} + failed ${failed}`;
}

/** An import counts what became of every entry, by this run or an earlier one. */
function inTotal({ dryRun }: RunReport): string {
  return dryRun ? '' : 'in total, by this run and earlier ones: ';
}

/** What a dry run would do, in its first words. */
function dryRunText({ source, skipped, stored, present, failed }: RunReport, wouldFetch: number): string {
  if (sourceTable[source].purpose === 'import') return 'Dry run: nothing was stored.';
  const rest = [
    stored + present > 0 ? `${formatCount(stored + present)} already in the backup` : '',
    failed > 0 ? `${formatCount(failed)} failed before` : '',
    skipped > wouldFetch ? `${formatCount(skipped - wouldFetch)} left out` : '',
  ].filter((words) => words !== '');
  const would = `Dry run: nothing was fetched. A backup would fetch ${plural(wouldFetch, 'item', 'items')}`;
  return rest.length === 0 ? `${would}.` : `${would} (${rest.join(', ')}).`;
}

/** An import needs no network. */
function requestsText({ source, apiRequests, mediaRequests }: RunReport): string {
  if (sourceTable[source].purpose === 'import') return '';
  return `, ${plural(apiRequests, 'API request', 'API requests')}, ${plural(mediaRequests, 'byte request', 'byte requests')}`;
}
