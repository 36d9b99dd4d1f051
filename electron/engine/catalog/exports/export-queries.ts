import type { Problem } from '../../../contract/problem.ts';
import {
  type DoubtfulEntry,
  type EntryCounts,
  type EntryState,
  type ExportKind,
  type ExportKindReason,
  type ExportPart,
  entryStates,
  exportKindReasons,
  exportKinds,
  type LackingFile,
  matchConfidences,
  matchReasonOf,
  type PartState,
  partFormats,
  partStates,
  type YearCoverage,
} from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { flag, number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import { damagedAssets, storedProblem } from '../runs/problem-log.ts';
import { type ExportEvidence, exportEvidence, lackingFiles } from './export-evidence.ts';
import { isUnstamped } from './export-stamp.ts';
import { isTrashed } from './trashed.ts';

/** A part, and the run index in its name. */
export interface KnownExportPart extends ExportPart {
  readonly runIndex: number | null;
}

/** One export and its parts, as the catalog knows them. */
export interface KnownExport {
  readonly stamp: string;
  /** ISO 8601. */
  readonly firstSeenAt: string;
  /** By number. */
  readonly parts: readonly KnownExportPart[];
  readonly doubtful: number;
  readonly withoutSidecar: number;
  readonly evidence: ExportEvidence;
  /** Whose a person says it is. */
  readonly owner: string | null;
  /** ISO 8601; see `ExportSummary`. */
  readonly coversUntil: string | null;
  readonly kind: ExportKind;
  readonly kindReason: ExportKindReason | null;
  readonly isSuperseded: boolean;
}

// A photo that was kept damaged is a loss, although it is stored. Non-media entries end as what they are; what lies in the trash is counted as trash unless it was taken in.
const stateOfEntry = `CASE
  WHEN entry.role = 'media' THEN CASE
    WHEN folder.meaning = 'outside' THEN 'other'
    WHEN item.id IS NULL AND ${isTrashed('folder', 'entry.sidecar_id')} THEN 'trash'
    WHEN item.id IS NULL OR item.state = 'wanted' THEN 'pending'
    WHEN item.state <> 'stored' OR item.asset_id IN (${damagedAssets}) THEN 'failed'
    WHEN entry.claims = 1 AND item.stored_run > 0 THEN 'stored'
    ELSE 'duplicate' END
  WHEN folder.meaning = 'outside' AND entry.role IN ('sidecar', 'album-metadata', 'title-only') THEN 'other-json'
  WHEN entry.role = 'title-only' THEN 'other-json'
  WHEN entry.role = 'sidecar' AND ${isTrashed('folder', 'entry.id')} THEN 'trash'
  ELSE entry.role END`;

const entryTables = `takeout_entry AS entry JOIN takeout_folder AS folder ON folder.id = entry.folder_id
  LEFT JOIN item ON item.id = entry.item_id`;

const troubled = `FROM takeout_entry AS entry JOIN takeout_folder AS folder ON folder.id = entry.folder_id
  WHERE entry.part_id = ? AND entry.problem IS NOT NULL
    AND (folder.meaning IS NOT 'outside' OR entry.role = 'refused')`;

/** What is known of exports, for people. */
export class ExportQueries {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** All exports, latest first. Reads every entry: a second for a million. */
  exports(): readonly KnownExport[] {
    const counts = this.#countsByPart();
    return this.#database
      .all(
        `SELECT id, stamp, first_seen, owner, covers_until, kind, kind_reason, superseded FROM export
         WHERE EXISTS (SELECT 1 FROM part WHERE part.export_id = export.id) ORDER BY ${isUnstamped('stamp')}, stamp DESC`,
      )
      .map((row) => {
        const id = number(row, 'id');
        return {
          stamp: text(row, 'stamp'),
          firstSeenAt: text(row, 'first_seen'),
          parts: this.#parts(id, counts),
          ...this.#doubts(id),
          evidence: exportEvidence(this.#database, id),
          owner: textOrNull(row, 'owner'),
          coversUntil: textOrNull(row, 'covers_until'),
          kind: row['kind'] === null ? 'unknown' : oneOf(row, 'kind', exportKinds),
          kindReason: row['kind_reason'] === null ? null : oneOf(row, 'kind_reason', exportKindReasons),
          isSuperseded: flag(row, 'superseded'),
        };
      });
  }

  /** The files that an export lacks; see {@link lackingFiles}. */
  *lacking(stamp: string): Generator<LackingFile, void> {
    const row = this.#database.get('SELECT id FROM export WHERE stamp = ?', stamp);
    if (row !== undefined) yield* lackingFiles(this.#database, number(row, 'id'));
  }

  /** In which state the entries of these parts are. `media`: of photos and videos alone. */
  counts(partIds: readonly number[], which: 'all' | 'without media' = 'all'): EntryCounts {
    const condition = which === 'all' ? '' : " AND (entry.role <> 'media' OR folder.meaning = 'outside')";
    return countsOf(
      this.#database.all(
        `SELECT ${stateOfEntry} AS state, count(*) AS entries FROM ${entryTables}
         WHERE entry.part_id IN (SELECT value FROM json_each(?))${condition} GROUP BY 1`,
        JSON.stringify(partIds),
      ),
    );
  }

  /** What is wrong with a part and with entries of it, what other products hold left out, at most so many of them; and how many there are in all. */
  problemsOf(
    partId: number,
    limit: number,
  ): { readonly ofPart: Problem | null; readonly ofEntries: readonly Problem[]; readonly total: number } {
    const part = this.#database.get('SELECT problem FROM part WHERE id = ?', partId);
    const body = part === undefined ? null : textOrNull(part, 'problem');
    const entries = this.#database.all(
      `SELECT entry.problem ${troubled} ORDER BY entry.position LIMIT ?`,
      ...[partId, limit],
    );
    const count = this.#database.get(`SELECT count(*) AS total ${troubled}`, partId);
    return {
      ofPart: body === null ? null : storedProblem(body),
      ofEntries: entries.map((row) => storedProblem(text(row, 'problem'))),
      total: number(count ?? {}, 'total'),
    };
  }

  /** How many entries a part has. */
  entriesOf(partId: number): number {
    const row = this.#database.get('SELECT entries FROM part WHERE id = ?', partId);
    return row === undefined ? 0 : number(row, 'entries');
  }

  /** What became of a part, by its content; null when it was never given. */
  stateOf(fingerprint: string): PartState | null {
    const row = this.#database.get(
      'SELECT state FROM part WHERE fingerprint = ? ORDER BY id DESC LIMIT 1',
      fingerprint,
    );
    return row === undefined ? null : oneOf(row, 'state', partStates);
  }

  /** Photos and videos about whose sidecar there is a doubt, by id after `after` (0: from the beginning). */
  doubtful({ limit, after }: { readonly limit: number; readonly after: number }): readonly DoubtfulEntry[] {
    return this.#database
      .all(
        `SELECT entry.id, export.stamp, part.name AS part, folder.path, entry.name, entry.confidence, entry.reason
         FROM takeout_entry AS entry INDEXED BY takeout_entry_doubt JOIN part ON part.id = entry.part_id
         JOIN export ON export.id = part.export_id JOIN takeout_folder AS folder ON folder.id = entry.folder_id
         WHERE entry.confidence = 'doubtful' AND entry.id > ? AND folder.meaning IS NOT 'outside'
         ORDER BY entry.id LIMIT ?`,
        ...[after, limit],
      )
      .map((row) => ({
        id: number(row, 'id'),
        stamp: text(row, 'stamp'),
        part: text(row, 'part'),
        path: `${text(row, 'path')}/${text(row, 'name')}`,
        confidence: oneOf(row, 'confidence', matchConfidences),
        reason: text(row, 'reason'),
        rule: matchReasonOf(text(row, 'reason')),
      }));
  }

  /** Photos by year of capture: how many distinct ones exports held, are on the disk, and were read again. */
  coverage(): readonly YearCoverage[] {
    return this.#database
      .all(
        `SELECT CAST(substr(asset.taken_local, 1, 4) AS INTEGER) AS year, count(*) AS in_exports,
           total(asset.state = 'stored') AS on_disk,
           total(asset.state = 'stored' AND asset.verified_outcome = 'intact') AS verified
         FROM asset WHERE asset.id IN (
           SELECT item.asset_id FROM item JOIN source ON source.id = item.source_id
           WHERE source.kind = 'takeout' AND item.asset_id IS NOT NULL)
         GROUP BY year ORDER BY year IS NULL, year DESC`,
      )
      .map((row) => ({
        year: numberOrNull(row, 'year'),
        inExports: number(row, 'in_exports'),
        onDisk: number(row, 'on_disk'),
        verified: number(row, 'verified'),
      }));
  }

  #countsByPart(): ReadonlyMap<number, EntryCounts> {
    const rows = this.#database.all(
      `SELECT entry.part_id, ${stateOfEntry} AS state, count(*) AS entries FROM ${entryTables} GROUP BY 1, 2`,
    );
    const byPart = Map.groupBy(rows, (row) => number(row, 'part_id'));
    return new Map([...byPart].map(([part, ofPart]) => [part, countsOf(ofPart)]));
  }

  #parts(exportId: number, counts: ReadonlyMap<number, EntryCounts>): readonly KnownExportPart[] {
    return this.#database
      .all(
        `SELECT id, name, run_index, number, format, path, bytes, entries, state, problem, arrived_at, imported_at
         FROM part WHERE export_id = ? ORDER BY number IS NULL, run_index, number, id`,
        exportId,
      )
      .map((row) => exportPart(row, counts.get(number(row, 'id')) ?? countsOf([])));
  }

  #doubts(exportId: number): { readonly doubtful: number; readonly withoutSidecar: number } {
    const row = this.#database.get(
      `SELECT total(entry.confidence = 'doubtful') AS doubtful,
         total(entry.sidecar_id IS NULL AND entry.confidence IS NOT 'doubtful') AS without_sidecar
       FROM takeout_folder AS folder JOIN takeout_entry AS entry ON entry.folder_id = folder.id
       WHERE folder.export_id = ? AND entry.role = 'media' AND folder.meaning IS NOT 'outside'
         AND NOT ${isTrashed('folder', 'entry.sidecar_id')}`,
      exportId,
    );
    return { doubtful: number(row ?? {}, 'doubtful'), withoutSidecar: number(row ?? {}, 'without_sidecar') };
  }
}

function exportPart(row: Row, counts: EntryCounts): KnownExportPart {
  const body = textOrNull(row, 'problem');
  return {
    id: number(row, 'id'),
    name: text(row, 'name'),
    runIndex: numberOrNull(row, 'run_index'),
    number: numberOrNull(row, 'number'),
    format: oneOf(row, 'format', partFormats),
    path: text(row, 'path'),
    bytes: number(row, 'bytes'),
    entries: number(row, 'entries'),
    state: oneOf(row, 'state', partStates),
    problem: body === null ? null : storedProblem(body),
    arrivedAt: text(row, 'arrived_at'),
    importedAt: textOrNull(row, 'imported_at'),
    counts,
  };
}

function countsOf(rows: readonly Row[]): EntryCounts {
  const found = new Map<EntryState, number>();
  for (const row of rows) {
    const state = oneOf(row, 'state', entryStates);
    found.set(state, (found.get(state) ?? 0) + number(row, 'entries'));
  }
  const of = (state: EntryState): number => found.get(state) ?? 0;
  return {
    stored: of('stored'),
    duplicate: of('duplicate'),
    sidecar: of('sidecar'),
    'album-metadata': of('album-metadata'),
    'other-json': of('other-json'),
    other: of('other'),
    trash: of('trash'),
    refused: of('refused'),
    failed: of('failed'),
    pending: of('pending'),
  };
}
