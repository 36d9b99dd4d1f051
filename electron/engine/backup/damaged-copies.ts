import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { StagedContent } from '../destination/staged-file.ts';
import type { FileEnd } from '../media/file-end.ts';

/** What came of one item, once its transfer was over. */
export interface ArrivedCopy {
  readonly itemId: number;
  readonly content: StagedContent;
  readonly end: FileEnd;
  /** Length that the answer announced, and brought; null when it announced none. */
  readonly announced: number | null;
}

/**
 * Tells a transfer that was cut off from a photo that is damaged at Google: an answer that looks complete although the
 * file has no end is refused the first time. When the same bytes come again, in an answer that announced their length,
 * they are all that Google has.
 */
export class DamagedCopies {
  /** The checksum of what was refused, by item. */
  readonly #refused = new Map<number, string>();

  /** Null: whole. A problem as value: to be stored with that flag. Fails with `bytes-cut-short`: to be asked for again. */
  judge({ itemId, content, end, announced }: ArrivedCopy): Result<Problem | null> {
    if (end.kind === 'whole' || (end.kind === 'unknown' && announced !== null)) return ok(null);
    const known = this.#refused.get(itemId);
    this.#refused.set(itemId, content.sha256);
    const detail = end.kind === 'cut-short' ? end.detail : 'The answer did not say its length.';
    const isAllThereIs = known === content.sha256 && (end.kind === 'unknown' || announced !== null);
    return isAllThereIs ? ok(problem('photo-damaged', { detail })) : failed(problem('bytes-cut-short', { detail }));
  }
}
