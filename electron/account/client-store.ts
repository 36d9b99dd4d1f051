import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { saysFull } from '../base/full-disk.ts';
import { messageOf } from '../base/message-of.ts';
import { dataFolderProblem } from '../contract/data-folder-problem.ts';
import { message } from '../contract/messages/message.ts';
import { type ClientSummary, clientSummarySchema } from '../contract/models.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { OAuthClient } from './client-file.ts';
import { jsonFile } from './json-file.ts';
import type { SecretStore } from './secret-store.ts';

const clientFileSchema = z.object({ version: z.literal(1), ...clientSummarySchema.shape });

/** Keeps the one client: its public half in `<dataDir>/client.json`, its secret in the token store. */
export interface ClientStore {
  /** The public half; null when no client is set. */
  readonly summary: () => Promise<Result<ClientSummary | null>>;
  /** The whole client; `client-missing` when it is not set, or when its secret is not in this token store. */
  readonly load: () => Promise<Result<OAuthClient>>;
  /** Fails with `keychain-unavailable`, and changes nothing, when the secret of the former client cannot be deleted. */
  readonly save: (client: OAuthClient, addedAt: string) => Promise<Result<ClientSummary>>;
  readonly remove: () => Promise<Result<void>>;
}

/** The client store over a data folder and a token store. */
export function createClientStore(
  dataDir: string,
  secrets: SecretStore,
  onProblem: (problem: Problem) => void,
): ClientStore {
  const path = join(dataDir, 'client.json');
  const file = jsonFile(path, clientFileSchema, onProblem);

  async function summary(): Promise<Result<ClientSummary | null>> {
    const read = await file.read();
    if (!read.ok || read.value === null) return read;
    const { clientId, projectId, addedAt } = read.value;
    return ok({ clientId, projectId, addedAt });
  }

  async function load(): Promise<Result<OAuthClient>> {
    const known = await summary();
    if (!known.ok) return known;
    if (known.value === null) return failed(problem('client-missing'));
    const { clientId, projectId } = known.value;
    const clientSecret = await secrets.get(secretName(clientId));
    if (!clientSecret.ok) return clientSecret;
    // An emptied entry is none: nothing could be asked for with it.
    if (clientSecret.value === null || clientSecret.value === '') return failed(secretNotHere(clientId));
    return ok({ clientId, clientSecret: clientSecret.value, projectId });
  }

  async function save(client: OAuthClient, addedAt: string): Promise<Result<ClientSummary>> {
    const former = await summary();
    if (!former.ok) return former;
    const kept = await secrets.set(secretName(client.clientId), client.clientSecret);
    if (!kept.ok) return kept;
    const added: ClientSummary = { clientId: client.clientId, projectId: client.projectId, addedAt };
    const written = await file.write({ version: 1, ...added });
    if (!written.ok) return written;
    if (former.value === null || former.value.clientId === client.clientId) return ok(added);
    const forgotten = await secrets.delete(secretName(former.value.clientId));
    if (forgotten.ok) return ok(added);
    if (forgotten.problem.code === 'keychain-unavailable') return takeBack(client.clientId, former.value, forgotten);
    onProblem(forgotten.problem);
    return ok(added);
  }

  /** A former secret that nobody can reach would be left behind forever: its client stays the one that is set. */
  async function takeBack(clientId: string, former: ClientSummary, why: Result<never>): Promise<Result<never>> {
    const written = await file.write({ version: 1, ...former });
    if (!written.ok) return written;
    const forgotten = await secrets.delete(secretName(clientId));
    if (!forgotten.ok) onProblem(forgotten.problem);
    return why;
  }

  async function remove(): Promise<Result<void>> {
    const known = await summary();
    if (!known.ok) return known;
    if (known.value === null) return ok(undefined);
    const forgotten = await secrets.delete(secretName(known.value.clientId));
    if (!forgotten.ok) return forgotten;
    try {
      await rm(path, { force: true });
      return ok(undefined);
    } catch (error) {
      return failed(dataFolderProblem(saysFull(error), { subject: path, detail: messageOf(error) }));
    }
  }

  return { summary, load, save, remove };
}

function secretName(clientId: string): string {
  return `client-secret/${clientId}`;
}

function secretNotHere(clientId: string): Problem {
  return problem('client-missing', {
    subject: clientId,
    detail: 'The client ID is known, but its secret is not in this token store.',
    wayOut: message('way-out.client-file-again'),
  });
}
