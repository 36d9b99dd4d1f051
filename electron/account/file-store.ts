import { open } from 'node:fs/promises';
import * as z from 'zod';
import { writePrivateFileDurably } from '../base/durable-file.ts';
import { isMissing } from '../base/errno.ts';
import { messageOf } from '../base/message-of.ts';
import { oneAtATime } from '../base/mutex.ts';
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
 * that others can read (`token-store-unreadable`), and keeps a damaged one aside with a warning.
 */
export async function openFileStore(path: string): Promise<Result<OpenedFileStore>> {
  const warnings = [problem('token-store-unprotected', { subject: path })];
  const found = await readSecrets(path);
  if (found.state === 'refused') return failed(found.problem);
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
  return ok({ store: fileStore(path), warnings });
}

function fileStore(path: string): SecretStore {
  const inTurn = oneAtATime();

  async function read(): Promise<Result<Secrets>> {
    const found = await readSecrets(path);
    switch (found.state) {
      case 'read':
        return ok(found.secrets);
      case 'damaged':
        return failed(problem('token-store-unreadable', { subject: path, detail: 'The token file is damaged.' }));
      case 'refused':
        return failed(found.problem);
    }
  }

  function change(changed: (secrets: Secrets) => Secrets): Promise<Result<void>> {
    return inTurn(async () => {
      const secrets = await read();
      if (!secrets.ok) return secrets;
      try {
        await writePrivateFileDurably(
          path,
          `${JSON.stringify({ version: 1, secrets: changed(secrets.value) }, null, 2)}\n`,
        );
        return ok(undefined);
      } catch (error) {
        return failed(problem('token-store-unwritable', { subject: path, detail: messageOf(error) }));
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
  | { readonly state: 'refused'; readonly problem: Problem };

async function readSecrets(path: string): Promise<Found> {
  try {
    const file = await open(path, 'r');
    try {
      // Asked of the open file, not of its name: what is judged is what is read.
      const { mode, size } = await file.stat();
      if (process.platform !== 'win32' && (mode & 0o077) !== 0)
        return { state: 'refused', problem: openToOthers(path) };
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
