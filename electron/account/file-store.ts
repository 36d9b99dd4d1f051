import { constants } from 'node:fs';
import { open, realpath, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { keepsPrivateFiles, writePrivateFileDurably } from '../base/durable-file.ts';
import { isMissing } from '../base/errno.ts';
import { saysFull } from '../base/full-disk.ts';
import { messageOf } from '../base/message-of.ts';
import { oneAtATime } from '../base/mutex.ts';
import { dataFolderProblem } from '../contract/data-folder-problem.ts';
import { message } from '../contract/messages/message.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { keepAside } from './json-file.ts';
import type { SecretStore } from './secret-store.ts';

const fileSchema = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.string()) });
type Secrets = Readonly<Record<string, string>>;

/** A token file holds a few kilobytes; reading is refused far above that. */
const largestFile = 1024 * 1024;

/** A token file that was opened, and what a person should know about it. */
export interface OpenedFileStore {
  readonly store: SecretStore;
  readonly warnings: readonly Problem[];
}

/**
 * Keeps secrets in a JSON file that this user alone can read (0600), for machines without a keychain. Refuses a file
 * that others can read (`token-store-unreadable`), and keeps a damaged one aside with a warning. Where the file system
 * cannot keep anything to one user, nothing is written, and a file that is there is removed. A link is followed once, now:
 * the file that it leads to is the one that is replaced. `keepsPrivate` is there to try out such a file system.
 */
export async function openFileStore(
  named: string,
  keepsPrivate: (folder: string) => Promise<boolean> = keepsPrivateFiles,
): Promise<Result<OpenedFileStore>> {
  const path = await realpath(named).catch(() => named);
  const warnings = [problem('token-store-unprotected', { subject: path })];
  const found = await withoutShownFile(path, await readSecrets(path), keepsPrivate);
  if (found.state === 'refused' || found.state === 'shown') return failed(found.problem);
  if (found.state === 'damaged') {
    try {
      const aside = await keepAside(path);
      warnings.push(
        problem('token-store-unreadable', { subject: path, detail: `The damaged file was kept as ${aside}.` }),
      );
    } catch (error) {
      return failed(problem('token-store-unwritable', { subject: path, detail: messageOf(error) }));
    }
  }
  return ok({ store: fileStore(path, keepsPrivate), warnings });
}

function fileStore(path: string, keepsPrivate: (folder: string) => Promise<boolean>): SecretStore {
  const inTurn = oneAtATime();
  let isPrivate = false;

  async function read(): Promise<Result<Secrets>> {
    const found = await readSecrets(path);
    switch (found.state) {
      case 'read':
        return ok(found.secrets);
      case 'damaged':
        return failed(problem('token-store-unreadable', { subject: path, detail: 'The token file is damaged.' }));
      case 'shown':
      case 'refused':
        return failed(found.problem);
    }
  }

  function change(changed: (secrets: Secrets) => Secrets): Promise<Result<void>> {
    return inTurn(async () => {
      const secrets = await read();
      if (!secrets.ok) return secrets;
      try {
        // Asked before the secret is on the disk.
        isPrivate ||= await keepsPrivate(dirname(path));
        if (!isPrivate) return failed(unprotectable('token-store-unwritable', path));
        await writePrivateFileDurably(
          path,
          `${JSON.stringify({ version: 1, secrets: changed(secrets.value) }, null, 2)}\n`,
        );
        return ok(undefined);
      } catch (error) {
        const particulars = { subject: path, detail: messageOf(error) };
        return failed(
          saysFull(error) ? dataFolderProblem(true, particulars) : problem('token-store-unwritable', particulars),
        );
      }
    });
  }

  return {
    kind: 'file',
    get: async (name) => {
      const secrets = await read();
      return secrets.ok ? ok(new Map(Object.entries(secrets.value)).get(name) ?? null) : secrets;
    },
    set: (name, value) => change((secrets) => ({ ...secrets, [name]: value })),
    delete: (name) =>
      change((secrets) => Object.fromEntries(Object.entries(secrets).filter(([kept]) => kept !== name))),
  };
}

type Found =
  | { readonly state: 'read'; readonly secrets: Secrets }
  | { readonly state: 'damaged' }
  /** Others can read it. */
  | { readonly state: 'shown'; readonly problem: Problem }
  | { readonly state: 'refused'; readonly problem: Problem };

async function readSecrets(path: string): Promise<Found> {
  try {
    // A pipe in its place would be waited for.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      // Asked of the open file, not of its name: what is judged is what is read.
      const found = await file.stat();
      const { mode, size } = found;
      if (!found.isFile()) return { state: 'refused', problem: noFile(path) };
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) return { state: 'shown', problem: openToOthers(path) };
      if (size > largestFile) return { state: 'damaged' };
      return parseSecrets(await file.readFile('utf8'));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) return { state: 'read', secrets: {} };
    return {
      state: 'refused',
      problem: problem('token-store-unreadable', { subject: path, detail: messageOf(error) }),
    };
  }
}

/** A file that everybody can read and that cannot be made private must not stay. */
async function withoutShownFile(
  path: string,
  found: Found,
  keepsPrivate: (folder: string) => Promise<boolean>,
): Promise<Found> {
  try {
    if (found.state !== 'shown' || (await keepsPrivate(dirname(path)))) return found;
    await rm(path);
    return { state: 'refused', problem: unprotectable('token-store-unreadable', path) };
  } catch {
    // A disk that can only be read: what was found is told.
    return found;
  }
}

function unprotectable(code: 'token-store-unreadable' | 'token-store-unwritable', path: string): Problem {
  return problem(code, {
    subject: path,
    detail: `The file system there shows every file to everybody (exFAT and FAT do), so nothing is kept in it.${
      code === 'token-store-unreadable' ? ' The token file was removed.' : ''
    }`,
    wayOut: message('way-out.token-file-elsewhere'),
  });
}

function noFile(path: string): Problem {
  return problem('token-store-unreadable', {
    subject: path,
    detail: 'It is no file.',
    wayOut: message('way-out.token-file-no-file'),
  });
}

function openToOthers(path: string): Problem {
  return problem('token-store-unreadable', {
    subject: path,
    detail: 'Other people on this computer can read the token file.',
    wayOut: message('way-out.token-file-open', { path }),
  });
}

function parseSecrets(text: string): Found {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(text));
    if (parsed.success) return { state: 'read', secrets: parsed.data.secrets };
  } catch {
    // Not JSON is damage as well, told below.
  }
  return { state: 'damaged' };
}
