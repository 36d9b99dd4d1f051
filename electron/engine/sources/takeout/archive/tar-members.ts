import { messageOf } from '../../../../base/message-of.ts';
import { ProblemError, problem } from '../../../../contract/problem.ts';
import type { EntryNature, ListedEntry } from './entry-judge.ts';
import { decodeName } from './entry-name.ts';
import type { PartFile } from './part-file.ts';
import { TarCut, type TarEntry, type TarMark, TarReader } from './tar-reader.ts';

/** One member of a tar archive as the pass comes to it. */
export interface TarMember {
  readonly listed: ListedEntry;
  /**
   * What is left of its content, in chunks that stay good. A reader may stop anywhere, and another continue from there;
   * what nobody reads is passed over.
   */
  readonly rest: () => AsyncGenerator<Uint8Array>;
  /** Where another pass can begin with this member; null when it cannot. */
  readonly mark: TarMark | null;
}

/** An archive whose sizes lead beyond its end is read again so often: each time, one size is known to be false. */
const mostReadings = 4;

/**
 * One pass over a .tgz, from a mark or its beginning. Throws a ProblemError where it cannot be read on, after all members that
 * could be: `part-truncated`, `part-damaged`, `part-changed`, `part-gone`.
 */
export async function* tarMembers(file: PartFile, name: string, from: TarMark | null): AsyncGenerator<TarMember> {
  const pass = new TarPass(file, name, from);
  while (!pass.isOver()) yield* pass.reading();
}

class TarPass {
  readonly #file: PartFile;
  readonly #name: string;
  /** Members whose size led beyond the end of the archive, although it goes on after them. */
  readonly #falseSizes = new Set<number>();
  /** The latest member that was told of, and its name. */
  #told = -1;
  #latest = '';
  #isOver = false;
  /** Where the first reading begins; the others begin at the beginning. */
  #from: TarMark | null;

  constructor(file: PartFile, name: string, from: TarMark | null) {
    this.#file = file;
    this.#name = name;
    this.#from = from;
    if (from !== null) this.#told = from.position - 1;
  }

  isOver(): boolean {
    return this.#isOver;
  }

  /** Tells of the members that no reading before came to. Ends early when another reading may come further. */
  async *reading(): AsyncGenerator<TarMember> {
    const reader = new TarReader(this.#file, this.#falseSizes, this.#from);
    this.#isOver = true;
    try {
      let position = this.#from?.position ?? 0;
      this.#from = null;
      for (let entry = await reader.next(); entry !== null; entry = await reader.next()) {
        if (position > this.#told) {
          this.#told = position;
          this.#latest = textOf(entry.name);
          yield this.#member(entry, position, reader);
        }
        await this.#passOver(reader, position);
        if (!this.#isOver) return;
        position += 1;
      }
      this.#judgeEnd(reader);
    } catch (thrown) {
      throw await this.#explained(thrown);
    } finally {
      await reader.stop();
    }
  }

  #member(entry: TarEntry, position: number, reader: TarReader): TarMember {
    const explained = (thrown: unknown): Promise<unknown> => this.#explained(thrown);
    return {
      listed: listedTarEntry(entry, position),
      mark: reader.mark(),
      rest: async function* () {
        try {
          for (let chunk = await reader.content(); chunk !== null; chunk = await reader.content()) yield chunk;
        } catch (thrown) {
          throw await explained(thrown);
        }
      },
    };
  }

  async #passOver(reader: TarReader, position: number): Promise<void> {
    try {
      for (let isOver = false; !isOver; ) isOver = (await reader.content()) === null;
    } catch (thrown) {
      if (!(thrown instanceof TarCut) || this.#falseSizes.size + 1 >= mostReadings) throw thrown;
      // Either the archive was cut, or this size is false: then members follow, and only reading again shows them.
      this.#falseSizes.add(position);
      this.#isOver = false;
    }
  }

  #judgeEnd(reader: TarReader): void {
    const lastFalse = Math.max(-1, ...this.#falseSizes);
    if (lastFalse >= 0 && this.#told <= lastFalse) throw new TarCut();
    if (this.#falseSizes.size > 0) throw new Error('Sizes in it lead beyond its end.');
    if (reader.strayBlocks() > 0) throw new Error(`${reader.strayBlocks()} blocks of it belong to no entry.`);
    if (!reader.isWhole()) throw new TarCut();
  }

  async #explained(thrown: unknown): Promise<unknown> {
    if (thrown instanceof ProblemError || !(thrown instanceof Error)) return thrown;
    const subject = this.#name;
    if (!(await this.#file.isUnchanged())) return new ProblemError(problem('part-changed', { subject }));
    if (!(thrown instanceof TarCut)) {
      return new ProblemError(problem('part-damaged', { subject, detail: messageOf(thrown) }));
    }
    const detail = this.#latest === '' ? 'It ends at its beginning.' : `It ends in or behind ${this.#latest}.`;
    return new ProblemError(problem('part-truncated', { subject, detail }));
  }
}

function listedTarEntry({ name, bytes, modifiedAt, type, fault }: TarEntry, position: number): ListedEntry {
  return {
    name: textOf(name),
    position,
    bytes,
    crc32: null,
    modifiedAt,
    separators: 'slash',
    nature: natureOf(type),
    objection: fault === null ? null : { code: 'entry-damaged', detail: fault },
  };
}

function textOf(name: Buffer | string): string {
  return typeof name === 'string' ? name : decodeName(name);
}

const natures: Readonly<Record<string, EntryNature>> = {
  '0': 'file',
  '1': 'link',
  '2': 'link',
  '3': 'device',
  '4': 'device',
  '5': 'folder',
  '6': 'device',
  '7': 'file',
};

function natureOf(type: string): EntryNature {
  return natures[type] ?? 'unknown';
}
