import type { LackingFile } from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { paged } from '../database/paged.ts';
import { flag, number, text, textOrNull } from '../database/row.ts';
import { storedProblem } from '../runs/problem-log.ts';
import { indexOf } from './export-review.ts';

/** What is known of how whole an export is, apart from its parts. */
export interface ExportEvidence {
  /** Null when no part brought a page, or none that could be read. */
  readonly index: { readonly email: string | null; readonly listed: number; readonly failedAtGoogle: number } | null;
  /** A page came that could not be read. */
  readonly hasUnreadableIndex: boolean;
  /** The export was looked through since it changed. */
  readonly isReviewed: boolean;
  /** Files of the index that no part holds: those that should be there, and those that Google could not export. */
  readonly missing: number;
  readonly lostAtGoogle: number;
  /** Sidecars whose photo has not come. */
  readonly awaiting: number;
  /** Entries that could not be stored; `refused` of them were refused. */
  readonly failed: number;
  readonly refused: number;
}

/** See {@link ExportEvidence}. */
export function exportEvidence(database: CatalogDatabase, exportId: number): ExportEvidence {
  const index = indexOf(database, exportId);
  const page = database.get('SELECT email, listed, failed FROM export_index WHERE id = ?', index);
  const unreadable = database.get(
    'SELECT 1 FROM export_index JOIN part ON part.id = part_id WHERE part.export_id = ? AND is_read = 0',
    exportId,
  );
  const due = database.get('SELECT review_due FROM export WHERE id = ?', exportId);
  const files =
    database.get(
      `SELECT total(failure IS NULL) AS missing, total(failure IS NOT NULL) AS lost
       FROM index_folder AS folder JOIN index_file AS file ON file.folder_id = folder.id
       WHERE folder.index_id = ? AND file.missing = 1`,
      index,
    ) ?? {};
  const found =
    database.get(
      `SELECT total(finding.kind = 'awaits') AS awaiting, total(finding.kind = 'failed') AS failed,
         total(finding.kind = 'failed' AND entry.role = 'refused') AS refused
       FROM part JOIN takeout_entry AS entry ON entry.part_id = part.id
       JOIN export_finding AS finding ON finding.entry_id = entry.id
       WHERE part.export_id = ?`,
      exportId,
    ) ?? {};
  return {
    index:
      page === undefined
        ? null
        : { email: textOrNull(page, 'email'), listed: number(page, 'listed'), failedAtGoogle: number(page, 'failed') },
    hasUnreadableIndex: unreadable !== undefined,
    isReviewed: due !== undefined && !flag(due, 'review_due'),
    missing: number(files, 'missing'),
    lostAtGoogle: number(files, 'lost'),
    awaiting: number(found, 'awaiting'),
    failed: number(found, 'failed'),
    refused: number(found, 'refused'),
  };
}

const pageSize = 500;

/**
 * The files that an export lacks, by folder and name. They may be half a million: they are sorted once, into a table that
 * goes with the connection, and read from there a page at a time, so that neither time nor memory grow faster than they do.
 * One walk at a time on a connection.
 */
export function* lackingFiles(database: CatalogDatabase, exportId: number): Generator<LackingFile, void> {
  sortLacking(database, exportId);
  try {
    const rows = paged(
      0,
      (after) => database.all(`SELECT * FROM temp.lacking_file WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`, after),
      (row) => number(row, 'seq'),
    );
    for (const row of rows) yield lackingFile(database, row);
  } finally {
    database.execute('DROP TABLE temp.lacking_file');
  }
}

function sortLacking(database: CatalogDatabase, exportId: number): void {
  database.execute(
    `DROP TABLE IF EXISTS temp.lacking_file;
     CREATE TEMP TABLE lacking_file (seq INTEGER PRIMARY KEY, origin TEXT NOT NULL, path TEXT NOT NULL,
       name TEXT NOT NULL, failure TEXT, entry_id INTEGER, problem TEXT, item_id INTEGER)`,
  );
  database.run(
    `INSERT INTO temp.lacking_file (origin, path, name, failure, entry_id, problem, item_id)
     SELECT 'index', rtrim('Takeout/' || coalesce(page.product, 'Google Photos') || '/' || folder.path, '/'), file.name,
       file.failure, NULL, NULL, NULL
     FROM export_index AS page JOIN index_folder AS folder ON folder.index_id = page.id
     JOIN index_file AS file ON file.folder_id = folder.id WHERE page.id = ?1 AND file.missing = 1
     UNION ALL
     SELECT finding.kind, folder.path, finding.name, NULL, entry.id, entry.problem, entry.item_id
     FROM part JOIN takeout_entry AS entry ON entry.part_id = part.id
     JOIN export_finding AS finding ON finding.entry_id = entry.id
     JOIN takeout_folder AS folder ON folder.id = entry.folder_id WHERE part.export_id = ?2
     ORDER BY 2, 3`,
    ...[indexOf(database, exportId), exportId],
  );
}

function lackingFile(database: CatalogDatabase, row: Row): LackingFile {
  const [folder, name, origin] = [text(row, 'path'), text(row, 'name'), text(row, 'origin')];
  const path = folder === '' ? name : `${folder}/${name}`;
  if (origin === 'awaits') return { why: 'not-come', path, reason: null };
  if (origin === 'index') {
    const failure = textOrNull(row, 'failure');
    return { why: failure === null ? 'not-come' : 'failed-at-google', path, reason: failure };
  }
  return { why: 'not-stored', path, reason: problemTitle(database, row) };
}

function problemTitle(database: CatalogDatabase, row: Row): string | null {
  const own = textOrNull(row, 'problem');
  const ofItem = database.get(
    `SELECT body FROM problem WHERE resolved_at IS NULL AND (item_id = ?1
       OR asset_id = (SELECT asset_id FROM item WHERE id = ?1)) ORDER BY id DESC LIMIT 1`,
    row['item_id'] === null ? null : number(row, 'item_id'),
  );
  const body = own ?? (ofItem === undefined ? null : text(ofItem, 'body'));
  return body === null ? null : storedProblem(body).title;
}
