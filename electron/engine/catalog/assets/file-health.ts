import type { FolderHealth } from '../../../contract/coverage/coverage-models.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, textOrNull } from '../database/row.ts';

/** How many stored files were read again. */
export class FileHealth {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Files that were found intact when they were read last, and the latest time of any. */
  verified(): Pick<FolderHealth, 'verified' | 'lastVerifiedAt'> {
    const read =
      this.#database.get(
        `SELECT count(*) AS files, max(verified_at) AS last FROM asset INDEXED BY asset_verified
         WHERE state IN ('stored', 'missing') AND verified_at > '' AND verified_outcome = 'intact'`,
      ) ?? {};
    return { verified: number(read, 'files'), lastVerifiedAt: textOrNull(read, 'last') };
  }
}
