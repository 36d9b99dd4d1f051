import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatorClock } from '../clock.ts';
import { type FileContent, fileContentAt } from './file-content.ts';

const folderType = 'application/vnd.google-apps.folder';

/** A file or folder in somebody's Drive. */
export interface DriveFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly parents: readonly string[];
  readonly trashed: boolean;
  readonly ownedByMe: boolean;
  readonly createdAt: number;
  /** Google takes it for malware or spam. */
  readonly abusive: boolean;
  /** Told instead of the sum of the bytes. */
  readonly misstatedMd5?: string | undefined;
  /** Null for a folder. */
  readonly content: FileContent | null;
}

/** What a test, or a call of the API, can change of a file. */
export interface DriveFileChange {
  readonly name?: string | undefined;
  readonly parents?: readonly string[] | undefined;
  readonly trashed?: boolean | undefined;
  readonly abusive?: boolean | undefined;
  readonly misstatedMd5?: string | undefined;
  readonly ownedByMe?: boolean | undefined;
}

export interface DriveRules {
  /** Its archives and bare files lie in the folder `Takeout`; looked at again with every call. Null: an empty Drive. */
  readonly folder: string | null;
  /** So many seconds after the one before comes each file; 0: all are there from the start. */
  readonly arrivesSeconds: number;
  /** Storage of the account in bytes; null is unlimited. What does not fit does not arrive. */
  readonly storageBytes: number | null;
}

/** One account's Drive. */
export interface DriveFiles {
  readonly rootId: string;
  readonly takeoutId: string;
  /** Everything that has arrived by now, oldest first. */
  readonly list: () => Promise<readonly DriveFile[]>;
  readonly find: (id: string) => Promise<DriveFile | undefined>;
  /** False when there is no such file. */
  readonly change: (id: string, change: DriveFileChange) => Promise<boolean>;
  readonly remove: (id: string) => Promise<boolean>;
  /** Adds a folder, or a file that lies at `path`; returns its id. */
  readonly add: (added: {
    readonly name: string;
    readonly parent?: string | undefined;
    readonly path?: string | undefined;
  }) => Promise<string>;
  readonly storage: () => Promise<{ readonly limit: number | null; readonly usage: number; readonly trash: number }>;
  readonly limitStorage: (bytes: number | null) => void;
}

/** What the generator writes beside an export, to say what is true of it: Google delivers no such thing. */
const ofSample: ReadonlySet<string> = new Set(['entries.ndjson', 'expected.json', 'sample.json', 'truth.ndjson']);

/** A Drive with its root and the folder that Takeout made. */
export function createDriveFiles(accountId: string, rules: DriveRules, clock: SimulatorClock): DriveFiles {
  const rootId = idOf(accountId, 'root', '0A');
  const takeoutId = idOf(accountId, 'folder Takeout');
  const startedAt = clock.now();
  const files = new Map<string, DriveFile>();
  const removed = new Set<string>();
  let { storageBytes } = rules;
  const common = { trashed: false, ownedByMe: true, abusive: false, createdAt: startedAt };
  files.set(rootId, { ...common, id: rootId, name: 'My Drive', mimeType: folderType, parents: [], content: null });
  const takeout = { id: takeoutId, name: 'Takeout', mimeType: folderType, parents: [rootId], content: null };
  if (rules.folder !== null) files.set(takeoutId, { ...common, ...takeout });

  /** Takes in what lies in the folder by now, one after the other as it arrives. */
  async function arrive(): Promise<void> {
    if (rules.folder === null) return;
    const found = (await readdir(rules.folder, { withFileTypes: true })).filter((one) => one.isFile());
    const names = found.map(({ name }) => name).filter((name) => !ofSample.has(name));
    const steps = names.sort(byPart).entries();
    for (const [index, name] of steps) {
      const dueAt = startedAt + index * rules.arrivesSeconds * 1_000;
      if (dueAt > clock.now()) return;
      const id = idOf(accountId, name);
      if (removed.has(id)) continue;
      const content = await fileContentAt(join(rules.folder, name));
      const known = files.get(id);
      if (known === undefined && !(await fits(content.bytes))) return;
      const file = { ...common, id, name, mimeType: typeOf(name), parents: [takeoutId], createdAt: dueAt };
      files.set(id, { ...file, ...known, content });
    }
  }

  async function fits(bytes: number): Promise<boolean> {
    return storageBytes === null || sumOf([...files.values()]) + bytes <= storageBytes;
  }

  async function find(given: string): Promise<DriveFile | undefined> {
    await arrive();
    return files.get(given === 'root' ? rootId : given);
  }

  return {
    rootId,
    takeoutId,
    find,
    list: async () => {
      await arrive();
      return [...files.values()].sort((a, b) => a.createdAt - b.createdAt);
    },
    change: async (id, change) => {
      const file = await find(id);
      if (file === undefined) return false;
      const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      files.set(file.id, { ...file, ...set });
      return true;
    },
    remove: async (id) => {
      const file = await find(id);
      if (file !== undefined) removed.add(file.id);
      return file !== undefined && files.delete(file.id);
    },
    add: async ({ name, parent = rootId, path }) => {
      const id = idOf(accountId, `added ${files.size + removed.size} ${name}`);
      const content = path === undefined ? null : await fileContentAt(path);
      const mimeType = content === null ? folderType : typeOf(name);
      files.set(id, { ...common, id, name, mimeType, parents: [parent], createdAt: clock.now(), content });
      return id;
    },
    storage: async () => {
      await arrive();
      const all = [...files.values()];
      return { limit: storageBytes, usage: sumOf(all), trash: sumOf(all.filter(({ trashed }) => trashed)) };
    },
    limitStorage: (bytes) => {
      storageBytes = bytes;
    },
  };
}

function sumOf(files: readonly DriveFile[]): number {
  return files.reduce((sum, { content }) => sum + (content?.bytes ?? 0), 0);
}

/** As Takeout delivers: by name, numbers by value. */
function byPart(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

function idOf(accountId: string, what: string, prefix = '1'): string {
  const digest = createHash('sha256').update(`${accountId} ${what}`).digest('base64url');
  return `${prefix}${digest.slice(0, 32)}`;
}

/** As seen in Drives: Takeout's zips are no `application/zip`. */
function typeOf(name: string): string {
  if (/\.zip$/i.test(name)) return 'application/x-zip';
  if (/\.(?:tgz|tar\.gz)$/i.test(name)) return 'application/x-gtar';
  return /\.(?:mp4|m4v)$/i.test(name) ? 'video/mp4' : 'application/octet-stream';
}
