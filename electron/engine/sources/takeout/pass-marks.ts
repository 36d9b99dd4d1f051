import * as z from 'zod';
import type { WaitingNotes } from '../../../contract/bytes.ts';
import { ProblemError } from '../../../contract/problem.ts';
import { windowBytes } from './archive/deflate-resume.ts';
import type { OpenPart } from './archive/part-entry.ts';
import type { TarMark } from './archive/tar-reader.ts';
import { nameOfPart } from './early-media.ts';
import { leastNeeded, type PlaceOfMark } from './mark-spread.ts';

/** How far a listing had come when a mark was written. */
const listedSchema = z.object({ entries: z.int().nonnegative(), hasIndex: z.boolean() });

const markSchema = z.object({
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

/** What is remembered of a mark that is on the disk: windows of many parts would fill the memory. */
interface Slot extends PlaceOfMark {
  readonly slot: number;
  readonly position: number;
  readonly isOfListing: boolean;
}

/** So many marks of one part are kept. */
const slots = 16;
/** A window of 32 KiB in base64, with what else may stand in an archive for all of its members. */
const longestMark = 1 << 20;

/** Where passes over one part can begin again, kept for the next run. Good for nothing but the same content of the same file. */
export class PassMarks {
  readonly #notes: WaitingNotes;
  readonly #name: string;
  readonly #identity: string;
  readonly #bytes: number;
  #kept: Promise<Slot[]> | null = null;
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
    for (const { slot } of await this.#furthestFirst(({ isOfListing }) => isOfListing)) {
      const one = await this.#read(slot);
      if (one !== null && one.listed !== null) return { mark: one.mark, listed: one.listed };
    }
    return null;
  }

  /** The nearest to an entry that is not behind it. */
  async nearest(position: number): Promise<TarMark | null> {
    for (const { slot } of await this.#furthestFirst((one) => one.position <= position)) {
      const one = await this.#read(slot);
      // Another may be written there meanwhile.
      if (one !== null && one.mark.position <= position) return one.mark;
    }
    return null;
  }

  /** Would writing it add to what is kept? Marks of neighbouring entries are mostly the same place in the file. */
  isNew(mark: TarMark): boolean {
    return mark.gzip !== this.#latest;
  }

  /** It is on the disk when this resolves. Throws the ProblemError of the disk. */
  async write(mark: TarMark, listed: Listed | null): Promise<void> {
    this.#latest = mark.gzip;
    const { packed } = mark.gzip;
    const kept = await this.#slots();
    const slot = freeSlot(kept) ?? takeLeast(kept, packed);
    const text = JSON.stringify({ identity: this.#identity, ...asStored(mark), listed });
    await this.#notes.write(this.#nameOf(slot), Buffer.from(text));
    kept.push({ slot, packed, position: mark.position, isOfListing: listed !== null });
  }

  /**
   * A pass that fetches came to a mark; resolves when the one before it is written, so that the disk is never far behind.
   * One that cannot be written costs time in the next run, nothing else.
   */
  async reached(mark: TarMark): Promise<void> {
    if (!this.isNew(mark)) return;
    this.#latest = mark.gzip;
    const before = this.#writing;
    this.#writing = before
      .then(() => this.#writeOnce(mark))
      .catch((thrown: unknown) => {
        if (!(thrown instanceof ProblemError)) throw thrown;
      });
    await before;
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

  /** A pass that begins elsewhere comes to the same places, with the same entry behind them or a later one. */
  async #writeOnce(mark: TarMark): Promise<void> {
    const { packed } = mark.gzip;
    const isKept = (await this.#slots()).some((one) => one.packed === packed && one.position <= mark.position);
    if (!isKept) await this.write(mark, null);
  }

  #nameOf(slot: number): string {
    return `${this.#name}${slot}`;
  }

  async #furthestFirst(isMeant: (one: Slot) => boolean): Promise<readonly Slot[]> {
    return (await this.#slots()).filter(isMeant).toSorted((a, b) => b.position - a.position);
  }

  #slots(): Promise<Slot[]> {
    this.#kept ??= this.#findSlots();
    return this.#kept;
  }

  async #findSlots(): Promise<Slot[]> {
    const found: Slot[] = [];
    for (let slot = 0; slot < slots; slot += 1) {
      const one = await this.#read(slot);
      if (one === null) continue;
      const { gzip, position } = one.mark;
      found.push({ slot, packed: gzip.packed, position, isOfListing: one.listed !== null });
    }
    return found;
  }

  async #read(slot: number): Promise<KeptMark | null> {
    const text = await this.#notes.read(this.#nameOf(slot), longestMark);
    return text === null ? null : this.#judged(Buffer.from(text).toString('utf8'));
  }

  /** Null for what is none, or of another file, or cannot be in this one. */
  #judged(text: string): KeptMark | null {
    const parsed = markSchema.safeParse(parsedJson(text));
    if (!parsed.success) return null;
    const { identity, offset, position, global, listed, window: packedWindow, ...place } = parsed.data;
    const window = packedWindow === null ? null : Buffer.from(packedWindow, 'base64');
    const { packed, unpacked, memberBegin } = place;
    const isPossible =
      packed < this.#bytes &&
      memberBegin <= unpacked &&
      unpacked <= offset &&
      (window === null ? memberBegin === unpacked : window.length === Math.min(windowBytes, unpacked - memberBegin));
    if (identity !== this.#identity || !isPossible) return null;
    return { listed, mark: { gzip: { ...place, window }, offset, position, global: new Map(global) } };
  }
}

function freeSlot(kept: readonly Slot[]): number | null {
  const taken = new Set(kept.map(({ slot }) => slot));
  for (let slot = 0; slot < slots; slot += 1) if (!taken.has(slot)) return slot;
  return null;
}

/** Takes out the one that is missed least beside a mark at `packed`; its slot. */
function takeLeast(kept: Slot[], packed: number): number {
  const least = leastNeeded(kept, packed);
  if (least === null) throw new Error('No mark is kept');
  kept.splice(kept.indexOf(least), 1);
  return least.slot;
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
