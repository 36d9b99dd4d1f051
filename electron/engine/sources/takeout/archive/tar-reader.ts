import type { PartFile } from './part-file.ts';
import { type TarBytes, type TarPlace, tarBytes } from './tar-bytes.ts';
import { readPaxRecords, readPaxSize, readTarHeader, type TarHeader, tarBlockBytes, textAt } from './tar-header.ts';

/** A member of a tar archive, with what the headers before it say of it. */
export interface TarEntry {
  /** In whatever encoding; text already where it comes from an extended header. */
  readonly name: Buffer | string;
  /** As declared; 0 where that cannot be true. */
  readonly bytes: number;
  /** Epoch milliseconds; null where there is none. */
  readonly modifiedAt: number | null;
  /** As in {@link TarHeader}. */
  readonly type: string;
  /** Why it cannot be read; null when it can. */
  readonly fault: string | null;
}

/** Where a reading can begin again, with what has to be known of what stands before. */
export interface TarMark extends TarPlace {
  /** Of the member that follows. */
  readonly position: number;
  /** What holds for all members behind it, by key. */
  readonly global: ReadonlyMap<string, string>;
}

/** The archive ends where it must not. */
export class TarCut extends Error {}

/** Only these have a content. What others claim is passed over, if it is there at all. */
const fileTypes: ReadonlySet<string> = new Set(['0', '7']);
/** Far beyond the longest path; more is not kept in memory. */
const longestExtension = 1 << 20;
/** The most that one byte of deflated data can become (https://zlib.net/zlib_tech.html). */
const deflateRatio = 1_032;

/**
 * Reads a tar archive forward, member by member. It stays in step where headers are not true: folders, links and devices
 * may claim a size with data behind them or without (tar programs disagree), a size may be no number or larger than what
 * can be in the archive, and behind one that is wrong by some blocks the next header is looked for.
 */
export class TarReader {
  readonly #bytes: TarBytes;
  /** No more than so many bytes can be in the archive. */
  readonly #mostBytes: number;
  readonly #falseSizes: ReadonlySet<number>;
  #global: ReadonlyMap<string, string> = new Map();
  #position = -1;
  /** What is left of the content at hand, and of the block that it ends in. */
  #left = 0;
  #padding = 0;
  /** Bytes that the member at hand may have although it is no file. */
  #claimed = 0;
  /** Is the next header looked for: behind a size known to be false, or where none was expected to be missing? */
  #search: 'no' | 'behind a false size' | 'lost' = 'no';
  #strayBlocks = 0;
  #endsInZeros = false;
  #mark: TarMark | null = null;

  /** `falseSizes`: positions of members whose size an earlier reading found to be false. `from`: null at the beginning. */
  constructor(file: PartFile, falseSizes: ReadonlySet<number>, from: TarMark | null) {
    this.#bytes = tarBytes(file, from);
    this.#mostBytes = (file.size + 1) * deflateRatio;
    this.#falseSizes = falseSizes;
    if (from === null) return;
    this.#position = from.position - 1;
    this.#global = from.global;
  }

  /** Where another reading can begin with the latest member; null when it cannot. */
  mark(): TarMark | null {
    return this.#mark;
  }

  /** How many blocks stood where a header should have been. */
  strayBlocks(): number {
    return this.#strayBlocks;
  }

  /** Did everything that came end as an archive does? Only meaningful after the last member. */
  isWhole(): boolean {
    return this.#endsInZeros;
  }

  /**
   * The next member, once the content of the one before was read; null at the end. Throws a {@link TarCut} where the
   * archive ends within a header.
   */
  async next(): Promise<TarEntry | null> {
    let own: ReadonlyMap<string, string> = new Map();
    let longName: Buffer | null = null;
    let fault: string | null = null;
    this.#mark = this.#markHere();
    for (let header = await this.#header(); header !== null; header = await this.#header()) {
      const isExtension = 'xgLNK'.includes(header.type);
      if (!isExtension) return this.#entry(header, { own, longName, fault });
      const body = await this.#extension(header.size);
      if (body === null) fault = 'Its extended header cannot be true.';
      else if (header.type === 'x') own = new Map([...own, ...readPaxRecords(body)]);
      else if (header.type === 'g') this.#global = new Map([...this.#global, ...readPaxRecords(body)]);
      else if (header.type !== 'K') longName = textAt(body, 0, body.length);
    }
    return null;
  }

  /** More of the content at hand, in chunks that stay good; null when it is over. Throws a {@link TarCut}. */
  async content(): Promise<Buffer | null> {
    if (this.#left > 0) {
      const chunk = await this.#bytes.some(this.#left);
      if (chunk.length === 0) throw new TarCut();
      this.#left -= chunk.length;
      return chunk;
    }
    const padding = await this.#bytes.take(this.#padding);
    if (padding.length < this.#padding) throw new TarCut();
    this.#padding = 0;
    return null;
  }

  /** Resolves when nothing is read any more. */
  stop(): Promise<void> {
    return this.#bytes.stop();
  }

  /** Only where everything before it was as it should be. */
  #markHere(): TarMark | null {
    if (this.#search !== 'no' || this.#claimed > 0 || this.#strayBlocks > 0 || this.#falseSizes.size > 0) return null;
    const place = this.#bytes.place();
    return place === null ? null : { ...place, position: this.#position + 1, global: this.#global };
  }

  async #header(): Promise<TarHeader | null> {
    for (;;) {
      const block = await this.#bytes.take(tarBlockBytes);
      if (block.length === 0) return null;
      const header = readTarHeader(block);
      this.#endsInZeros = header === 'zeros';
      if (block.length < tarBlockBytes) throw new TarCut();
      // Data that look like a header by chance hardly name the format, too.
      if (typeof header === 'object' && (header.isMarked || this.#search === 'no')) {
        this.#search = 'no';
        this.#claimed = 0;
        return header;
      }
      if (this.#claimed > 0) this.#claimed -= tarBlockBytes;
      else if (header !== 'zeros') this.#stray();
    }
  }

  #stray(): void {
    if (this.#search === 'behind a false size') return;
    // What begins with something else is no archive, however much of it there is.
    if (this.#position < 0 && this.#strayBlocks === 0) throw new Error('It does not begin as a tar archive does.');
    this.#search = 'lost';
    this.#strayBlocks += 1;
  }

  /** The body of an extended header; null when it is longer than any. */
  async #extension(size: number | null): Promise<Buffer | null> {
    if (size === null || size > longestExtension) {
      this.#search = 'behind a false size';
      return null;
    }
    const body = await this.#bytes.take(size + paddingOf(size));
    if (body.length < size) throw new TarCut();
    return body.subarray(0, size);
  }

  #entry(header: TarHeader, { own, longName, fault }: Extensions): TarEntry {
    this.#position += 1;
    const name = own.get('path') ?? this.#global.get('path') ?? longName ?? header.name;
    const type = header.type === '0' && endsInSlash(name) ? '5' : header.type;
    const size = this.#sizeOf(header, own.get('size') ?? this.#global.get('size'));
    const isFile = fileTypes.has(type);
    this.#left = isFile ? (size ?? 0) : 0;
    this.#padding = paddingOf(this.#left);
    this.#claimed = isFile ? 0 : (size ?? 0);
    if (size === null) this.#search = 'behind a false size';
    const sizeFault = size === null ? 'It claims more bytes than there are.' : null;
    return { name, bytes: size ?? 0, modifiedAt: header.modifiedAt, type, fault: fault ?? sizeFault };
  }

  /** Null for what cannot be true. */
  #sizeOf(header: TarHeader, extended: string | undefined): number | null {
    if (this.#falseSizes.has(this.#position)) return null;
    const size = extended === undefined ? header.size : readPaxSize(extended);
    return size === null || size > this.#mostBytes ? null : size;
  }
}

/** What stood before a header and belongs to its member. */
interface Extensions {
  readonly own: ReadonlyMap<string, string>;
  readonly longName: Buffer | null;
  readonly fault: string | null;
}

function endsInSlash(name: Buffer | string): boolean {
  return typeof name === 'string' ? name.endsWith('/') : name.at(-1) === 0x2f;
}

function paddingOf(bytes: number): number {
  return (tarBlockBytes - (bytes % tarBlockBytes)) % tarBlockBytes;
}
