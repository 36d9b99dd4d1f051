import { type Problem, ProblemError } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { StagedFile } from '../destination/staged-file.ts';
import type { Staging } from '../destination/staging.ts';
import { judgeBytes } from '../media/judge-bytes.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import type { MediaType } from '../media/media-type.ts';
import { readFacts } from '../media/read-facts.ts';
import type { ItemHandle, Source } from '../sources/source.ts';
import { byteIntake, judgedBytes } from './byte-intake.ts';
import type { ClaimedItem } from './claims.ts';
import { concernsOneItem } from './problem-scope.ts';
import type { Fetched } from './storage.ts';

export interface TransferDeps {
  readonly source: Source;
  readonly staging: Staging;
  /** Names the item across runs and accounts. */
  readonly keyOf: (item: ClaimedItem) => string;
  readonly now: () => Date;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Fetches one item into staging and looks at it. On failure nothing is left but a large part that can be continued. */
export async function transfer(item: ClaimedItem, deps: TransferDeps): Promise<Result<Fetched>> {
  const file = await deps.staging.open(deps.keyOf(item));
  const fetched = await fetchWithFreshLink(item, file, deps);
  if (!fetched.ok) {
    await (isWorthKeeping(fetched.problem) ? file.suspend() : file.discard());
    return fetched;
  }
  const looked = await lookAt(file, item, deps.now());
  if (!looked.ok) {
    await file.discard();
    return looked;
  }
  const finished = await file.finish();
  return finished.ok ? ok({ item, file, content: finished.value, ...looked.value }) : finished;
}

/** What the bytes are and say about themselves; asked before they are brought to the disk, while most are in memory. */
async function lookAt(
  file: StagedFile,
  item: ClaimedItem,
  now: Date,
): Promise<Result<{ readonly type: MediaType; readonly facts: MediaFacts }>> {
  try {
    const size = file.bytes();
    const head = await file.read(0, judgedBytes);
    const type = judgeBytes({ head, contentType: null, expectedMime: item.mimeType, length: size });
    if (!type.ok) return type;
    return ok({
      type: type.value,
      facts: await readFacts({ size, read: (from, length) => file.read(from, length) }, type.value, now),
    });
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}

/** A link that was refused although it was thought to be good is renewed once. */
async function fetchWithFreshLink(item: ClaimedItem, file: StagedFile, deps: TransferDeps): Promise<Result<void>> {
  const first = await fetchOnce(item, item.handle, file, deps);
  if (first.ok || first.problem.code !== 'bytes-link-expired') return first;
  const renewed = await deps.source.renew([item.key], deps.signal);
  if (!renewed.ok) return renewed;
  const fresh = renewed.value.get(item.key);
  if (fresh === undefined) return first;
  return fresh.ok ? fetchOnce(item, fresh.value.handle, file, deps) : failed(fresh.problem);
}

async function fetchOnce(
  item: ClaimedItem,
  handle: ItemHandle,
  file: StagedFile,
  { source, onBytes, signal }: TransferDeps,
): Promise<Result<void>> {
  try {
    return await source.fetch({ ...item, handle }, byteIntake(file, item.mimeType, onBytes), signal);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}

/** Broken off is not wrong: what came so far may be continued. */
function isWorthKeeping(problem: Problem): boolean {
  return !concernsOneItem(problem) || isMarked(problem.code, 'resumable');
}
