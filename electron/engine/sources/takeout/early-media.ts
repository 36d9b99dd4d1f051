import { createHash } from 'node:crypto';
import type { EarlyContent, EarlyContents } from '../../../contract/bytes.ts';
import type { Problem } from '../../../contract/problem.ts';
import { isMarked } from '../../../contract/problem-codes.ts';
import type { EntryPlace, OpenPart, PassedEntry } from './archive/part-entry.ts';

/** So many contents are brought to the disk side by side, while the next ones come. */
const keptAtOnce = 4;

/** What begins the names of all contents of one part. */
export function nameOfPart({ fingerprint }: Pick<OpenPart, 'fingerprint'>): string {
  return `content ${fingerprint} `;
}

/** The name under which the content of an entry waits. It says which bytes they are, so it is good in any run. */
export function earlyNameOf(part: Pick<OpenPart, 'fingerprint'>, { position }: Pick<EntryPlace, 'position'>): string {
  return `${nameOfPart(part)}${position}`;
}

/** Does all wait that is wanted of a part? */
export function isWaiting(
  early: EarlyContents,
  part: Pick<OpenPart, 'fingerprint'>,
  media: Iterable<Pick<PassedEntry['entry'], 'position' | 'bytes'>>,
): boolean {
  for (const { position, bytes } of media) {
    if (bytes > 0 && early.find(earlyNameOf(part, { position }), bytes) === null) return false;
  }
  return true;
}

/** Drops what waits of a part and was not wanted. */
export function dropEarly(early: EarlyContents, part: Pick<OpenPart, 'fingerprint'>): Promise<void> {
  return early.drop(nameOfPart(part));
}

/**
 * Takes photos and videos out of the pass that lists a part, where a second pass would cost as much again: before it is
 * over, nobody knows which sidecars speak of them.
 */
export class EarlyMedia {
  readonly #early: EarlyContents;
  readonly #part: OpenPart;
  readonly #keeping = new Set<Promise<void>>();
  #failure: { readonly thrown: unknown } | null = null;

  constructor(early: EarlyContents, part: OpenPart) {
    this.#early = early;
    this.#part = part;
  }

  /** Resolves once the pass may go on. Throws as {@link PassedEntry.readThrough}, and the ProblemError of the disk. */
  async take({ entry, readThrough }: PassedEntry): Promise<void> {
    if (entry.bytes === 0) return;
    const name = earlyNameOf(this.#part, entry);
    const known = this.#early.find(name, entry.bytes);
    if (known !== null) return this.#compare(name, known, readThrough);
    const content = await this.#early.open(name);
    let isWhole = false;
    try {
      isWhole = (await readThrough((chunk) => content.write(chunk))).ok;
    } finally {
      if (!isWhole) await content.discard();
    }
    if (isWhole) await this.#keep(content);
  }

  /** Everything that was taken is on the disk. Throws the ProblemError of the disk. */
  async settle(): Promise<void> {
    await Promise.all(this.#keeping);
    if (this.#failure !== null) throw this.#failure.thrown;
  }

  /** The pass is over, for that reason. */
  async broken(met: Problem): Promise<void> {
    await Promise.all(this.#keeping);
    if (isMarked(met.code, 'other-bytes')) await dropEarly(this.#early, this.#part);
  }

  async #keep(content: EarlyContent): Promise<void> {
    const keeping = content
      .keep()
      .catch((thrown: unknown) => {
        this.#failure ??= { thrown };
      })
      .finally(() => this.#keeping.delete(keeping));
    this.#keeping.add(keeping);
    while (this.#keeping.size >= keptAtOnce) await Promise.race(this.#keeping);
    if (this.#failure !== null) throw this.#failure.thrown;
  }

  /** An earlier run was broken off before the whole part was judged: what it brought must be what comes now. */
  async #compare(name: string, known: string, readThrough: PassedEntry['readThrough']): Promise<void> {
    const hash = createHash('sha256');
    const read = await readThrough((chunk) => void hash.update(chunk));
    if (!read.ok || hash.digest('hex') !== known) await this.#early.drop(name);
  }
}
