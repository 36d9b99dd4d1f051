import * as z from 'zod';
import type { WaitingNotes } from '../../../contract/bytes.ts';
import { ProblemError } from '../../../contract/problem.ts';
import { windowBytes } from './archive/deflate-resume.ts';
import type { OpenPart } from './archive/part-entry.ts';
import type { TarMark } from './archive/tar-reader.ts';
import { nameOfPart } from './early-media.ts';

/** How far a listing had come when a mark was written. */
const listedSchema = z.object({ entries: z.int().nonnegative(), hasIndex: z.boolean() });

const markSchema = z.object({
  /** Of writing, so that the oldest makes room. */
  serial: z.int().nonnegative(),
  identity: z.string(),
  packed: z.int().nonnegative(),
  bit: z.int().min(0).max(7),
  unpacked: z.int().nonnegative(),
  window: z.base64().nullable(),
  memberBegin: z.int().nonnegative(),
  crc32: z.int().min(0).max(0xffff_ffff),
  offset: z.int().nonnegative(),
  position: z.int().positive(),
  global: z.array(z.tuple([z.string(), z.string()])),
  listed: listedSchema.nullable(),
});

type Listed = z.infer<typeof listedSchema>;

/** A mark as it was found on the disk. */
export interface KeptMark {
  readonly mark: TarMark;
  /** Null for one of a pass that fetched. */
  readonly listed: Listed | null;
}

/** The latest marks that are kept: transfers run side by side, so that what is wanted first can lie before some of them. */
const slots = 4;
/** A window of 32 KiB in base64, with what else may stand in an archive for all of its members. */
const longestMark = 1 << 20;

/** Where passes over one part can begin again, kept for the next run. Good for nothing but the same content of the same file. */
export class PassMarks {
  readonly #notes: WaitingNotes;
  readonly #name: string;
  readonly #identity: string;
  readonly #bytes: number;
  #kept: Promise<(KeptMark & { readonly serial: number })[]> | null = null;
  #serial = 0;
  /** The latest that was written or is on its way. */
  #latest: TarMark['gzip'] | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    notes: WaitingNotes,
    part: Pick<OpenPart, 'fingerprint' | 'bytes'> & Required<Pick<OpenPart, 'resuming'>>,
  ) {
    this.#notes = notes;
    this.#name = `${nameOfPart(part)}mark `;
    this.#identity = part.resuming.identity;
    this.#bytes = part.bytes;
  }

  /** The furthest that a listing wrote; null when there is none. */
  async ofListing(): Promise<(KeptMark & { readonly listed: Listed }) | null> {
    const listings = (await this.#all()).flatMap((one) =>
      one.listed === null ? [] : [{ mark: one.mark, listed: one.listed }],
    );
    return listings.toSorted((a, b) => b.mark.position - a.mark.position)[0] ?? null;
  }

  /** The nearest to an entry that is not behind it. */
  async nearest(position: number): Promise<TarMark | null> {
    const before = (await this.#all()).filter(({ mark }) => mark.position <= position);
    return before.toSorted((a, b) => b.mark.position - a.mark.position)[0]?.mark ?? null;
  }

  /** Would writing it add to what is kept? Marks of neighbouring entries are mostly the same place in the file. */
  isNew(mark: TarMark): boolean {
    return mark.gzip !== this.#latest;
  }

  /** It is on the disk when this resolves. Throws the ProblemError of the disk. */
  async write(mark: TarMark, listed: Listed | null): Promise<void> {
    this.#latest = mark.gzip;
    const kept = await this.#all();
    const serial = this.#serial;
    this.#serial += 1;
    const text = JSON.stringify({ serial, identity: this.#identity, ...asStored(mark), listed });
    await this.#notes.write(this.#slot(serial), Buffer.from(text));
    kept.push({ mark, listed, serial });
    if (kept.length > slots) kept.shift();
  }

  /** A pass that fetches came to a mark. One that cannot be written costs time in the next run, nothing else. */
  reached(mark: TarMark): void {
    if (!this.isNew(mark)) return;
    this.#latest = mark.gzip;
    this.#writing = this.#writing
      .then(() => this.write(mark, null))
      .catch((thrown: unknown) => {
        if (!(thrown instanceof ProblemError)) throw thrown;
      });
  }

  /** Nothing is on its way any more. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async drop(): Promise<void> {
    await this.#writing;
    this.#kept = null;
    await this.#notes.drop(this.#name);
  }

  #slot(serial: number): string {
    return `${this.#name}${serial % slots}`;
  }

  /** Earliest first. */
  #all(): Promise<(KeptMark & { readonly serial: number })[]> {
    this.#kept ??= this.#read();
    return this.#kept;
  }

  async #read(): Promise<(KeptMark & { readonly serial: number })[]> {
    const found: (KeptMark & { readonly serial: number })[] = [];
    for (let slot = 0; slot < slots; slot += 1) {
      const text = await this.#notes.read(this.#slot(slot), longestMark);
      const one = text === null ? null : this.#judged(Buffer.from(text).toString('utf8'));
      if (one !== null) found.push(one);
    }
    found.sort((a, b) => a.serial - b.serial);
    this.#serial = (found.at(-1)?.serial ?? -1) + 1;
    return found;
  }

  /** Null for what is none, or of another file, or cannot be in this one. */
  #judged(text: string): (KeptMark & { readonly serial: number }) | null {
    const parsed = markSchema.safeParse(parsedJson(text));
    if (!parsed.success) return null;
    const { serial, identity, offset, position, global, listed, window: packedWindow, ...place } = parsed.data;
    const window = packedWindow === null ? null : Buffer.from(packedWindow, 'base64');
    const { packed, unpacked, memberBegin } = place;
    const isPossible =
      packed < this.#bytes &&
      memberBegin <= unpacked &&
      unpacked <= offset &&
      (window === null ? memberBegin === unpacked : window.length === Math.min(windowBytes, unpacked - memberBegin));
    if (identity !== this.#identity || !isPossible) return null;
    return { serial, listed, mark: { gzip: { ...place, window }, offset, position, global: new Map(global) } };
  }
}

/** The marks of all parts of a run. */
export class ImportMarks {
  readonly #notes: WaitingNotes | null;
  readonly #marks = new Map<string, PassMarks>();

  /** @param notes null where nothing is kept */
  constructor(notes: WaitingNotes | null) {
    this.#notes = notes;
  }

  /** Null for a part that can be read in any order. */
  of(part: OpenPart): PassMarks | null {
    const { resuming } = part;
    if (this.#notes === null || resuming === undefined) return null;
    const key = `${part.fingerprint} ${resuming.identity}`;
    const marks = this.#marks.get(key) ?? new PassMarks(this.#notes, { ...part, resuming });
    this.#marks.set(key, marks);
    return marks;
  }
}

function asStored({ gzip, offset, position, global }: TarMark) {
  const { window, ...place } = gzip;
  return { ...place, window: window?.toString('base64') ?? null, offset, position, global: [...global] };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not what was written: judged as any other text that is no mark.
    return null;
  }
}
