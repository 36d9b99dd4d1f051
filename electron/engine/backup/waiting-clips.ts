import type { WantedItem } from '../catalog/items/transfers.ts';
import type { Fetched } from './storage.ts';

/** So many clips may wait in staging; then others are fetched once their photos have been stored. */
const mostWaiting = 200;

interface WaitingClipsDeps {
  /** The item as the catalog has it now. */
  readonly clipNow: (item: WantedItem) => WantedItem;
  /** Brings a clip to its place, which {@link WantedItem.beside} tells. */
  readonly store: (fetched: Fetched) => Promise<void>;
  /** A clip that is not stored in this run. */
  readonly dropped: (item: WantedItem) => void;
  /** Told what a store throws. */
  readonly failed: (thrown: unknown) => void;
}

/**
 * Clips of motion photos that came before their photos were in their places: where bytes are read forward, a clip is
 * fetched when it comes by. They wait in staging, whole.
 */
export class WaitingClips {
  readonly #deps: WaitingClipsDeps;
  /** By the key of the photo. */
  readonly #waiting = new Map<string, Fetched[]>();
  #count = 0;
  readonly #storing = new Set<Promise<void>>();

  constructor(deps: WaitingClipsDeps) {
    this.#deps = deps;
  }

  /** Is there room for more? */
  hasRoom(): boolean {
    return this.#count < mostWaiting;
  }

  add(photo: string, clip: Fetched): void {
    this.#waiting.set(photo, [...(this.#waiting.get(photo) ?? []), clip]);
    this.#count += 1;
  }

  /** This photo is stored, or will not be. */
  photoEnded(photo: string): void {
    for (const clip of this.#take(photo)) {
      const storing = this.#store(clip).finally(() => this.#storing.delete(storing));
      this.#storing.add(storing);
    }
  }

  /** Everything that {@link photoEnded} let go has been handed on. */
  async settled(): Promise<void> {
    await Promise.all(this.#storing);
  }

  /** No photo is waited for any longer. */
  async storeAll(): Promise<void> {
    for (const photo of [...this.#waiting.keys()]) this.photoEnded(photo);
    await this.settled();
  }

  /** The run ends before their photos came: nothing of them stays. */
  async dropAll(): Promise<void> {
    for (const photo of [...this.#waiting.keys()]) {
      for (const { file, item } of this.#take(photo)) {
        await file.discard();
        this.#deps.dropped(item);
      }
    }
    await this.settled();
  }

  async #store(clip: Fetched): Promise<void> {
    try {
      await this.#deps.store({ ...clip, item: this.#deps.clipNow(clip.item) });
    } catch (thrown) {
      this.#deps.failed(thrown);
    }
  }

  #take(photo: string): readonly Fetched[] {
    const clips = this.#waiting.get(photo) ?? [];
    this.#waiting.delete(photo);
    this.#count -= clips.length;
    return clips;
  }
}
