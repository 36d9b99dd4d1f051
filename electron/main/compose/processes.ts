import { join } from 'node:path';
import type { utilityProcess } from 'electron';
import type { Clock } from '../../base/clock.ts';
import { heapFlagsOfElectron } from '../../base/heap-flags.ts';
import type { AccessTokens } from '../../contract/tokens.ts';
import { DecoderSupervisor } from '../decoder-process/decoder-supervisor.ts';
import type { StartOptions } from '../options.ts';
import type { ProgramPlaces } from '../program.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { type ChildProcess, type ChildProgram, forkChild } from '../supervision/child-process.ts';
import { EngineSupervisor } from '../supervision/engine-supervisor.ts';

/** The processes that do the work. */
export interface Processes {
  readonly supervisor: EngineSupervisor;
  readonly decoder: DecoderSupervisor;
}

/** What they are built from. */
export interface ProcessesOptions {
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>;
  readonly places: ProgramPlaces;
  readonly start: Pick<StartOptions, 'endpoints' | 'timeScale' | 'verbose'>;
  readonly tokens: AccessTokens;
  readonly snapshot: Pick<SnapshotStore, 'change'>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Engine and decoder under supervision; neither runs yet. */
export function buildProcesses(options: ProcessesOptions): Processes {
  const { utilityProcess, places, start, tokens, snapshot, clock, log } = options;
  const fork = <ToChild>(name: ChildProgram['name'], execArgv: readonly string[]): ChildProcess<ToChild> =>
    forkChild(utilityProcess, { name, script: join(places.app, 'out', 'main', `${name}.js`), execArgv }, log);
  const decoder = new DecoderSupervisor({ fork: () => fork('decoder', []), clock, log });
  const supervisor = new EngineSupervisor({
    fork: () => fork('engine', [heapFlagsOfElectron]),
    begin: {
      ...{ kind: 'begin', dataFolder: places.data, endpoints: start.endpoints, timeScale: start.timeScale },
      logLevel: start.verbose ? 'debug' : 'info',
    },
    onState: (state) => snapshot.change({ engine: state }),
    ...{ tokens, decoder, clock, log },
  });
  return { supervisor, decoder };
}
