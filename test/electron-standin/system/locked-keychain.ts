// What the app finds under `keytar` while STANDIN_HARSH says keychain-locked: the real keychain, which answers nothing
// before it is unlocked, as one that asks for its password at login.
import { setTimeout } from 'node:timers/promises';
import { AsyncEntry as RealEntry } from 'keytar';

const lockedMs = 30_000;

/** Milliseconds since the start of the process, which `performance.now()` counts. */
async function unlocked(): Promise<void> {
  await setTimeout(Math.max(0, lockedMs - performance.now()));
}

/** The entries of the real keychain; the app uses these three of their methods. */
export class AsyncEntry {
  readonly #entry: RealEntry;

  constructor(...args: ConstructorParameters<typeof RealEntry>) {
    this.#entry = new RealEntry(...args);
  }

  async getPassword(): Promise<string | null> {
    await unlocked();
    return this.#entry.getPassword();
  }

  async setPassword(password: string): Promise<void> {
    await unlocked();
    return this.#entry.setPassword(password);
  }

  async deletePassword(): Promise<boolean> {
    await unlocked();
    return this.#entry.deletePassword();
  }
}
