import type { MonotonicClock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { QuotaState } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import type { RestoreEvent } from '../../contract/restore-models.ts';
import type { PhotosLibrary } from '../google/photos-library.ts';
import type { PhotosWriting } from '../google/photos-writing.ts';
import type { RestoreJournal } from './journal.ts';
import type { Waits } from './patience.ts';
import type { RestoreMeter } from './restore-meter.ts';
import type { WorkList } from './work-list.ts';

/** What all steps of one restore share. */
export interface RestoreContext extends Waits {
  /** The backup folder. */
  readonly root: string;
  /** Why the backup folder cannot be read now: a file that is gone may be a disk that is gone. Null when it can. */
  readonly folderProblem: () => Promise<Problem | null>;
  readonly journal: RestoreJournal;
  /** The target's number in the journal. */
  readonly target: number;
  readonly work: WorkList;
  readonly library: PhotosLibrary;
  readonly writing: PhotosWriting;
  readonly quota: () => QuotaState;
  readonly meter: RestoreMeter;
  /** Items of the restore, and how many of them are at Google. */
  readonly tally: { readonly items: number; done: number };
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly clock: MonotonicClock;
  /** Waits so many milliseconds; rejects as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly emit: (event: RestoreEvent) => void;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Writes down how far a restore is, for whoever looks; `waitingUntil` is ISO 8601. */
export function noteState({ journal, target, tally, now }: RestoreContext, waitingUntil: string | null): void {
  journal.note(target, { ...tally, waitingUntil, changedAt: new Date(now()).toISOString() });
}
