import { ok, type Result } from '../../contract/result.ts';
import type { MediaItem, PhotosLibrary } from '../google/photos-library.ts';
import { eachPage } from './each-page.ts';
import type { RestoreJournal } from './journal.ts';
import type { Patience } from './patience.ts';
import type { WorkList } from './work-list.ts';

/** What looking needs. */
export interface LookDeps {
  readonly journal: RestoreJournal;
  readonly target: number;
  readonly work: WorkList;
  readonly library: PhotosLibrary;
  readonly patiently: Patience;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * Lists what this client made in the account; it sees nothing else. What stands there under the name and the moment of an
 * item to be sent is that item. With `forget`, what was sent before and is not there is sent again: should it be there all
 * the same, the same bytes are no second item.
 */
export async function lookAtTarget(deps: LookDeps, forget: 'keep' | 'forget'): Promise<Result<void>> {
  const { journal, target, work, library, patiently, now, signal } = deps;
  const listed = await eachPage(
    (token) => patiently(() => library.listItems(token, signal), signal),
    (entries) => work.see(entries.map(seenOf)),
  );
  if (!listed.ok) return listed;
  if (forget === 'forget') forgetUnseen(deps);
  const at = new Date(now()).toISOString();
  for (let known = work.recognised(); known.length > 0; known = work.recognised()) {
    const items = known.map(({ sha256, mediaId, filename }) => ({ sha256, mediaId, filename, nameThere: filename }));
    journal.recordSent(target, items, at);
    for (const { n } of known) work.set(n, 'there');
  }
  return ok(undefined);
}

function forgetUnseen({ journal, target, work }: LookDeps): void {
  let after = '';
  for (let gone = work.unseen(after); gone.length > 0; gone = work.unseen(after)) {
    for (const sha256 of gone) {
      journal.forgetSent(target, sha256);
      work.sendAgain(sha256);
      after = sha256;
    }
  }
}

function seenOf({ id, filename, creationTime }: MediaItem) {
  const moment = creationTime === null ? Number.NaN : Math.floor(Date.parse(creationTime) / 1_000);
  return { mediaId: id, filename: filename ?? '', moment: Number.isNaN(moment) ? null : moment };
}
