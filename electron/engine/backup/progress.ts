import type { MonotonicClock } from '../../base/clock.ts';
import type { RunPhase, RunProgress } from '../../contract/models.ts';

/** The rate is measured over this many milliseconds: long enough to be calm, short enough to be true. */
const windowMs = 8_000;
/** Before this much time has passed an estimate would be a guess. */
const settleMs = 3_000;
const currentShown = 4;

interface Sample {
  readonly at: number;
  readonly bytes: number;
  readonly items: number;
}

/** Counts what a run has done and derives rate and remaining time. Never goes backwards, never claims what it cannot know. */
export class ProgressMeter {
  readonly #clock: MonotonicClock;
  readonly #startedAt: number;
  #phase: RunPhase = 'preparing';
  #discovered = 0;
  #done = 0;
  #expected = 0;
  #totalKnown = false;
  #bytes = 0;
  readonly #inFlight = new Map<number, string>();
  #samples: Sample[] = [];

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
    this.#startedAt = clock();
    this.#samples.push({ at: this.#startedAt, bytes: 0, items: 0 });
  }

  enter(phase: RunPhase): void {
    this.#phase = phase;
  }

  discovered(count: number): void {
    this.#discovered += count;
  }

  /** How many items this run has to transfer in all, as far as is known; final once discovery has ended. */
  expect(items: number, final: 'final' | 'growing'): void {
    this.#expected = Math.max(this.#expected, items);
    this.#totalKnown = this.#totalKnown || final === 'final';
  }

  began(id: number, name: string): void {
    this.#inFlight.set(id, name);
  }

  received(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Whatever became of it. One that was tried before in this run is counted already. */
  ended(id: number, tried: 'first' | 'again' = 'first'): void {
    this.#inFlight.delete(id);
    if (tried === 'first') this.#done += 1;
  }

  snapshot(): RunProgress {
    const now = this.#clock();
    this.#sample(now);
    const oldest = this.#samples[0] ?? { at: now, bytes: 0, items: 0 };
    const seconds = Math.max((now - oldest.at) / 1000, 0.001);
    const bytesPerSecond = (this.#bytes - oldest.bytes) / seconds;
    const itemsPerSecond = (this.#done - oldest.items) / seconds;
    const total = this.#totalKnown ? Math.max(this.#expected, this.#done) : null;
    return {
      phase: this.#phase,
      discovered: this.#discovered,
      items: { done: this.#done, total },
      bytes: this.#bytes,
      bytesPerSecond: Math.max(0, bytesPerSecond),
      secondsLeft: this.#secondsLeft(now, total, itemsPerSecond),
      current: [...this.#inFlight.values()].slice(0, currentShown),
    };
  }

  #secondsLeft(now: number, total: number | null, itemsPerSecond: number): number | null {
    if (this.#phase !== 'transferring' && this.#phase !== 'discovering') return null;
    if (total === null || now - this.#startedAt < settleMs || itemsPerSecond <= 0) return null;
    return Math.round((total - this.#done) / itemsPerSecond);
  }

  #sample(now: number): void {
    const last = this.#samples.at(-1);
    if (last === undefined || now - last.at >= 250)
      this.#samples.push({ at: now, bytes: this.#bytes, items: this.#done });
    while (this.#samples.length > 2 && now - (this.#samples[1]?.at ?? now) > windowMs) this.#samples.shift();
  }
}
