import type { Result } from '../../../contract/result.ts';
import { CatalogDatabase } from '../database/catalog-database.ts';
import { setCatalogAside } from '../database/catalog-file.ts';
import { expected } from '../database/open-database.ts';
import { number } from '../database/row.ts';

/** Requests made on one day for one Google project. */
export interface QuotaUse {
  readonly api: number;
  readonly media: number;
}

/**
 * The requests of each day, beyond the life of a process. Quota belongs to a Google project, not to a destination, so
 * it has its own database that several processes may use at once.
 */
export interface QuotaFile {
  /** `day`: `YYYY-MM-DD` of the quota's own day. */
  readonly load: (project: string, day: string) => QuotaUse;
  readonly add: (project: string, day: string, api: number, media: number) => void;
  /** A second call does nothing. */
  readonly close: () => void;
}

/**
 * Opens or creates the ledger. A damaged file is set aside under a name with `at` (ISO 8601) and begun again: all that
 * is lost is today's count, and Google itself says when the day's limit is reached. Problems: `data-folder-unusable`,
 * `destination-busy`.
 */
export function openQuotaStore(file: string, at: string): Result<QuotaFile> {
  const opened = expected(() => openLedger(file));
  if (opened.ok || opened.problem.code !== 'catalog-damaged') return opened;
  return expected(() => {
    setCatalogAside(file, at);
    return openLedger(file);
  });
}

function openLedger(file: string): QuotaFile {
  const database = new CatalogDatabase(file);
  try {
    database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.execute(`CREATE TABLE IF NOT EXISTS quota_day (
      project TEXT NOT NULL,
      day TEXT NOT NULL,
      api INTEGER NOT NULL DEFAULT 0,
      media INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (project, day)
    ) STRICT, WITHOUT ROWID`);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
  return {
    load: (project, day) => {
      const row = database.get('SELECT api, media FROM quota_day WHERE project = ? AND day = ?', project, day);
      return row === undefined ? { api: 0, media: 0 } : { api: number(row, 'api'), media: number(row, 'media') };
    },
    add: (project, day, api, media) => {
      database.run(
        `INSERT INTO quota_day (project, day, api, media) VALUES (?, ?, ?, ?)
         ON CONFLICT (project, day) DO UPDATE SET api = api + excluded.api, media = media + excluded.media`,
        ...[project, day, api, media],
      );
    },
    close: () => database.close(),
  };
}
