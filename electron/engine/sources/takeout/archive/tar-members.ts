import type { Header } from 'tar-stream';
import { ProblemError, problem } from '../../../../contract/problem.ts';
import { assertNever } from '../../../../contract/result.ts';
import type { EntryNature, ListedEntry } from './entry-judge.ts';
import { decodeName } from './entry-name.ts';
import type { PartFile } from './part-file.ts';
import { feedTar, type TarEntry } from './tar-feed.ts';

/** One member of a tar archive as the pass comes to it. */
export interface TarMember {
  readonly listed: ListedEntry;
  /**
   * What is left of its content, in chunks that stay good. A reader may stop anywhere, and another continue from there;
   * what nobody reads is passed over.
   */
  readonly rest: () => AsyncGenerator<Uint8Array>;
}

/**
 * One pass over a .tgz from its beginning. Throws a ProblemError where it cannot be read on, after all members that
 * could be: `part-truncated`, `part-damaged`, `part-changed`, `part-gone`.
 */
export async function* tarMembers(file: PartFile, name: string): AsyncGenerator<TarMember> {
  const feed = feedTar(file);
  const explain = (thrown: unknown): Promise<unknown> => passError(feed.failure() ?? thrown, file, name);
  try {
    let position = 0;
    for await (const entry of feed.members) {
      const member = { listed: listedTarEntry(entry.header, position), rest: restOf(entry, explain) };
      yield member;
      await passOver(member.rest());
      feed.next();
      position += 1;
    }
    if (!feed.isWhole()) throw new ProblemError(problem('part-truncated', { subject: name }));
  } catch (thrown) {
    throw await explain(thrown);
  } finally {
    await feed.stop();
  }
}

/** Reads to the end: to destroy a member's stream would be the end of the pass. */
async function passOver(chunks: AsyncGenerator<Uint8Array>): Promise<void> {
  for (let isOver = false; !isOver; ) isOver = (await chunks.next()).done === true;
}

function restOf(entry: TarEntry, explain: (thrown: unknown) => Promise<unknown>): TarMember['rest'] {
  const chunks = entry[Symbol.asyncIterator]();
  let isOver = false;
  return async function* () {
    while (!isOver) {
      let next: IteratorResult<unknown>;
      try {
        next = await chunks.next();
      } catch (thrown) {
        throw await explain(thrown);
      }
      if (next.done === true) isOver = true;
      else if (next.value instanceof Uint8Array) yield next.value;
    }
  };
}

async function passError(thrown: unknown, file: PartFile, name: string): Promise<unknown> {
  if (thrown instanceof ProblemError || !(thrown instanceof Error)) return thrown;
  if (!(await file.isUnchanged())) return new ProblemError(problem('part-changed', { subject: name }));
  const detail = thrown.message;
  const code = detail === 'Unexpected end of data' ? 'part-truncated' : 'part-damaged';
  return new ProblemError(problem(code, { subject: name, detail }));
}

function listedTarEntry(header: Header, position: number): ListedEntry {
  return {
    name: nameOf(header),
    position,
    bytes: header.size,
    crc32: null,
    modifiedAt: header.mtime.getTime(),
    separators: 'slash',
    nature: natureOf(header.type),
    objection: null,
  };
}

/** Names come one character a byte, as any encoding may be meant; those of extended headers are UTF-8 and decoded. */
function nameOf({ name, pax }: Header): string {
  const isDecoded = typeof pax === 'object' && pax !== null && 'path' in pax && pax.path === name;
  return isDecoded ? name : decodeName(Buffer.from(name, 'latin1'));
}

function natureOf(type: Header['type'] | null): EntryNature {
  switch (type) {
    case 'file':
    case 'contiguous-file':
      return 'file';
    case 'directory':
      return 'folder';
    case 'link':
    case 'symlink':
      return 'link';
    case 'character-device':
    case 'block-device':
    case 'fifo':
      return 'device';
    case null:
      return 'unknown';
    default:
      return assertNever(type);
  }
}
