import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { saysFull } from '../../base/full-disk.ts';
import { makeFolders } from '../../base/make-folders.ts';
import { messageOf } from '../../base/message-of.ts';
import { dataFolderProblem } from '../../contract/data-folder-problem.ts';
import { type RestoreStatus, restoreReportSchema, restoreSelectionSchema } from '../../contract/restore-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { openRestoreJournal, type RestoreJournal } from '../restore/journal.ts';
import { isRestoreOn, lockRestores } from '../restore/restore-lock.ts';
import type { EngineAccount, EngineDeps } from './engine-deps.ts';

const journalName = 'restores.sqlite';
const lockName = 'restore-lock.sqlite';

async function makeDataFolder({ dataFolder }: Pick<EngineDeps, 'dataFolder'>): Promise<Result<void>> {
  try {
    await makeFolders(dataFolder, 0o700);
    return ok(undefined);
  } catch (error) {
    return failed(dataFolderProblem(saysFull(error), { subject: dataFolder, detail: messageOf(error) }));
  }
}

/** The journal of this data folder, made when there is none. The caller closes it. */
export async function openJournal(deps: EngineDeps): Promise<Result<RestoreJournal>> {
  const made = await makeDataFolder(deps);
  return made.ok ? openRestoreJournal(join(deps.dataFolder, journalName), deps.now().toISOString()) : made;
}

/** One restore at a time: Google takes new items from one program at a time. Problem: `restore-busy`. */
export async function locked<T>(deps: EngineDeps, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const made = await makeDataFolder(deps);
  if (!made.ok) return made;
  const lock = lockRestores(join(deps.dataFolder, lockName));
  if (!lock.ok) return lock;
  return work().finally(() => lock.value.release());
}

/** Is a restore of this data folder sending at this moment? */
export function isRestoreOnHere(dataFolder: string): boolean {
  return isRestoreOn(join(dataFolder, lockName));
}

/** Restores that were begun, the latest first. */
export async function restoreStatuses(deps: EngineDeps): Promise<Result<readonly RestoreStatus[]>> {
  if (!existsSync(join(deps.dataFolder, journalName))) return ok([]);
  const journal = await openJournal(deps);
  if (!journal.ok) return journal;
  const isSomeoneSending = isRestoreOnHere(deps.dataFolder);
  try {
    return ok(
      journal.value.restores().flatMap((one, index): readonly RestoreStatus[] => {
        const selection = restoreSelectionSchema.safeParse(JSON.parse(one.selection)).data;
        const report = one.report === null ? null : restoreReportSchema.safeParse(JSON.parse(one.report)).data;
        if (selection === undefined || report === undefined) return [];
        const isOn = isSomeoneSending && index === 0;
        const state =
          report !== null ? 'finished' : !isOn ? 'unfinished' : one.waitingUntil === null ? 'sending' : 'waiting';
        const { email, items, done, waitingUntil, changedAt } = one;
        return [{ email, state, selection, items, done, waitingUntil, changedAt, report }];
      }),
    );
  } finally {
    journal.value.close();
  }
}

/**
 * Before the library of an account is listed: what was sent to it is known by its ids, and has its photos here already, so
 * that it is never fetched as copies. Without a journal there is nothing to tell.
 */
export function linkSentItems(deps: EngineDeps, catalog: Catalog, account: EngineAccount): void {
  const file = join(deps.dataFolder, journalName);
  if (!existsSync(file)) return;
  const journal = openRestoreJournal(file, deps.now().toISOString());
  // A journal that cannot be read is no reason to have no backup.
  if (!journal.ok) return deps.log.warn('restore.journal-unread', { problem: journal.problem.code });
  try {
    const target = journal.value.targetId({ account: account.id, client: account.clientId });
    const source = catalog.sources.ensure('library', account.id, account.email);
    let after = '';
    for (
      let page = journal.value.sentPage(target, after);
      page.length > 0;
      page = journal.value.sentPage(target, after)
    ) {
      catalog.restorable.link(
        source,
        page.map(({ mediaId, sha256, nameThere, filename }) => ({
          key: mediaId,
          sha256,
          filename: nameThere ?? filename,
        })),
      );
      after = page.at(-1)?.sha256 ?? after;
    }
  } finally {
    journal.value.close();
  }
}
