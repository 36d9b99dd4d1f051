import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { silentLog } from '../../electron/base/log.ts';
import { simulatedEndpoints } from '../../electron/contract/endpoints.ts';
import type { RunEvent, RunReport } from '../../electron/contract/models.ts';
import { noDecoder } from '../../electron/contract/picture-decoder.ts';
import { ok } from '../../electron/contract/result.ts';
import { createEngine, type DriveImportRequest, type Engine } from '../../electron/engine/engine.ts';
import type { SimulatorOptions } from '../simulator/server/options.ts';
import { type Simulator, startSimulator } from '../simulator/server/simulator.ts';
import { temporaryFolder } from './temporary-folder.ts';

const scopes = ['drive.readonly', 'drive.metadata'].map((name) => `https://www.googleapis.com/auth/${name}`);

/** How an import from Drive went. */
export interface DriveImport {
  readonly report: RunReport;
  /** Codes of the problems that it told of. */
  readonly problems: readonly string[];
}

/** A computer with a backup folder, and an account in whose Drive the files of a folder lie. */
export interface DriveWorld {
  readonly backup: string;
  /** Afterimage's own data. */
  readonly data: string;
  readonly simulator: Simulator;
  readonly engine: Engine;
  readonly request: DriveImportRequest;
  /** One import; `onEvent` hears what it tells. */
  readonly fetch: (changes?: Partial<DriveImportRequest>, onEvent?: (event: RunEvent) => void) => Promise<DriveImport>;
}

/** Sets everything up but the first import; `drive` is the folder whose files lie in Drive. */
export async function openDriveWorld(
  drive: string,
  { engineNow = () => new Date(), ...options }: SimulatorOptions & { readonly engineNow?: () => Date } = {},
): Promise<DriveWorld> {
  const simulator = await startSimulator({
    items: 1,
    albums: 0,
    ...options,
    drive: { folder: drive, ...options.drive },
  });
  onTestFinished(() => simulator.close());
  const folder = await temporaryFolder();
  const [backup, data] = [join(folder, 'backup'), join(folder, 'data')];
  const newToken = async () => (await simulator.grant(scopes)).accessToken;
  let token = await newToken();
  const engine = createEngine({
    dataFolder: data,
    endpoints: simulatedEndpoints(simulator.url),
    tokens: {
      accessToken: async (_, refused) => {
        if (refused === token) token = await newToken();
        return ok(token);
      },
    },
    decoder: noDecoder,
    environment: {},
    timeScale: 0.001,
    now: engineNow,
    clock: () => performance.now(),
    log: silentLog,
  });
  const chosen = await engine.chooseDestination(backup);
  if (!chosen.ok) throw new Error(chosen.problem.title);
  const [account] = simulator.accounts;
  if (account === undefined) throw new Error('There is an account');
  const request: DriveImportRequest = {
    account: { id: account.id, email: account.email, clientId: simulator.client.installed.client_id },
    destination: chosen.value.destination,
    ...{ view: 'everything', stamp: null, includeTrash: false, albumView: 'auto' },
    limits: { dailyRequests: null, bandwidth: null },
  };
  return {
    ...{ backup, data, simulator, engine, request },
    fetch: async (changes = {}, onEvent = () => undefined) => {
      const problems: string[] = [];
      const tell = (event: RunEvent): void => {
        onEvent(event);
        if (event.event === 'problem') problems.push(event.problem.code);
      };
      const ended = await engine.startDriveImport({ ...request, ...changes }, tell).ended;
      if (!ended.ok) throw new Error(`${ended.problem.code}: ${ended.problem.detail}`);
      return { report: ended.value, problems };
    },
  };
}
