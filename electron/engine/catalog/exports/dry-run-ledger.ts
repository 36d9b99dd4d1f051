import type { ZoneReason } from '../../../contract/takeout-models.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, text, textOrNull } from '../database/row.ts';
import { type InspectedEntry, inspectedEntry } from './inspected-entry.ts';

/** What was decided about one distinct content, as JSON, and what tells its zone to others. */
export interface DecidedContent {
  readonly sha256: string;
  readonly told: string;
  /** Seconds since 1970; null where only the clock on the wall is known. */
  readonly takenAt: number | null;
  readonly zoneMinutes: number | null;
  readonly zoneReason: ZoneReason;
}

/** What is stored of the same content already. */
export interface StoredContent {
  readonly assetId: number;
  readonly authority: string | null;
  readonly key: string;
}

/** An entry, and what was decided about its content, JSON; null when it has none. */
export interface ToldEntry {
  readonly seq: number;
  readonly entry: InspectedEntry;
  readonly told: string | null;
}

const pageSize = 250;
/** So far away, in seconds, a photo may be to tell its zone to another; as when an import finalizes. */
const neighbourhood = 36 * 60 * 60;
const knownZones = "('place', 'exif', 'camera-clock')";

/**
 * What a dry run has found, in tables that go with the connection: what an import makes of a content is known only when all
 * entries that hold it, and the photos near it in time, were read.
 */
export class DryRunLedger {
  readonly #database: CatalogDatabase;
  #seq = 0;
  /** Entries that wait for being written together, and the contents among them. */
  #waiting: InspectedEntry[] = [];
  readonly #waitingContents = new Set<string>();

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Forgets an earlier dry run. */
  begin(): void {
    this.#seq = 0;
    this.#waiting = [];
    this.#waitingContents.clear();
    this.#database.execute(
      `DROP TABLE IF EXISTS temp.inspected;
       DROP TABLE IF EXISTS temp.decided;
       CREATE TEMP TABLE inspected (
         seq INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL, sha256 TEXT, contained INTEGER NOT NULL, key TEXT NOT NULL,
         authority TEXT, facts TEXT, is_video INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT, part TEXT NOT NULL,
         path TEXT NOT NULL, sidecar TEXT, confidence TEXT NOT NULL, kind TEXT NOT NULL, filename TEXT NOT NULL,
         taken_at INTEGER, latitude REAL, longitude REAL, year INTEGER, picture_id INTEGER);
       CREATE INDEX temp.inspected_content ON inspected (sha256);
       CREATE INDEX temp.inspected_entry ON inspected (entry_id);
       CREATE TEMP TABLE decided (
         sha256 TEXT PRIMARY KEY, told TEXT NOT NULL, taken_at INTEGER, zone_minutes INTEGER, zone_reason TEXT NOT NULL)
         WITHOUT ROWID;
       CREATE INDEX temp.decided_zone ON decided (taken_at) WHERE zone_reason IN ${knownZones};`,
    );
  }

  /** Ends a dry run. */
  end(): void {
    this.#database.execute('DROP TABLE IF EXISTS temp.inspected; DROP TABLE IF EXISTS temp.decided;');
  }

  /** Takes in what was found out about the next entry. It is told of only after {@link flush}. */
  add(entry: InspectedEntry): void {
    this.#waiting.push(entry);
    if (entry.sha256 !== null && !entry.isContained) this.#waitingContents.add(entry.sha256);
    if (this.#waiting.length >= pageSize) this.flush();
  }

  /** Writes what waits, in one transaction. */
  flush(): void {
    const entries = this.#waiting;
    if (entries.length === 0) return;
    this.#database.transaction(() => {
      for (const entry of entries) this.#insert(entry);
    });
    this.#waiting = [];
    this.#waitingContents.clear();
  }

  #insert(entry: InspectedEntry): void {
    this.#seq += 1;
    this.#database.run(
      `INSERT INTO temp.inspected VALUES (${Array(21).fill('?').join(', ')})`,
      ...[this.#seq, entry.entryId, entry.sha256, entry.isContained ? 1 : 0, entry.key, entry.authority, entry.facts],
      ...[entry.isVideo ? 1 : 0, entry.state, entry.reason, entry.part, entry.path, entry.sidecar, entry.confidence],
      ...[entry.kind, entry.filename, entry.takenAt, entry.latitude, entry.longitude, entry.year, entry.pictureId],
    );
  }

  /** Did an entry before have these bytes as a whole? */
  knows(sha256: string): boolean {
    if (this.#waitingContents.has(sha256)) return true;
    return this.#database.get('SELECT 1 FROM temp.inspected WHERE sha256 = ? AND contained = 0', sha256) !== undefined;
  }

  /** Some entries in the order in which they were read, after the one at `after` (0: from the beginning). */
  page(after: number): readonly ToldEntry[] {
    return this.#database.map(
      (row) => ({ seq: number(row, 'seq'), entry: inspectedEntry(row), told: textOrNull(row, 'told') }),
      `SELECT inspected.*, decided.told FROM temp.inspected AS inspected
       LEFT JOIN temp.decided AS decided ON decided.sha256 = inspected.sha256
       WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`,
      after,
    );
  }

  /** Some of the distinct contents, after this one ('': from the beginning). */
  contents(after: string): readonly string[] {
    return this.#database.map(
      (row) => text(row, 'sha256'),
      `SELECT DISTINCT sha256 FROM temp.inspected WHERE sha256 > ? ORDER BY sha256 LIMIT ${pageSize}`,
      after,
    );
  }

  /** As {@link contents}, of those that were decided and tell no zone of their own. */
  contentsWithoutZone(after: string): readonly string[] {
    return this.#database.map(
      (row) => text(row, 'sha256'),
      `SELECT sha256 FROM temp.decided WHERE zone_reason = 'none' AND sha256 > ? ORDER BY sha256 LIMIT ${pageSize}`,
      after,
    );
  }

  /** The entries of each of these contents; first the one that has the last word. */
  entriesOf(contents: readonly string[]): ReadonlyMap<string | null, readonly InspectedEntry[]> {
    const entries = this.#database.map(
      inspectedEntry,
      `SELECT inspected.* FROM json_each(?) AS wanted CROSS JOIN temp.inspected AS inspected
         ON inspected.sha256 = wanted.value
       ORDER BY sha256, contained, authority IS NULL, authority DESC, inspected.key, seq`,
      JSON.stringify(contents),
    );
    return Map.groupBy(entries, ({ sha256 }) => sha256);
  }

  /** What the file of an entry says itself, JSON: read now, or when it was stored. */
  factsOf(entryId: number): { readonly key: string; readonly facts: string } | null {
    const row =
      this.#database.get('SELECT key, facts FROM temp.inspected WHERE entry_id = ? AND facts IS NOT NULL', entryId) ??
      this.#database.get(
        `SELECT item.key, asset.embedded AS facts FROM takeout_entry AS entry JOIN item ON item.id = entry.item_id
         JOIN asset ON asset.id = item.asset_id
         WHERE entry.id = ? AND asset.state = 'stored' AND asset.embedded IS NOT NULL`,
        entryId,
      );
    return row === undefined ? null : { key: text(row, 'key'), facts: text(row, 'facts') };
  }

  /** The stored photos of these contents of which exports speak, each by the item that has the last word. */
  stored(contents: readonly string[]): ReadonlyMap<string, StoredContent> {
    const found = this.#database.all(
      `SELECT asset.sha256, asset.id, item.authority, item.key FROM json_each(?) AS wanted
       CROSS JOIN asset ON asset.sha256 = wanted.value CROSS JOIN item ON item.asset_id = asset.id
       WHERE asset.state = 'stored' AND item.state = 'stored' AND item.people IS NOT NULL
       ORDER BY item.authority IS NOT NULL, item.authority, item.key DESC`,
      JSON.stringify(contents),
    );
    // Of each content the last one stays.
    return new Map(
      found.map((row) => [
        text(row, 'sha256'),
        { assetId: number(row, 'id'), authority: textOrNull(row, 'authority'), key: text(row, 'key') },
      ]),
    );
  }

  /** Keys of the albums of exports that show each of these contents, or would. */
  albumKeysOf(contents: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const shown = this.#database.map(
      (row) => ({ sha256: text(row, 'sha256'), key: text(row, 'key') }),
      `SELECT DISTINCT shown.sha256, album.key FROM (
         SELECT inspected.sha256, entry.item_id AS id FROM json_each(?1) AS wanted
         CROSS JOIN temp.inspected AS inspected ON inspected.sha256 = wanted.value
         JOIN takeout_entry AS entry ON entry.id = inspected.entry_id WHERE entry.item_id IS NOT NULL
         UNION ALL SELECT asset.sha256, item.id FROM json_each(?1) AS wanted
         CROSS JOIN asset ON asset.sha256 = wanted.value JOIN item ON item.asset_id = asset.id
         WHERE item.state = 'stored') AS shown
       CROSS JOIN album_item ON album_item.item_id = shown.id JOIN album ON album.id = album_item.album_id
       WHERE album.key LIKE 'takeout%'`,
      JSON.stringify(contents),
    );
    const keys = new Map<string, string[]>();
    for (const { sha256, key } of shown) keys.set(sha256, [...(keys.get(sha256) ?? []), key]);
    return keys;
  }

  /** Decides about some contents in one transaction. */
  decideAll(decided: readonly DecidedContent[]): void {
    this.#database.transaction(() => {
      for (const content of decided) this.#decide(content);
    });
  }

  #decide({ sha256, told, takenAt, zoneMinutes, zoneReason }: DecidedContent): void {
    this.#database.run(
      'INSERT OR REPLACE INTO temp.decided VALUES (?, ?, ?, ?, ?)',
      ...[sha256, told, takenAt, zoneMinutes, zoneReason],
    );
  }

  /** Minutes east of UTC of the photo nearest in time whose zone is known, here or in the backup; null without one. */
  neighbourZone(sha256: string, takenAt: number): number | null {
    const before = this.#nearest(sha256, takenAt, 'before');
    const behind = this.#nearest(sha256, takenAt, 'behind');
    if (before === null || behind === null) return (before ?? behind)?.zone ?? null;
    return takenAt - before.takenAt <= behind.takenAt - takenAt ? before.zone : behind.zone;
  }

  #nearest(
    sha256: string,
    takenAt: number,
    side: 'before' | 'behind',
  ): { readonly takenAt: number; readonly zone: number } | null {
    const [condition, order] =
      side === 'before' ? ['<= ? AND taken_at >= ?', 'DESC'] : ['>= ? AND taken_at <= ?', 'ASC'];
    const bounds = [takenAt, takenAt + (side === 'before' ? -neighbourhood : neighbourhood)];
    const [nearest] = [
      `SELECT taken_at, zone_minutes FROM temp.decided
       WHERE zone_reason IN ${knownZones} AND taken_at ${condition} AND sha256 <> ?`,
      `SELECT taken_at, zone_minutes FROM asset INDEXED BY asset_zone_known
       WHERE state = 'stored' AND zone_reason IN ${knownZones} AND taken_at ${condition} AND sha256 <> ?
         AND sha256 NOT IN (SELECT sha256 FROM temp.decided)`,
    ]
      .flatMap((sql) =>
        this.#database.all(`${sql} ORDER BY taken_at ${order}, zone_minutes LIMIT 1`, ...bounds, sha256),
      )
      .map((row) => ({ takenAt: number(row, 'taken_at'), zone: number(row, 'zone_minutes') }))
      .toSorted(
        (one, other) => Math.abs(one.takenAt - takenAt) - Math.abs(other.takenAt - takenAt) || one.zone - other.zone,
      );
    return nearest ?? null;
  }
}
