import { crc32 } from 'node:zlib';
import type { ByteSink } from '../../../../contract/bytes.ts';
import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import { isMarked } from '../../../../contract/problem-codes.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import { throwIfAborted } from './part-problems.ts';

/** The content of one entry, and what its part says about it. */
export interface EntryContent {
  readonly path: string;
  /** As declared. */
  readonly bytes: number;
  /** As declared; null where the format has none. */
  readonly crc32: number | null;
  /** Each chunk is good until the next is asked for. May throw ProblemErrors. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Is the part still as it was when it was opened? */
  readonly isUnchanged: () => Promise<boolean>;
}

/**
 * Brings a content into a sink. A chunk that would exceed the declared length ends it, and the sink's `end` comes only
 * after length and checksum were found right, or the sink takes what is damaged. Problems of the sink and of the content are told, anything else is thrown.
 */
export async function deliver(content: EntryContent, sink: ByteSink, signal: AbortSignal): Promise<Result<void>> {
  try {
    throwIfAborted(signal);
    await sink.start({ length: content.bytes, contentType: null, from: 0, etag: null });
    await passOn(content, { take: (chunk) => sink.write(chunk), damaged: sink.damaged }, signal);
    await sink.end();
    return ok(undefined);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}

/** The whole content, checked as in {@link deliver}; `entry-too-large` when more than `limit` bytes are declared. */
export async function readWhole(content: EntryContent, limit: number, signal: AbortSignal): Promise<Result<Buffer>> {
  if (content.bytes > limit) {
    const detail = `${content.bytes} bytes; at most ${limit} are read.`;
    return failed(problem('entry-too-large', { subject: content.path, detail }));
  }
  const whole = Buffer.allocUnsafe(content.bytes);
  let filled = 0;
  const take = (chunk: Uint8Array): void => {
    whole.set(chunk, filled);
    filled += chunk.length;
  };
  const read = await readThrough(content, take, signal);
  return read.ok ? ok(whole) : read;
}

/**
 * The whole content piece by piece, checked as in {@link deliver}: what was taken is to be believed only when no problem
 * comes back.
 */
export async function readThrough(
  content: EntryContent,
  take: (chunk: Uint8Array) => void | Promise<void>,
  signal: AbortSignal,
): Promise<Result<void>> {
  try {
    await passOn(content, { take, damaged: undefined }, signal);
    return ok(undefined);
  } catch (thrown) {
    if (thrown instanceof ProblemError && isMarked(thrown.problem.code, 'entry')) return failed(thrown.problem);
    throw thrown;
  }
}

/** Who takes a content: chunk by chunk, and whether damaged ones as well. */
interface Taking {
  readonly take: (chunk: Uint8Array) => void | Promise<void>;
  readonly damaged: ByteSink['damaged'];
}

/** Passes a content on, checked as in {@link deliver}; throws what is wrong with it. */
export async function passOn(content: EntryContent, { take, damaged }: Taking, signal: AbortSignal): Promise<void> {
  let came = 0;
  let checksum = 0;
  for await (const chunk of content.chunks) {
    throwIfAborted(signal);
    came += chunk.length;
    if (came > content.bytes) throw await mismatch(content, `More than the ${content.bytes} bytes that are declared.`);
    if (content.crc32 !== null) checksum = crc32(chunk, checksum);
    await take(chunk);
  }
  if (came < content.bytes) throw await mismatch(content, `${came} of ${content.bytes} bytes.`);
  if (content.crc32 !== null && checksum !== content.crc32)
    await tellDamage(content, 'The checksum is wrong.', damaged);
  // Without a checksum only this tells that what was read belongs together.
  if (content.crc32 === null && !(await content.isUnchanged())) throw new ProblemError(changedProblem(content));
}

/** All bytes came, and they are not what they were. */
async function tellDamage(content: EntryContent, detail: string, damaged: ByteSink['damaged']): Promise<void> {
  const met = await mismatch(content, detail);
  if (damaged === undefined || met.problem.code !== 'entry-damaged') throw met;
  damaged(problem('entry-kept-damaged', { subject: content.path, detail }));
}

/** Bytes that do not fit what was declared: because they are damaged, or because somebody writes to the part. */
async function mismatch(content: EntryContent, detail: string): Promise<ProblemError> {
  if (!(await content.isUnchanged())) return new ProblemError(changedProblem(content));
  return new ProblemError(problem('entry-damaged', { subject: content.path, detail }));
}

function changedProblem({ path }: EntryContent): Problem {
  return problem('part-changed', { subject: path });
}
