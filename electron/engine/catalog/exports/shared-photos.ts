import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, text } from '../database/row.ts';

/** An export among those that are compared. */
export interface ComparedExport {
  readonly id: number;
  /** Milliseconds since 1970; null when nothing tells. */
  readonly madeAt: number | null;
  /** Null when nothing tells whose it is. */
  readonly account: string | null;
}

/** What an export has in common with those of its account that were made before it. */
export interface SharedCounts {
  /** Its distinct photos. */
  own: number;
  /** Distinct photos of the earlier ones, and those of them that it holds. */
  earlier: number;
  earlierHeld: number;
  /** Those of the latter whose details are the very same. */
  sentAgain: number;
}

/** How many photos exports have in common, by their bytes. */
export interface SharedPhotos {
  readonly of: (exportId: number) => Readonly<SharedCounts>;
  /** Photos that are in both. */
  readonly both: (one: number, other: number) => number;
}

/** A photo in an export, and what the export says of it. */
interface Holding {
  readonly nth: number;
  readonly details: string;
}

/** Compares exports, which are given in the order in which they were made, in one pass over their stored photos. */
export function sharedPhotos(database: CatalogDatabase, exports: readonly ComparedExport[]): SharedPhotos {
  const places = new Map(exports.map(({ id }, nth) => [id, nth]));
  const counts = exports.map((): SharedCounts => ({ own: 0, earlier: 0, earlierHeld: 0, sentAgain: 0 }));
  const both = exports.map(() => exports.map(() => 0));

  function countPhoto(holdings: ReadonlyMap<number, Holding>): void {
    for (const [nth, { id: _, ...one }] of exports.entries()) {
      const here = holdings.get(nth);
      const before = [...holdings.values()]
        .filter((other) => other.nth < nth && isBefore(exports[other.nth], one))
        .toSorted((a, b) => a.nth - b.nth);
      const count = counts[nth];
      if (count === undefined) continue;
      if (before.length > 0) count.earlier += 1;
      if (here === undefined) continue;
      count.own += 1;
      if (before.length > 0) count.earlierHeld += 1;
      if (before.at(-1)?.details === here.details) count.sentAgain += 1;
      for (const other of holdings.keys()) addTo(both[nth], other);
    }
  }

  let current = 0;
  let holdings = new Map<number, Holding>();
  // Of one alone there is nothing to compare.
  if (exports.length > 1) {
    eachHolding(database, (asset, exportId, details) => {
      if (asset !== current) {
        countPhoto(holdings);
        holdings = new Map();
        current = asset;
      }
      const nth = places.get(exportId);
      if (nth !== undefined) holdings.set(nth, { nth, details });
    });
    countPhoto(holdings);
  }

  const nothing: SharedCounts = { own: 0, earlier: 0, earlierHeld: 0, sentAgain: 0 };
  return {
    of: (id) => counts[places.get(id) ?? -1] ?? nothing,
    both: (one, other) => both[places.get(one) ?? -1]?.[places.get(other) ?? -1] ?? 0,
  };
}

function isBefore(one: ComparedExport | undefined, other: Omit<ComparedExport, 'id'>): boolean {
  return one?.account === other.account && one.madeAt !== null && one.madeAt < (other.madeAt ?? 0);
}

function addTo(counts: number[] | undefined, nth: number): void {
  if (counts !== undefined) counts[nth] = (counts[nth] ?? 0) + 1;
}

/** Calls with each stored photo of each export, and what the export says of it; ordered by photo. */
function eachHolding(
  database: CatalogDatabase,
  call: (asset: number, exportId: number, details: string) => void,
): void {
  database.each(
    (row) => call(number(row, 'asset_id'), number(row, 'export_id'), text(row, 'details')),
    `SELECT item.asset_id, part.export_id, json_array(item.taken_at, item.latitude, item.longitude, item.people,
       item.favourite, item.archived, item.description) AS details
     FROM item INDEXED BY item_asset CROSS JOIN takeout_entry AS entry ON entry.item_id = item.id
     JOIN part ON part.id = entry.part_id
     WHERE item.asset_id IS NOT NULL AND entry.role = 'media' AND part.state <> 'replaced'
     ORDER BY item.asset_id`,
  );
}
