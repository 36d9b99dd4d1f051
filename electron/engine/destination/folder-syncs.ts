/**
 * Makes the names in folders durable for many who ask side by side: one sync serves all who asked before it began, as what
 * they did to the folder is in it.
 */
export class FolderSyncs {
  readonly #syncFolder: (folder: string) => Promise<void>;
  /** Those that have not begun, and those that have, by folder. */
  readonly #waiting = new Map<string, Promise<void>>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(syncFolder: (folder: string) => Promise<void>) {
    this.#syncFolder = syncFolder;
  }

  /** Resolves when everything that was done to the folder before is durable. Rejects with the system's errors. */
  sync(folder: string): Promise<void> {
    const waiting = this.#waiting.get(folder) ?? this.#afterRunning(folder);
    this.#waiting.set(folder, waiting);
    return waiting;
  }

  async #afterRunning(folder: string): Promise<void> {
    await this.#running.get(folder)?.catch(() => undefined);
    this.#waiting.delete(folder);
    const running = this.#syncFolder(folder);
    this.#running.set(folder, running);
    return running;
  }
}
