import { everyPhoto, isFiltered, type PhotoFilter } from '../../../contract/photo-filter.ts';
import type { SearchWord } from './photo-search.ts';

/** A part of a WHERE clause on `asset`, and its values in their order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

const month = 'substr(taken_local, 1, 7)';
/** The condition of the index `asset_film`, word for word. */
const isFilm = "substr(mime_type, 1, 6) = 'video/'";

/**
 * Where to look for what fits a filter. A period and films have an index of their own, in the order of the gallery; the
 * other filters lead to ids; and words have to be compared with every photo, which is quickest in the table's own order.
 */
export function sourceOf(filter: PhotoFilter = everyPhoto): string {
  const leadsToIds = filter.favourite || filter.doubtful;
  if (leadsToIds) return 'asset NOT INDEXED';
  if (filter.kind === 'video') return 'asset INDEXED BY asset_film';
  return filter.period === null ? 'asset NOT INDEXED' : 'asset INDEXED BY asset_taken';
}

/** The conditions of a filter; none when it lets everything through. */
export function filterConditions(filter: PhotoFilter = everyPhoto): readonly Condition[] {
  if (!isFiltered(filter)) return [];
  const { period, kind, source, favourite, doubtful } = filter;
  return [
    ...(period === null ? [] : [periodCondition(period)]),
    ...(kind === null ? [] : [plain(kind === 'video' ? isFilm : `NOT (${isFilm})`)]),
    ...(source === null ? [] : [sourceCondition(source)]),
    ...(favourite ? [plain(`id IN (${favourites})`)] : []),
    ...(doubtful ? [plain(`id IN (${doubtfulPhotos})`)] : []),
  ];
}

/** The assets that are marked as favourites. */
const favourites = `SELECT asset_id FROM item INDEXED BY item_favourite WHERE favourite = 1 AND state = 'stored'`;

/** The assets of which it is not certain which sidecar speaks of them. */
export const doubtfulPhotos = `SELECT item.asset_id FROM takeout_entry AS entry INDEXED BY takeout_entry_doubt
  CROSS JOIN item ON item.id = entry.item_id WHERE entry.confidence = 'doubtful' AND item.asset_id IS NOT NULL`;

function plain(sql: string): Condition {
  return { sql, values: [] };
}

function periodCondition(period: string): Condition {
  if (period === 'undated') return plain(`${month} IS NULL`);
  if (period.length === 7) return { sql: `${month} = ?`, values: [period] };
  return { sql: `${month} BETWEEN ? AND ?`, values: [`${period}-01`, `${period}-12`] };
}

function sourceCondition(source: string): Condition {
  return {
    sql: `id IN (SELECT asset_id FROM item INDEXED BY item_source_state
                 WHERE source_id IN (SELECT id FROM source WHERE kind = ?) AND state = 'stored')`,
    values: [source],
  };
}

// What is behind the last slash. Almost every path is `Photos/2023/08/<name>`; for the others it costs ten times as much.
const fileName = `CASE WHEN substr(path, 15, 1) = '/' AND instr(substr(path, 16), '/') = 0 THEN substr(path, 16)
  ELSE substr(path, length(rtrim(path, replace(path, '/', ''))) + 1) END`;

// JSON is taken apart only where the word is in it somewhere.
const camera = `coalesce(embedded ->> '$.camera.make', '') || ' ' || coalesce(embedded ->> '$.camera.model', '')`;

/**
 * Photos of albums whose metadata in an export name a place that fits. Exports give single photos coordinates alone.
 * Album folders are few, and what they say is read before any of their photos is looked at.
 */
function placeCondition(any: (place: string) => string, patterns: readonly string[]): Condition {
  const sql = `id IN (SELECT item.asset_id FROM takeout_folder AS folder
      CROSS JOIN takeout_entry AS told INDEXED BY takeout_entry_folder
        ON told.folder_id = folder.id AND told.role = 'album-metadata'
      CROSS JOIN takeout_json AS json ON json.entry_id = told.id
      CROSS JOIN takeout_entry AS entry INDEXED BY takeout_entry_folder
        ON entry.folder_id = folder.id AND entry.role = 'media'
      CROSS JOIN item ON item.id = entry.item_id
      WHERE folder.meaning = 'album' AND json.verbatim LIKE '%Enrichment%' AND item.state = 'stored' AND EXISTS (
        SELECT 1 FROM json_tree(iif(json_valid(json.verbatim), json.verbatim, '{}')) AS node
        WHERE node.key IN ('name', 'description') AND node.path LIKE '%Enrichment%' AND (${any('node.value')})))`;
  return { sql, values: patterns };
}

/** What one word of a search has to fit: a date, a name, a caption, a person, an album, a place, or a camera. */
export function wordCondition({ patterns, taken, isFavourite }: SearchWord): Condition {
  const any = (place: string): string => patterns.map(() => `${place} LIKE ? ESCAPE '!'`).join(' OR ');
  const places: readonly Condition[] = [
    ...(taken === null ? [] : [{ sql: 'taken_local LIKE ?', values: [taken] }]),
    ...(isFavourite ? [plain(`id IN (${favourites})`)] : []),
    { sql: `((${any('path')}) AND (${any(fileName)}))`, values: [...patterns, ...patterns] },
    {
      sql: `(embedded LIKE '%"camera":{%' AND (${any('embedded')}) AND (${any(camera)}))`,
      values: [...patterns, ...patterns],
    },
    {
      sql: `id IN (SELECT asset_id FROM item NOT INDEXED
                   WHERE state = 'stored' AND (${any('filename')} OR ${any('description')} OR ${any('people')}))`,
      values: [...patterns, ...patterns, ...patterns],
    },
    {
      sql: `id IN (SELECT item.asset_id FROM album
                   CROSS JOIN album_item ON album_item.album_id = album.id
                   CROSS JOIN item ON item.id = album_item.item_id
                   WHERE item.state = 'stored' AND (${any('album.title')}))`,
      values: patterns,
    },
    placeCondition(any, patterns),
  ];
  return { sql: `(${places.map(({ sql }) => sql).join(' OR ')})`, values: places.flatMap(({ values }) => values) };
}
