import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a second start tells the first one. */
export type Greeting = {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
};

/** What the lock depends on. */
export type LockOptions = {
  /** Names this process in the lock, and tells whether another one still runs. */
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
  /** Called in the first instance, once for each second start. */
  readonly greeted: (greeting: Greeting) => void;
};

/**
 * `app.requestSingleInstanceLock` must answer at once, so nothing here waits: the lock is a symbolic link that names its
 * holder's process (Chromium does the same), and a greeting is a file that is moved into the holder's letter box.
 */
export class SingleInstanceLock {
  readonly #options: LockOptions;
  #folder: string | undefined;
  #watcher: FSWatcher | undefined;

  constructor(options: LockOptions) {
    this.#options = options;
  }

  get isHeld(): boolean {
    return this.#folder !== undefined;
  }

  /** Takes the lock of a folder, or greets the process that holds it. True when the lock is ours. */
  request(folder: string, greeting: Greeting): boolean {
    if (this.isHeld) return true;
    mkdirSync(letterBox(folder), { recursive: true });
    if (!this.#take(folder)) {
      greet(folder, greeting, this.#options.pid);
      return false;
    }
    this.#folder = folder;
    this.#watcher = watch(letterBox(folder), { persistent: false }, () => this.#read(folder));
    return true;
  }

  release(): void {
    if (this.#folder === undefined) return;
    this.#watcher?.close();
    rmSync(letterBox(this.#folder), { recursive: true, force: true });
    rmSync(lockFile(this.#folder), { force: true });
    this.#folder = undefined;
  }

  #take(folder: string): boolean {
    try {
      symlinkSync(String(this.#options.pid), lockFile(folder));
      return true;
    } catch (error) {
      if (!isThereAlready(error)) throw error;
    }
    const holder = Number(readlinkSync(lockFile(folder)));
    if (this.#options.isAlive(holder)) return false;
    // Its holder was killed; what lies in the letter box was meant for it.
    unlinkSync(lockFile(folder));
    rmSync(letterBox(folder), { recursive: true, force: true });
    mkdirSync(letterBox(folder));
    return this.#take(folder);
  }

  #read(folder: string): void {
    if (!this.isHeld) return;
    for (const name of readdirSync(letterBox(folder)).filter((one) => one.endsWith('.json'))) {
      const letter = join(letterBox(folder), name);
      const greeting: Greeting = JSON.parse(readFileSync(letter, 'utf8'));
      unlinkSync(letter);
      this.#options.greeted(greeting);
    }
  }
}

const lockFile = (folder: string): string => join(folder, 'StandinSingletonLock');
const letterBox = (folder: string): string => join(folder, 'StandinSingletonLetters');

/** Written aside and renamed, so that the holder never reads half a letter. */
function greet(folder: string, greeting: Greeting, pid: number): void {
  const letter = join(letterBox(folder), `${pid}-${process.hrtime.bigint()}`);
  writeFileSync(letter, JSON.stringify(greeting));
  renameSync(letter, `${letter}.json`);
}

function isThereAlready(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
