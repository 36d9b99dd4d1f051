import type { KeychainService } from '../account/keychain-service.ts';
import type { DecoderSupervisor } from '../decoder-process/decoder-supervisor.ts';
import { milestones } from '../log/milestones.ts';
import type { RestoreController } from '../restore/restore-controller.ts';
import type { RunCoordinator } from '../runs/run-coordinator.ts';
import type { Shell } from '../shell.ts';
import type { EngineSupervisor } from '../supervision/engine-supervisor.ts';
import { waitForExit } from '../supervision/wait-for-exit.ts';
import type { Takeout } from '../takeout/takeout.ts';

/** How long a run may take to come to its end when the program quits. */
const shutDownMs = 8_000;
/** The same when the session of Windows ends, which ends whatever has not answered after five seconds. */
const sessionEndMs = 3_000;

/** How the program ends. */
export interface Lifetime {
  /** Ends runs and processes in an orderly way. An update and the end of the program both ask: the second joins. */
  readonly shutDown: () => Promise<void>;
  /** The same within the time of a session's end; has been done when it returns. */
  readonly endSession: () => void;
}

/** What has to be ended. */
export interface LifetimeOptions {
  readonly shell: Pick<Shell, 'stop'>;
  readonly keychain: Pick<KeychainService, 'stop'>;
  readonly runs: Pick<RunCoordinator, 'close'>;
  readonly restores: Pick<RestoreController, 'close'>;
  readonly takeout: Pick<Takeout, 'end'>;
  readonly supervisor: Pick<EngineSupervisor, 'stop' | 'stopAndWait'>;
  readonly decoder: Pick<DecoderSupervisor, 'stop'>;
  readonly log: (line: string) => void;
}

/** What starts work ends before what does it. */
export function buildLifetime(options: LifetimeOptions): Lifetime {
  const { shell, keychain, runs, restores, takeout, supervisor, decoder, log } = options;
  let ended: Promise<void> | null = null;

  function endStarting(): void {
    shell.stop();
    runs.close();
    restores.close();
    takeout.end();
  }

  async function end(): Promise<void> {
    keychain.stop();
    endStarting();
    await supervisor.stop(shutDownMs);
    decoder.stop();
    log(milestones.ended);
  }

  return {
    shutDown: () => (ended ??= end()),
    endSession: () => {
      endStarting();
      supervisor.stopAndWait(sessionEndMs, waitForExit);
      decoder.stop();
      log('Ended with the session');
    },
  };
}
