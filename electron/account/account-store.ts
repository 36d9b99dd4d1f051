import { join } from 'node:path';
import * as z from 'zod';
import { oneAtATime } from '../base/mutex.ts';
import { type AccountSummary, accountSummarySchema } from '../contract/models.ts';
import type { Problem } from '../contract/problem.ts';
import { ok, type Result } from '../contract/result.ts';
import { jsonFile } from './json-file.ts';

const bookSchema = z.object({ version: z.literal(1), accounts: z.array(accountSummarySchema) });

/**
 * The signed-in accounts, without any secrets, in `<dataDir>/accounts.json`. Reread at every
 * call, because the desktop app and the command line share it. Fails with `data-folder-unusable`.
 */
export interface AccountStore {
  readonly list: () => Promise<Result<readonly AccountSummary[]>>;
  /** Adds the account, or takes the place of the entry with the same id. */
  readonly put: (account: AccountSummary) => Promise<Result<void>>;
  /** Notes what ended the sign-in; only another sign-in (`put`) makes it good. An unknown account is left alone. */
  readonly noteEnd: (id: string, end: Problem) => Promise<Result<void>>;
  readonly remove: (id: string) => Promise<Result<void>>;
}

/** The store in the data folder. A damaged file is kept aside, reported to `onProblem`, and counts as empty. */
export function createAccountStore(dataDir: string, onProblem: (problem: Problem) => void): AccountStore {
  const file = jsonFile(join(dataDir, 'accounts.json'), bookSchema, onProblem);
  const inTurn = oneAtATime();

  async function list(): Promise<Result<readonly AccountSummary[]>> {
    const accountStore = await file.read();
    return accountStore.ok ? ok(accountStore.value?.accounts ?? []) : accountStore;
  }

  function change(changed: (accounts: readonly AccountSummary[]) => readonly AccountSummary[]): Promise<Result<void>> {
    return inTurn(async () => {
      const accounts = await list();
      return accounts.ok ? file.write({ version: 1, accounts: [...changed(accounts.value)] }) : accounts;
    });
  }

  return {
    list,
    put: (account) =>
      change((accounts) => {
        const known = accounts.some(({ id }) => id === account.id);
        return known ? accounts.map((old) => (old.id === account.id ? account : old)) : [...accounts, account];
      }),
    noteEnd: (id, end) =>
      change((accounts) => accounts.map((account) => (account.id === id ? { ...account, trouble: end } : account))),
    remove: (id) => change((accounts) => accounts.filter((account) => account.id !== id)),
  };
}
