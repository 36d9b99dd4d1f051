import type { SimulatedAccount } from '../accounts.ts';
import type { SimulatorClock } from '../clock.ts';
import { createDriveFiles, type DriveFiles, type DriveRules } from './drive-files.ts';

/** The Drives of all accounts, and what was picked in them for this client. */
export interface Drives {
  /** Throws a RangeError for an account that does not exist. */
  readonly of: (accountId: string) => DriveFiles;
  /** What a client with `drive.file` sees of an account's Drive. */
  readonly picked: (accountId: string) => ReadonlySet<string>;
  readonly pick: (accountId: string, fileIds: readonly string[]) => void;
}

/** Exports lie in the first account's Drive; the others' are empty. */
export function createDrives(accounts: readonly SimulatedAccount[], rules: DriveRules, clock: SimulatorClock): Drives {
  const drives = new Map(
    accounts.map(({ id }, index) => [
      id,
      createDriveFiles(id, index === 0 ? rules : { ...rules, folder: null }, clock),
    ]),
  );
  const picks = new Map<string, Set<string>>();
  return {
    of: (accountId) => {
      const drive = drives.get(accountId);
      if (drive === undefined) throw new RangeError(`There is no account ${accountId}`);
      return drive;
    },
    picked: (accountId) => picks.get(accountId) ?? new Set(),
    pick: (accountId, fileIds) => {
      picks.set(accountId, new Set([...(picks.get(accountId) ?? []), ...fileIds]));
    },
  };
}
