import { findingFaults, findingThings } from '../../../contract/findings.ts';
import { albumViewKinds, fidelities, runKinds, runOutcomes, takenReasons } from '../../../contract/models.ts';
import { ProblemError, problem } from '../../../contract/problem.ts';
import {
  exportKindReasons,
  exportKinds,
  matchConfidences,
  partFormats,
  partStates,
  takeoutMediaKinds,
  zoneReasons,
} from '../../../contract/takeout-models.ts';
import { assetStates, verificationOutcomes } from '../assets/asset-row.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { text } from '../database/row.ts';
import { folderMeanings } from '../exports/takeout-folders.ts';
import { entryRoles } from '../exports/takeout-parts.ts';

/**
 * Looks through all values of a catalog that came with a folder, in its present form: a value that no Afterimage writes
 * would end every later run as a bug. Such a catalog is refused as a whole; one that Afterimage wrote has none. Throws a
 * ProblemError, `catalog-damaged`.
 */
export function requireOwnValues(database: CatalogDatabase): void {
  for (const [table, junk] of [
    ...rules,
    ['source', noneOf('kind', database.sourceKinds)] as const,
    ['failed_attempt', noneOf('source_kind', database.sourceKinds)] as const,
    ...numberRules(database),
  ]) {
    if (database.get(`SELECT 1 FROM ${table} WHERE ${junk} LIMIT 1`) === undefined) continue;
    const detail = `The copy in the backup folder is not used. A row of ${table} holds what no Afterimage writes: ${junk}.`;
    throw new ProblemError(problem('catalog-damaged', { detail }));
  }
}

/** A table, and the condition that none of its rows meets. */
type Rule = readonly [table: string, junk: string];

const rules: readonly Rule[] = [
  ['(SELECT count(*) AS states FROM catalog_state)', 'states <> 1'],
  ['catalog_state', `${notUuid('writing_stamp')} OR comparison_due NOT IN (0, 1, 2)`],
  ['folder_stamp', `${notUuid('id')} OR ${notMoment('at')} OR length(machine) > 255`],
  ['run', noneOf('kind', runKinds)],
  ['run', noneOf('outcome', runOutcomes)],
  ['run', '(outcome IS NULL) <> (finished_at IS NULL)'],
  ['run', `${notMoment('started_at')} OR ${notMoment('active_at')} OR ${notMoment('finished_at')}`],
  ['run', 'min(discovered, stored, present, skipped, failed, bytes, api_requests, media_requests, seconds) < 0'],
  ['asset', "length(sha256) <> 64 OR sha256 GLOB '*[^0-9a-f]*'"],
  ['asset', noneOf('state', assetStates)],
  ['asset', 'bytes < 0 OR width < 0 OR height < 0'],
  ['item', 'width < 0 OR height < 0'],
  ['album', 'item_count < 0'],
  ['export_index', 'listed < 0 OR failed < 0'],
  // Each may be a number for JavaScript, and their sum none.
  ['(SELECT total(bytes) AS sum_of_bytes FROM asset)', 'sum_of_bytes > 9007199254740991'],
  ['asset', noneOf('taken_reason', takenReasons)],
  ['asset', noneOf('zone_reason', zoneReasons)],
  ['asset', noneOf('fidelity', fidelities)],
  ['asset', noneOf('verified_outcome', verificationOutcomes)],
  ['asset', `taken_local IS NOT NULL AND (${notDate('taken_local')})`],
  ['asset', `${notMoment('stored_at')} OR (verified_at <> '' AND (${notMoment('verified_at')}))`],
  ['asset', "state = 'stored' AND stored_at IS NULL"],
  ['asset', 'abs(taken_at) > 8640000000000'],
  ['asset', 'embedded IS NOT NULL AND NOT json_valid(embedded)'],
  ['item', 'claimable NOT IN (0, 1, 2)'],
  ['item', 'people IS NOT NULL AND NOT json_valid(people)'],
  // All that an export says of a photo is written at once.
  ['item', 'people IS NOT NULL AND (favourite IS NULL OR archived IS NULL OR partner IS NULL)'],
  ['item', notMoment('absent_since')],
  ['album', notMoment('absent_since')],
  ['problem', `${notMoment('since')} OR ${notMoment('at')} OR ${notMoment('resolved_at')}`],
  ['finding', noneOf('thing', findingThings)],
  ['finding', noneOf('fault', findingFaults)],
  ['finding', "(asset_id IS NULL) <> (thing IN ('album', 'sums'))"],
  ['finding', `${notMoment('since')} OR ${notMoment('seen_at')}`],
  ['export', `${notMoment('first_seen')} OR ${notMoment('covers_until')}`],
  ['export', noneOf('kind', exportKinds)],
  ['export', noneOf('kind_reason', exportKindReasons)],
  ['failed_attempt', notMoment('at')],
  ['part', `${notMoment('arrived_at')} OR ${notMoment('imported_at')}`],
  ['part', 'bytes < 0 OR entries < 0'],
  ['drive_file', `bytes < 0 OR ${notMoment('imported_at')} OR ${notMoment('trashed_at')}`],
  ['drive_file', "length(md5) <> 32 OR md5 GLOB '*[^0-9a-f]*'"],
  ['album', noneOf('view_kind', albumViewKinds)],
  ['album_copy_read', notMoment('read_at')],
  ['album', `renamed_at IS NOT NULL AND (${notMoment('renamed_at')})`],
  ['part', noneOf('format', partFormats)],
  ['part', noneOf('state', partStates)],
  // As many digits as a part's name has; what is missing before it is counted one by one.
  ['part', 'number NOT BETWEEN 0 AND 9999 OR run_index NOT BETWEEN 0 AND 999999'],
  ['takeout_folder', noneOf('meaning', folderMeanings)],
  ['takeout_folder', "meaning = 'album' AND title IS NULL"],
  ['takeout_entry', noneOf('role', entryRoles)],
  ['takeout_entry', noneOf('kind', takeoutMediaKinds)],
  ['takeout_entry', noneOf('confidence', matchConfidences)],
  ['takeout_entry', "confidence = 'doubtful' AND reason IS NULL"],
];

/** Integers that JavaScript cannot hold cannot even be read, and an id at the end of its range leaves no next one. */
function numberRules(database: CatalogDatabase): readonly Rule[] {
  const columns = database.all(
    `SELECT tables.name AS of_table, info.name, info.type = 'INTEGER' AND info.pk AND NOT tables.wr AS is_id
     FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS info
     WHERE tables.schema = 'main' AND (info.type IN ('INTEGER', 'REAL') OR tables.name = 'sqlite_sequence' AND info.name = 'seq')`,
  );
  // One condition a table, so that each is walked through once.
  return [...Map.groupBy(columns, (row) => text(row, 'of_table'))].map(([table, ofTable]) => [
    table,
    ofTable.map((row) => outOfRange(text(row, 'name'), row['is_id'] === 1)).join(' OR '),
  ]);
}

function outOfRange(column: string, isId: boolean): string {
  return isId || column === 'seq'
    ? `${column} NOT BETWEEN 0 AND 1000000000000`
    : `${column} NOT BETWEEN -9007199254740991 AND 9007199254740991`;
}

function noneOf(column: string, values: readonly string[]): string {
  return `${column} NOT IN (${values.map((value) => `'${value}'`).join(', ')})`;
}

function notUuid(column: string): string {
  return `length(${column}) <> 36 OR ${column} GLOB '*[^0-9a-f-]*'`;
}

/** As every moment is written: in UTC, and on the calendar. Null is a moment that has not come. */
function notMoment(column: string): string {
  const digits = '[0-9][0-9]';
  return `${column} NOT GLOB '${digits}${digits}-${digits}-${digits}T*Z'
    OR strftime('%Y-%m-%dT%H:%M:%S', ${column}) IS NOT substr(${column}, 1, 19)`;
}

/** SQLite's own words for moments, such as "now", are none here. */
function notDate(column: string): string {
  return `${column} NOT GLOB '[0-9][0-9][0-9][0-9]-*' OR julianday(${column}) IS NULL`;
}
