import type { KeychainService } from '../account/keychain-service.ts';
import type { Program } from '../program.ts';
import type { Shell } from '../shell.ts';
import type { Takeout } from '../takeout/takeout.ts';
import type { AppEvents } from './app-events.ts';
import type { Foundation } from './foundation.ts';
import type { Lifetime } from './lifetime.ts';
import type { Processes } from './processes.ts';
import type { Surface } from './surface.ts';

/** What the running program consists of, as far as main.ts and tests hold it. */
export interface ProgramOptions {
  readonly surface: Surface;
  readonly events: Pick<AppEvents, 'commands'>;
  readonly lifetime: Lifetime;
  readonly shell: Pick<Shell, 'suspended' | 'look' | 'supplyChanged'>;
  readonly keychain: Pick<KeychainService, 'look'>;
  readonly takeout: Pick<Takeout, 'look'>;
  readonly processes: Processes;
  readonly foundation: Pick<Foundation, 'clock' | 'log'>;
}

/** The running program, over what was built. */
export function buildProgram(options: ProgramOptions): Program {
  const { surface, events, lifetime, shell, keychain, takeout, processes, foundation } = options;
  const { supervisor, decoder } = processes;
  const look = (): void => {
    shell.look();
    takeout.look();
  };
  return {
    tray: surface.tray,
    dispatch: events.commands.emit,
    openWindow: surface.window.show,
    shutDown: lifetime.shutDown,
    endSession: lifetime.endSession,
    onSuspend: () => shell.suspended(),
    onResume: () => {
      void keychain.look();
      look();
    },
    onSupply: () => shell.supplyChanged(),
    advance: (milliseconds) => {
      foundation.clock.advance(milliseconds);
      supervisor.advance(milliseconds);
      look();
    },
    log: foundation.log.write,
    enginePid: () => supervisor.pid(),
    decoderPid: () => decoder.pid(),
    picturesInFlight: () => decoder.inFlight(),
    notices: surface.notifier.shown,
  };
}
