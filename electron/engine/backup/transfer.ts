import { type Problem, ProblemError } from '../../contract/problem.ts';
import { isMarked } from '../../contract/problem-codes.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { WantedItem } from '../catalog/items/transfers.ts';
import type { StagedFile } from '../destination/staged-file.ts';
import type { Staging } from '../destination/staging.ts';
import { endOf } from '../media/cut-short.ts';
import type { FileEnd } from '../media/file-end.ts';
import { readFacts } from '../media/read-facts.ts';
import type { Source } from '../sources/source.ts';
import { type ByteIntake, byteIntake } from './byte-intake.ts';
import type { DamagedCopies } from './damaged-copies.ts';
import { concernsOneItem } from './problem-scope.ts';
import type { Fetched, InspectedBytes } from './storage.ts';

export interface TransferDeps {
  readonly source: Source;
  readonly staging: Pick<Staging, 'open'>;
  /** Names the item across runs and accounts. */
  readonly keyOf: (item: WantedItem) => string;
  readonly damagedCopies: DamagedCopies;
  readonly now: () => Date;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Fetches one item into staging and inspects it. On failure nothing is left but a large part that can be continued. */
export async function transfer(item: WantedItem, deps: TransferDeps): Promise<Result<Fetched>> {
  const file = await deps.staging.open(deps.keyOf(item));
  const datedName = item.said?.takenAt == null ? null : item.filename;
  const intake = byteIntake(file, { expectedMime: item.mimeType, datedName }, deps.onBytes);
  const fetched = await fetchWithFreshLink(item, intake, deps);
  if (!fetched.ok) {
    await (isWorthKeeping(fetched.problem) ? file.suspend() : file.discard());
    return fetched;
  }
  const media = await orProblem(() => inspect(file, intake, deps));
  if (!media.ok) {
    await file.discard();
    return media;
  }
  const finished = await file.finish();
  if (!finished.ok) return finished;
  const { end, ...found } = media.value;
  const arrived = { itemId: item.id, content: finished.value, announced: intake.announced() };
  const judged = end === null ? ok(null) : deps.damagedCopies.judge({ ...arrived, end });
  if (judged.ok) return ok({ item, file, content: finished.value, ...found, damage: intake.damage() ?? judged.value });
  await file.discard();
  return judged;
}

/**
 * What the bytes are and say about themselves; asked before they are brought to the disk, while most are in memory. The end
 * is looked for only in what an API hands out, else it is null: in archives the checksum vouches, and a damaged original
 * is an original.
 */
async function inspect(
  file: StagedFile,
  intake: ByteIntake,
  { source, now }: TransferDeps,
): Promise<Result<InspectedBytes & { readonly end: FileEnd | null }>> {
  const type = await intake.verdict();
  if (!type.ok) return type;
  const access = { size: file.bytes(), read: (from: number, length: number) => file.read(from, length) };
  const facts = await readFacts(access, type.value, now());
  const end = source.fidelity === 'api-copy' ? await endOf(access, type.value) : null;
  return ok({ type: type.value, facts, end });
}

/** A link that was refused although it was thought to be good is renewed once. */
async function fetchWithFreshLink(item: WantedItem, intake: ByteIntake, deps: TransferDeps): Promise<Result<void>> {
  const { source, signal } = deps;
  const fetch = ({ handle }: Pick<WantedItem, 'handle'>): Promise<Result<void>> =>
    orProblem(() => source.fetch({ key: item.key, mimeType: item.mimeType, handle }, intake, signal));
  const first = await fetch(item);
  if (first.ok || first.problem.code !== 'bytes-link-expired') return first;
  const renewed = await source.renew([item.key], signal);
  if (!renewed.ok) return renewed;
  const fresh = renewed.value.get(item.key);
  if (fresh === undefined) return first;
  return fresh.ok ? fetch(fresh.value) : fresh;
}

/** Streams and disks can only throw their problems. */
async function orProblem<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}

/** Broken off is not wrong: what came so far may be continued. */
function isWorthKeeping(problem: Problem): boolean {
  return !concernsOneItem(problem) || isMarked(problem.code, 'resumable');
}
