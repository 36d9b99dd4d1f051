import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLibrary } from '../library/library.ts';
import { createPictureStudio } from '../library/media/picture-studio.ts';
import { type SimulatedAccount, subjectIdOf } from './accounts.ts';
import { createClock } from './clock.ts';
import { createSimulatorControl, type SimulatorControl } from './control/simulator-control.ts';
import { createDrive } from './drive/drive-service.ts';
import { createDrives } from './drive/drives.ts';
import { createFaults } from './faults/faults.ts';
import { createBaseUrls } from './media/base-urls.ts';
import { createByteHost } from './media/byte-host.ts';
import { createGrants } from './oauth/grants.ts';
import { createIdTokens } from './oauth/id-tokens.ts';
import { createOAuthService } from './oauth/oauth-service.ts';
import {
  accountOptionsOf,
  driveRulesOf,
  pickerRulesOf,
  quotaLimitsOf,
  type SimulatorOptions,
  uploadRulesOf,
} from './options.ts';
import { createPageTokens } from './photos-library/page-tokens.ts';
import { createPhotosLibrary } from './photos-library/photos-library-service.ts';
import { createUploads } from './photos-library/uploads.ts';
import { createPhotosPicker } from './photos-picker/photos-picker-service.ts';
import { createPickerPage } from './photos-picker/picker-page.ts';
import { createPickerSessions } from './photos-picker/picker-sessions.ts';
import { createProject, type DesktopClientFile } from './project.ts';
import { createQuota } from './quota.ts';
import { createRequestListener } from './request-listener.ts';
import { createStatistics } from './statistics.ts';

/** A running simulator: a Google on loopback, and the hands of the test on it. */
export interface Simulator extends SimulatorControl, AsyncDisposable {
  /** "http://127.0.0.1:PORT": what `simulatedEndpoints` takes. */
  readonly url: string;
  /** Path of the client file, as downloaded from Google's console. */
  readonly clientFile: string;
  readonly client: DesktopClientFile;
  readonly accounts: readonly Pick<SimulatedAccount, 'id' | 'email'>[];
  /** Closes every connection and removes the temporary folder. May be called again. */
  readonly close: () => Promise<void>;
}

/** Starts a simulator on 127.0.0.1. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { url, parts, listen, stop } = assemble(options);
  await listen(options.port ?? 0);
  const folder = await clientFolderOf(options);
  const clientFile = join(folder.path, 'client_secret.json');
  await writeFile(clientFile, JSON.stringify(parts.project.clientFile), { mode: 0o600 });
  async function close(): Promise<void> {
    await stop();
    if (folder.temporary) await rm(folder.path, { recursive: true, force: true });
  }
  return {
    ...parts.control,
    url: url(),
    clientFile,
    client: parts.project.clientFile,
    accounts: parts.accounts.map(({ id, email }) => ({ id, email })),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function assemble(options: SimulatorOptions) {
  const { seed = 1, scopes: era = 'current', mediaOrigin = null } = options;
  const clock = createClock(options.now ?? Date.now);
  const project = createProject({ seed, testing: options.status === 'testing' });
  const accounts = accountsOf(options);
  const grants = createGrants(clock);
  const quota = createQuota(quotaLimitsOf(options), clock);
  const statistics = createStatistics();
  const faults = createFaults();
  const idTokens = createIdTokens(clock);
  const lifetimeSeconds = options.baseUrlSeconds ?? 3600;
  const secret = project.clientFile.installed.client_secret;
  const byteHost = () => `${url()}/media`;
  const baseUrls = createBaseUrls({ byteHost, lifetimeSeconds, mediaOrigin, secret, clock });
  const paging = { tokens: createPageTokens(secret), emptyPageEvery: options.emptyPageEvery ?? 33 };
  const consent = options.consent ?? 'ask';
  const ranges = options.ranges ?? (era === 'legacy' ? 'honour' : 'ignore');
  const now = clock.now;
  const rules = pickerRulesOf(options);
  const sessions = createPickerSessions(rules, clock);
  const drives = createDrives(accounts, driveRulesOf(options), clock);
  const { storageBytes, tokenUse, ...limits } = uploadRulesOf(options);
  const uploads = createUploads({ now, origin: url, tokenUse });
  const storage = new Map<string, number | null>();
  const control = createSimulatorControl({
    ...{ accounts, clock, drives, faults, grants, project, sessions, statistics, idTokens, uploads, storage },
  });
  const oauth = createOAuthService({ project, accounts, grants, drives, idTokens, era, consent });
  const drive = createDrive({ project, accounts, grants, drives });
  const storageOf = ({ id }: SimulatedAccount) => (storage.has(id) ? (storage.get(id) ?? null) : storageBytes);
  const writing = { uploads, limits, storageOf };
  const photosLibrary = createPhotosLibrary({
    project,
    accounts,
    grants,
    quota,
    era,
    now,
    baseUrls,
    paging,
    ...writing,
  });
  const pickerPage = () => `${url()}/picker`;
  const pickerParts = { project, accounts, grants, sessions, rules, baseUrls, paging, pickerPage, now };
  const picker = {
    photosPicker: createPhotosPicker(pickerParts),
    pickerPage: createPickerPage({ accounts, sessions }),
  };
  const media = createByteHost({ accounts, baseUrls, quota, grants, sessions, ranges });
  const server = createServer(
    { keepAliveTimeout: 60_000, noDelay: true },
    createRequestListener({
      ...{ oauth, photosLibrary, ...picker, drive, media, control, faults, statistics },
      projectNumber: project.number,
    }),
  );

  function url(): string {
    const address = server.address() as AddressInfo | null;
    return `http://127.0.0.1:${address?.port ?? 0}`;
  }

  async function listen(port: number): Promise<void> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  }

  async function stop(): Promise<void> {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  return { url, listen, stop, parts: { project, accounts, control } };
}

function accountsOf(options: SimulatorOptions): readonly SimulatedAccount[] {
  const studio = createPictureStudio();
  return accountOptionsOf(options).map(({ email, items, albums, seed, tester, photos }) => ({
    id: subjectIdOf(email),
    email,
    tester,
    photos,
    library: createLibrary({ items, albums, seed, itemBytes: options.itemBytes ?? null }, studio),
  }));
}

async function clientFolderOf(options: SimulatorOptions): Promise<{ path: string; temporary: boolean }> {
  if (options.clientFolder === undefined) {
    return { path: await mkdtemp(join(tmpdir(), 'google-simulator-')), temporary: true };
  }
  await mkdir(options.clientFolder, { recursive: true });
  return { path: options.clientFolder, temporary: false };
}
