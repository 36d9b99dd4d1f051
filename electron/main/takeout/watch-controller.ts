import type { Clock } from '../../base/clock.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { WatchFolder } from '../../schedule/folder-watch.ts';
import {
  type BrokenPart,
  brokenParts,
  forgotten,
  isUnsettled,
  known,
  noMemory,
  readyParts,
  seen,
  stillMs,
  tried,
  unknownPaths,
  type WatchMemory,
  watchedParts,
} from '../../schedule/watch-memory.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import type { ImportController, ImportOutcome } from './import-controller.ts';
import { changeTakeout } from './takeout-state.ts';

/** What the watch controller is built from. */
export interface WatchControllerOptions {
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly snapshot: Pick<SnapshotStore, 'current' | 'change'>;
  readonly settings: SettingsStore;
  readonly imports: Pick<ImportController, 'busy' | 'want'>;
  /** Why no import may begin automatically now: something runs, paused, no folder; null when nothing is in the way. */
  readonly blocker: () => string | null;
  readonly watchFolder: WatchFolder;
  /** Asks the person for a folder; null when they change their mind. */
  readonly chooseFolder: () => Promise<string | null>;
  /** A part cannot be imported; told at every look as long as it lies there. */
  readonly onBroken: (part: BrokenPart) => void;
  readonly log: (line: string) => void;
}

/** How often the folder is checked when nothing is heard of it, in milliseconds. */
const lookEveryMs = 60_000;
/** A download writes many times a second: one look for all of them. */
const soonMs = 2_000;
/** What a person stopped is not restarted automatically. */
const never = Number.POSITIVE_INFINITY;

/** Looks at the watch folder, and starts to import what is finished there. */
export class WatchController {
  readonly #options: WatchControllerOptions;
  #memory: WatchMemory = noMemory;
  #stopListening: (() => void) | null = null;
  #cancelLook = (): void => undefined;
  #isLookDueSoon = false;
  #look: Promise<void> | null = null;

  constructor(options: WatchControllerOptions) {
    this.#options = options;
  }

  /** Begins to watch, if a folder is to be watched. */
  begin(): void {
    this.#show(null, null);
    if (this.#folder() !== null) this.#listen();
  }

  /** Lets the person choose the folder, and watches it. Problem: the dialog's choice cannot be checked. */
  async choose(): Promise<Result<{ readonly chosen: boolean }>> {
    const path = await this.#options.chooseFolder();
    if (path === null) return ok({ chosen: false });
    this.watch(path);
    return ok({ chosen: true });
  }

  /** Watches a folder without asking; `path` is absolute. */
  watch(path: string): void {
    this.#options.settings.write({ watchFolder: { path, isOn: true } });
    this.#memory = noMemory;
    this.#show(null, null);
    this.#listen();
  }

  /** Watches the folder of before. Problem: `entry-unknown` when none was ever chosen. */
  start(): Result<null> {
    const { settings } = this.#options;
    const { watchFolder } = settings.read();
    if (watchFolder === null) return failed(problem('entry-unknown'));
    settings.write({ watchFolder: { ...watchFolder, isOn: true } });
    this.#show(null, null);
    this.#listen();
    return ok(null);
  }

  /** Watches no more; the folder is remembered. */
  stop(): Result<null> {
    const { settings } = this.#options;
    const { watchFolder } = settings.read();
    if (watchFolder !== null) settings.write({ watchFolder: { ...watchFolder, isOn: false } });
    this.end();
    this.#memory = noMemory;
    this.#show(null, null);
    return ok(null);
  }

  /** The program ends. */
  end(): void {
    this.#stopListening?.();
    this.#stopListening = null;
    this.#callOff();
  }

  /** An import of these has ended: what the backup knows is asked for again. */
  importEnded(how: ImportOutcome, paths: readonly string[]): void {
    this.#memory = forgotten(this.#memory);
    if (how !== 'over') this.#memory = tried(this.#memory, new Set(paths), how === 'stopped' ? never : null);
    this.lookSoon();
  }

  /** Looks in a moment; does nothing when no folder is watched. */
  lookSoon(): void {
    if (this.#isLookDueSoon) return;
    this.#lookAfter(soonMs);
    this.#isLookDueSoon = true;
  }

  /** Polls now, and starts importing what is ready; one poll at a time. */
  look(): Promise<void> {
    if (this.#look !== null) return this.#look;
    this.#callOff();
    this.#look = this.#lookAndImport().finally(() => {
      this.#look = null;
      const { clock } = this.#options;
      // Unless something was heard meanwhile.
      if (this.#isLookDueSoon) return;
      this.#lookAfter(isUnsettled(this.#memory, clock.now().getTime()) ? stillMs : lookEveryMs);
    });
    return this.#look;
  }

  #listen(): void {
    this.end();
    const folder = this.#folder();
    if (folder === null) return;
    this.#stopListening = this.#options.watchFolder(folder, () => this.lookSoon());
    void this.look();
  }

  #callOff(): void {
    this.#cancelLook();
    this.#isLookDueSoon = false;
  }

  #lookAfter(milliseconds: number): void {
    this.#cancelLook();
    if (this.#stopListening === null) return;
    this.#cancelLook = this.#options.clock.after(milliseconds, () => void this.look());
  }

  async #lookAndImport(): Promise<void> {
    const { ask, clock, onBroken } = this.#options;
    const folder = this.#folder();
    if (folder === null) return;
    const found = await ask('findParts', { paths: [folder] });
    if (!found.ok) return this.#cannotLook(found.problem.code);
    if (folder !== this.#folder()) return;
    const { exports, unrecognised } = found.value;
    const itself = unrecognised.find(({ path }) => path === folder)?.problem ?? null;
    const now = clock.now().getTime();
    this.#memory = seen(
      this.#memory,
      { exports, unrecognised: unrecognised.filter(({ path }) => path !== folder) },
      now,
    );
    await this.#askAbout(unknownPaths(this.#memory, now));
    if (folder !== this.#folder()) return;
    this.#show(clock.now().toISOString(), whyGone(itself, folder));
    for (const broken of brokenParts(this.#memory, now)) onBroken(broken);
    await this.#importReady(now);
  }

  async #askAbout(paths: readonly string[]): Promise<void> {
    const { destination } = this.#options.settings.read();
    if (paths.length === 0 || destination === null) return;
    const standings = await this.#options.ask('partImportStates', { destination, paths: [...paths] });
    if (standings.ok) this.#memory = known(this.#memory, standings.value);
    else this.#cannotLook(standings.problem.code);
  }

  async #importReady(now: number): Promise<void> {
    const { imports, blocker, log } = this.#options;
    const ready = readyParts(this.#memory, now);
    if (ready.length === 0 || imports.busy || blocker() !== null) return;
    this.#memory = tried(this.#memory, new Set(ready.map(({ path }) => path)), now);
    const parts = ready.map(({ name, path }) => ({ name, path }));
    const begun = await imports.want({ parts, includeTrash: false, startedBy: 'watch-folder' });
    if (!begun.ok) log(`What lies in the watch folder could not be imported: ${begun.problem.code}`);
  }

  #folder(): string | null {
    const { watchFolder } = this.#options.settings.read();
    return watchFolder?.isOn === true ? watchFolder.path : null;
  }

  #cannotLook(code: string): void {
    this.#options.log(`The watch folder could not be looked at: ${code}`);
  }

  #show(lookedAt: string | null, met: Problem | null): void {
    const { settings, snapshot, clock } = this.#options;
    const { watchFolder } = settings.read();
    if (watchFolder === null) return;
    const parts = watchedParts(this.#memory, clock.now().getTime());
    const { path: folder, isOn } = watchFolder;
    changeTakeout(snapshot, { watch: { folder, isOn, lookedAt, problem: met, parts } });
  }
}

/** Why the folder itself cannot be checked; null when it can, with or without parts in it. */
function whyGone(met: Problem | null, folder: string): Problem | null {
  if (met === null || met.code === 'part-not-recognised') return null;
  return problem('watch-folder-gone', { subject: folder, detail: met.detail });
}
