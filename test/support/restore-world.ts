import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { silentLog } from '../../electron/base/log.ts';
import { googleEndpoints, simulatedEndpoints } from '../../electron/contract/endpoints.ts';
import type { Finding } from '../../electron/contract/findings.ts';
import { noDecoder } from '../../electron/contract/picture-decoder.ts';
import { problem } from '../../electron/contract/problem.ts';
import type { RestoreEvent, RestoreReport, RestoreSelection } from '../../electron/contract/restore-models.ts';
import { failed, ok, type Result } from '../../electron/contract/result.ts';
import { capabilityScopes } from '../../electron/contract/scopes.ts';
import { createEngine, type Engine, type EngineDeps, type RestoreRequest } from '../../electron/engine/engine.ts';
import type { UploadTruth } from '../simulator/library/library-model.ts';
import type { SimulatorOptions } from '../simulator/server/options.ts';
import { type Simulator, startSimulator } from '../simulator/server/simulator.ts';
import { photosInAlbum, sidecar, year } from './album-export.ts';
import { smallFilm, smallPicture, writeTree } from './small-export.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A backup that was imported, and an account at a simulated Google that has none of it. */
export interface RestoreWorld {
  readonly google: Simulator;
  readonly engine: Engine;
  readonly backup: string;
  /** Afterimage's own data. */
  readonly data: string;
  readonly request: RestoreRequest;
  /** Everything that the last restore told. */
  readonly events: RestoreEvent[];
  readonly restore: (more?: RestoreOptions) => Promise<RestoreReport>;
  /** What is known to be missing or damaged in the backup, by path. */
  readonly findings: () => Promise<readonly Finding[]>;
  /** What is at Google. */
  readonly uploads: () => Promise<readonly UploadTruth[]>;
  /** Names of an album's items at Google, in its order, by title. */
  readonly albumsThere: () => Promise<Readonly<Record<string, readonly string[]>>>;
}

export interface RestoreOptions {
  readonly selection?: Partial<RestoreSelection>;
  readonly typedEmail?: string | null;
  /** Stops it when this says so of an event. */
  readonly stopAt?: (event: RestoreEvent) => boolean;
}

export interface RestoreWorldOptions extends SimulatorOptions {
  /** The files of an export; some of every kind unless told. */
  readonly files?: Readonly<Record<string, Uint8Array | string>>;
  /** The clock of the engine and of Google. */
  readonly now?: () => number;
}

const everything: RestoreSelection = { albums: null, years: null, search: null, files: null, missing: false };

/** Imports an export, and signs in to an empty account. */
export async function openRestoreWorld({ files, ...options }: RestoreWorldOptions = {}): Promise<RestoreWorld> {
  const google = await startSimulator({ items: 0, albums: 0, ...options });
  onTestFinished(() => google.close());
  const folder = await temporaryFolder();
  const [backup, data] = [join(folder, 'backup'), join(folder, 'data')];
  const imported = await (files === undefined ? smallBackup() : importedExport(files));
  await cp(imported, folder, { recursive: true });
  const { id, email } = google.accounts[0] ?? { id: '', email: '' };
  const engine = engineOn(data, {
    endpoints: simulatedEndpoints(google.url),
    tokens: { accessToken: freshTokens(google, options.now ?? Date.now) },
    now: () => new Date((options.now ?? Date.now)()),
  });
  const { destination } = whole(await engine.chooseDestination(backup));
  const account = { id, email, clientId: google.client.installed.client_id };
  const limits = { dailyRequests: null, bandwidth: null };
  const request = { account, destination, limits, selection: everything, typedEmail: null };
  const events: RestoreEvent[] = [];
  return {
    ...{ google, engine, backup, data, request, events },
    restore: async ({ selection = {}, typedEmail = null, stopAt = () => false } = {}) => {
      events.length = 0;
      const asked = { ...request, selection: { ...everything, ...selection }, typedEmail };
      const running = engine.startRestore(asked, (event) => {
        events.push(event);
        if (stopAt(event)) running.stop();
      });
      return whole(await running.ended);
    },
    findings: async () => {
      const stored = whole(engine.stored(destination));
      const list = stored?.findings.list({ limit: 100, after: 0 }) ?? [];
      stored?.close();
      return list.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    },
    uploads: () => collected(google.uploads()),
    albumsThere: () => albumsThere(google),
  };
}

let template: Promise<string> | null = null;

function smallBackup(): Promise<string> {
  template ??= importedExport();
  return template;
}

/** A folder with a backup of an export, and the data that belong to it: what most tests begin with is made once. */
async function importedExport(files?: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'afterimage-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const parts = await mkdtemp(join(tmpdir(), 'afterimage-test-'));
  await writeTree(parts, files ?? (await smallLibrary()));
  const engine = engineOn(join(folder, 'data'), {
    endpoints: googleEndpoints,
    tokens: { accessToken: async () => failed(problem('account-missing')) },
    now: () => new Date(),
  });
  const { destination } = whole(await engine.chooseDestination(join(folder, 'backup')));
  const taken = { paths: [parts], destination, dryRun: false, includeTrash: false, albumView: 'auto' } as const;
  whole(await engine.startImport({ ...taken, owner: 'someone.else@example.com' }, () => undefined).ended);
  await rm(parts, { recursive: true });
  return folder;
}

function engineOn(dataFolder: string, parts: Pick<EngineDeps, 'endpoints' | 'tokens' | 'now'>): Engine {
  return createEngine({
    ...parts,
    dataFolder,
    decoder: noDecoder,
    environment: {},
    timeScale: 0.001,
    clock: () => performance.now(),
    log: silentLog,
  });
}

const tokenLifeMs = 50 * 60_000;

/** Tokens with all that a restore needs; a new one when the last is old, or Google has refused it. */
function freshTokens(google: Simulator, now: () => number) {
  const held = new Map<string, { readonly token: string; readonly at: number }>();
  return async (account: string, refused?: string): Promise<Result<string>> => {
    const known = held.get(account);
    if (known !== undefined && known.token !== refused && now() - known.at < tokenLifeMs) return ok(known.token);
    const { accessToken } = await google.grant([capabilityScopes.library, capabilityScopes.upload], account);
    held.set(account, { token: accessToken, at: now() });
    return ok(accessToken);
  };
}

interface Listed {
  readonly albums?: readonly { readonly id: string; readonly title: string }[];
  readonly mediaItems?: readonly { readonly filename: string }[];
  readonly nextPageToken?: string;
}

async function albumsThere(google: Simulator): Promise<Readonly<Record<string, readonly string[]>>> {
  const { accessToken } = await google.grant([capabilityScopes.library]);
  const ask = async (path: string, body?: object): Promise<Listed> => {
    const headers = { authorization: `Bearer ${accessToken}` };
    const sent = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
    return (await (await fetch(`${google.url}/photoslibrary/v1/${path}`, sent)).json()) as Listed;
  };
  const { albums = [] } = await ask('albums?pageSize=50');
  const found: Record<string, readonly string[]> = {};
  for (const { id, title } of albums) {
    const names: string[] = [];
    let pageToken: string | undefined;
    do {
      const page = await ask('mediaItems:search', { albumId: id, pageSize: 100, pageToken });
      for (const { filename } of page.mediaItems ?? []) names.push(filename);
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    found[title] = names;
  }
  return found;
}

async function collected<T>(all: AsyncIterable<T>): Promise<readonly T[]> {
  const values: T[] = [];
  for await (const value of all) values.push(value);
  return values;
}

function whole<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.detail ?? result.problem.title}`);
  return result.value;
}

/** A dozen photos in an album, a dated one, a film, and what Google does not take. */
async function smallLibrary(): Promise<Record<string, Uint8Array | string>> {
  return {
    ...(await photosInAlbum('Rome', 12)),
    [`${year}/dated.jpg`]: await smallPicture(77, '2018:07:04 10:11:12', '+02:00'),
    [`${year}/film.mp4`]: smallFilm(3),
    [`${year}/film.mp4.supplemental-metadata.json`]: sidecar('film.mp4', 3, {
      description: 'Ein Film',
      favorited: true,
      people: [{ name: 'Ada' }],
    }),
    [`${year}/strange.jxl`]: Buffer.from('\xff\x0a strange picture', 'latin1'),
    [`${year}/strange.jxl.supplemental-metadata.json`]: sidecar('strange.jxl', 4),
  };
}
