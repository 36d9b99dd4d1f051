import type { Clock } from '../../base/clock.ts';
import type { AppSnapshot } from '../../contract/desktop-models.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { StoredSettings } from '../settings/stored-settings.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';
import type { Supply } from './run-blocker.ts';
import type { RunCoordinator } from './run-coordinator.ts';

/** What the scrub is built from. */
export interface ScrubControllerOptions {
  readonly ask: AskEngine;
  readonly clock: Clock;
  readonly snapshot: Pick<SnapshotStore, 'current'>;
  readonly settings: () => StoredSettings;
  readonly runs: Pick<RunCoordinator, 'busy'>;
  readonly supply: () => Supply;
  /** Reads what is known of the library again. */
  readonly refresh: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** After a scrub that was stopped or has failed: nobody is in a hurry. */
const restMs = 10 * 60_000;

/** Why no share of the library is read again now; null when nothing is in the way. For the log and tests, not for the page. */
export function scrubBlocker(
  { setup, engine, pause, destination, destinationTrouble, settings }: AppSnapshot,
  supply: Supply,
  isRunOn: boolean,
): string | null {
  if (settings.scrubDays === null) return 'switched off';
  if (!setup.finished) return 'setting up';
  if (engine !== 'ready') return 'the engine is not ready';
  if (isRunOn) return 'a run is on';
  if (pause !== null) return 'paused';
  // Reading needs no more than that.
  const isReadable = destinationTrouble === null || destinationTrouble.code === 'destination-read-only';
  if (destination === null || !isReadable) return 'the folder is not there';
  // Whatever the setting for backups: reading everything again is no use to somebody on a train.
  return supply.onBattery ? 'on battery' : null;
}

/** Reads a share of the library again every day, while nothing better is to be done. */
export class ScrubController {
  readonly #options: ScrubControllerOptions;
  /** What is being read: the share that it belongs to. */
  #current: string | null = null;
  /** The share that was read last. */
  #done: string | null = null;
  #notBefore = 0;
  #isStopped = false;

  constructor(options: ScrubControllerOptions) {
    this.#options = options;
  }

  /** Something that it depends on may have changed: begins what is due, and ends what must not go on. */
  reconsider(): void {
    const { snapshot, runs, supply, settings, clock } = this.#options;
    const { destination, scrubDays } = settings();
    const isBlocked = this.#isStopped || scrubBlocker(snapshot.current(), supply(), runs.busy) !== null;
    const share =
      isBlocked || destination === null || scrubDays === null ? null : { destination, everyDays: scrubDays };
    const name = share === null ? null : nameOf(share, clock.now());
    if (this.#current !== null) {
      if (share === null || placeOf(name) !== placeOf(this.#current)) this.stop();
      return;
    }
    if (share === null || name === null || name === this.#done || clock.now().getTime() < this.#notBefore) return;
    this.#current = name;
    void this.#scrub(share, name);
  }

  /** Ends what goes on; what is due begins again later. */
  stop(): void {
    if (this.#current !== null) void this.#options.ask('stopScrub', null);
  }

  /** The program ends. */
  close(): void {
    this.#isStopped = true;
    this.stop();
  }

  async #scrub(share: Share, name: string): Promise<void> {
    const { ask, clock, runs, refresh, log } = this.#options;
    const result = await ask('scrub', share);
    this.#current = null;
    if (result.ok && result.value.ended === 'done') this.#done = name;
    else this.#notBefore = clock.now().getTime() + restMs;
    if (!result.ok) return log(`The scrub could not read: ${result.problem.code}`);
    const { due, checked, findings, ended } = result.value;
    log(`Scrub: ${checked} of ${due.files} files read again, ${findings.length} findings, ${ended}`);
    // After a run that it gave way to, the run's end does that.
    if (checked > 0 && !runs.busy) await refresh();
  }
}

interface Share {
  readonly destination: EngineDestination;
  readonly everyDays: number;
}

/** A share of one day; other settings, or another folder, make another one of it. */
function nameOf({ destination, everyDays }: Share, now: Date): string {
  return `${destination.identity} ${destination.path} ${everyDays} ${now.toISOString().slice(0, 10)}`;
}

function placeOf(name: string | null): string | null {
  return name?.slice(0, name.lastIndexOf(' ')) ?? null;
}
