import type { AppSnapshot, Pause, Selection } from '../../contract/desktop-models.ts';
import type { RunProgress } from '../../contract/models.ts';
import { assertNever } from '../../contract/result.ts';
import { blockingProblem, pressingWarning, statusOf } from './status.ts';

/** Words for times, in the person's language and zone. */
export interface TimeWords {
  /** "18:00" for today, with the day for any other: "Sat 18:00". */
  readonly moment: (instant: string) => string;
  readonly count: (number: number) => string;
}

type Facts = Omit<AppSnapshot, 'status' | 'statusText'>;

/** The one plain sentence of state, for the tray and the Overview. */
export function statusTextOf(facts: Facts, words: TimeWords): string {
  const status = statusOf(facts);
  switch (status) {
    case 'setting-up':
      return 'Afterimage is not set up yet.';
    case 'running':
      return facts.run === null ? '' : runText(facts.run, facts, words);
    case 'paused':
      return pauseText(facts.pause, words);
    case 'error':
      return errorText(facts);
    case 'attention':
      return attentionText(facts, words);
    case 'done':
      return `Everything is backed up.${nextWords(facts, words)}`;
    case 'idle':
      return idleText(facts, words);
    default:
      return assertNever(status);
  }
}

function runText(run: NonNullable<Facts['run']>, { quota, selection }: Facts, words: TimeWords): string {
  if (run.stopping) return 'Stopping: files in flight are being finished.';
  if (run.source === 'picker') return selectionText(run.progress, selection, words);
  if (run.source === 'takeout') return importText(run.progress, words);
  if (quota?.state === 'waiting' && quota.waitingUntil !== null) {
    return `Google asked to wait: going on at ${words.moment(quota.waitingUntil)}.`;
  }
  return progressText(run.progress, words);
}

function selectionText({ phase, items }: RunProgress, selection: Selection | null, { count }: TimeWords): string {
  if (phase === 'settling') return 'Finishing albums and checksums.';
  const isBegun = items.done > 0 || selection?.now.stage === 'fetching';
  if (!isBegun) return 'Waiting for what you choose in Google Photos.';
  return items.total === null
    ? `Fetching what you chose: ${count(items.done)} so far.`
    : `Fetching what you chose: ${count(items.done)} of ${count(items.total)}.`;
}

function importText({ phase, items, discovered }: RunProgress, { count }: TimeWords): string {
  switch (phase) {
    case 'preparing':
      return 'Preparing an import.';
    case 'discovering':
      return discovered === 0
        ? 'Importing an export: reading what it holds.'
        : `Importing an export: ${count(discovered)} photos listed so far.`;
    case 'transferring':
      return items.total === null
        ? `Importing an export: ${count(items.done)} stored, still listing.`
        : `Importing an export: ${count(items.done)} of ${count(items.total)}.`;
    case 'settling':
      return 'Finishing albums and checksums.';
    case 'done':
      return 'The import has ended.';
    default:
      return assertNever(phase);
  }
}

function progressText({ phase, items, discovered }: RunProgress, { count }: TimeWords): string {
  switch (phase) {
    case 'preparing':
      return 'Preparing a backup.';
    case 'discovering':
      return `Looking for new photos: ${count(discovered)} listed so far.`;
    case 'transferring':
      return items.total === null
        ? `Backing up: ${count(items.done)} fetched, still listing.`
        : `Backing up: ${count(items.done)} of ${count(items.total)}.`;
    case 'settling':
      return 'Finishing albums and checksums.';
    case 'done':
      return 'The backup has ended.';
    default:
      return assertNever(phase);
  }
}

function pauseText(pause: Pause | null, { moment }: TimeWords): string {
  return pause === null || pause.until === null ? 'Paused until you resume.' : `Paused until ${moment(pause.until)}.`;
}

function errorText(facts: Facts): string {
  if (facts.engine === 'crashed') return 'The backup engine stopped working.';
  return `${blockingProblem(facts)?.title ?? 'The backup needs you'}.`;
}

function attentionText(facts: Facts, words: TimeWords): string {
  const warning = pressingWarning(facts);
  return facts.problems.length === 0 && warning !== null
    ? `${warning.title}.`
    : `Backed up, but ${problemCount(facts, words)}.`;
}

function problemCount({ problems }: Facts, { count }: TimeWords): string {
  const all = problems.reduce((sum, group) => sum + group.count, 0);
  if (all === 0) return 'something needs your attention';
  return all === 1 ? '1 problem needs your attention' : `${count(all)} problems need your attention`;
}

function idleText(facts: Facts, words: TimeWords): string {
  if (!facts.online) return 'Offline: the backup goes on when the connection is back.';
  if (facts.trouble !== null) return `${facts.trouble.title}.${nextWords(facts, words)}`;
  return facts.lastRun === null
    ? `Ready for the first backup.${nextWords(facts, words)}`
    : `Not everything is backed up yet.${nextWords(facts, words)}`;
}

function nextWords({ nextRuns }: Facts, { moment }: TimeWords): string {
  const [next] = nextRuns;
  return next === undefined ? '' : ` Next backup: ${moment(next)}.`;
}
