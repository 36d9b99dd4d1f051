import { problem } from '../../../contract/problem.ts';
import { assertNever } from '../../../contract/result.ts';
import type { ItemHandle, RemoteItem } from '../../../contract/source-items.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, text } from '../database/row.ts';
import { isFaulty } from '../findings/findings.ts';
import { isDamaged } from '../runs/problem-log.ts';
import { showActive } from '../runs/runs.ts';
import { failItem, markAlbumsOfItem, skipItem, wantItem } from './item-state.ts';
import { digestOf, findAsBefore } from './told-items.ts';

/** What a page of items brought. */
export interface ItemsRecorded {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Seen by this run before, on another page or in another album, and no different now. */
  readonly again: number;
  /** How many of them, new or not, may have to be fetched: all but those that are stored whole. */
  readonly open: number;
}

/** What a full discovery did not find any more; both stay in the backup and in the catalog. */
export interface NowAbsent {
  readonly items: number;
  readonly albums: number;
}

type Counts = { -readonly [Name in keyof ItemsRecorded]: number };

interface Look {
  readonly database: CatalogDatabase;
  readonly runId: number;
  readonly sourceId: number;
  readonly now: string;
  /** Stored items of this page that are as they were: seen together, at its end. */
  readonly seen: Set<number>;
}

/** Takes in what a source shows. */
export class ItemDiscovery {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /**
   * Records a page of items in one short transaction. New items are wanted; a video that is still being processed is
   * failed until it is ready, one that Google could not process is skipped; an item that says something new gets its
   * sidecar settled again. What is stored and has not changed is found and marked as seen with the rest of its page, in
   * two statements. `now`: ISO 8601.
   */
  record(runId: number, sourceId: number, items: readonly RemoteItem[], now: string): ItemsRecorded {
    const look: Look = { database: this.#database, runId, sourceId, now, seen: new Set() };
    const told = items.map((item) => ({ item, digest: digestOf(item) }));
    return this.#database.transaction(() => {
      const counts = { added: 0, changed: 0, unchanged: 0, again: 0, open: 0 };
      const asBefore = findAsBefore(look, told);
      for (const [place, { item, digest }] of told.entries()) {
        const known = asBefore.get(place);
        if (known === undefined) recordItem(look, item, digest, counts);
        else if (known.isSeen) counts.again += 1;
        else {
          counts.unchanged += 1;
          look.seen.add(known.id);
        }
      }
      seeStored(look);
      if (counts.added + counts.changed > 0) this.#database.markChanged();
      showActive(this.#database, runId, now);
      return counts;
    });
  }

  /** Stores fresh handles for items that are still to be fetched; other items of the list are left alone. */
  renew(sourceId: number, items: readonly Pick<RemoteItem, 'key' | 'handle'>[]): void {
    this.#database.transaction(() => {
      for (const { key, handle } of items) {
        this.#database.run(
          `INSERT INTO handle (item_id, locator, stale_at) SELECT id, ?, ? FROM item
           WHERE source_id = ? AND key = ? AND state <> 'stored'
           ON CONFLICT (item_id) DO UPDATE SET locator = excluded.locator, stale_at = excluded.stale_at`,
          ...[handle.locator, handle.staleAt, sourceId, key],
        );
      }
    });
  }

  /** Was an item with this key ever seen? */
  knows(sourceId: number, key: string): boolean {
    return this.#database.get('SELECT 1 FROM item WHERE source_id = ? AND key = ?', sourceId, key) !== undefined;
  }

  /**
   * To be called when the discovery of a source that shows only what a person chose has come to its end: what was
   * chosen before, is not stored yet and was not shown again can no longer be fetched, and its problem says so. A file
   * that was stored and is missing keeps that problem.
   */
  endChosen(runId: number, sourceId: number, now: string): void {
    this.#database.transaction(() => {
      let losses = 0;
      for (let lost = this.#lost(runId, sourceId); lost.length > 0; lost = this.#lost(runId, sourceId)) {
        losses += lost.length;
        for (const row of lost) {
          const met = problem('picker-session-expired', { subject: text(row, 'filename') });
          failItem(this.#database, { id: number(row, 'id'), runId, problem: met, at: now, claimable: 'any run' });
        }
      }
      if (losses > 0) this.#database.markChanged();
    });
  }

  /** Some of the open items that this run has not seen and whose problem does not say yet that they are lost. */
  #lost(runId: number, sourceId: number): readonly Row[] {
    return this.#database.all(
      `SELECT id, filename FROM item WHERE source_id = ? AND last_seen_run <> ?
         AND (state = 'wanted' OR (state = 'failed' AND (claimable = 1 OR readiness = 'processing')))
         AND NOT EXISTS (SELECT 1 FROM problem
           WHERE item_id = item.id AND resolved_at IS NULL AND code = 'picker-session-expired')
       LIMIT 200`,
      ...[sourceId, runId],
    );
  }

  /**
   * To be called when a full discovery has come to its end: what it did not find is marked absent since `now`.
   * Nothing is deleted, and what is seen again is no longer absent.
   */
  endFull(runId: number, sourceId: number, now: string): NowAbsent {
    return this.#database.transaction(() => {
      const [items, albums] = (['item', 'album'] as const).map((table) =>
        this.#database.run(
          `UPDATE ${table} SET absent_since = ? WHERE source_id = ? AND last_seen_run <> ? AND absent_since IS NULL`,
          ...[now, sourceId, runId],
        ),
      );
      if ((items ?? 0) + (albums ?? 0) > 0) this.#database.markChanged();
      return { items: items ?? 0, albums: albums ?? 0 };
    });
  }
}

function recordItem(look: Look, item: RemoteItem, digest: string, counts: Counts): void {
  const known = look.database.get(
    `SELECT id, look, state, readiness, last_seen_run, absent_since, filename,
       ${isDamaged('item.asset_id')} OR ${isFaulty('item.asset_id')} AS damaged
     FROM item WHERE source_id = ? AND key = ?`,
    ...[look.sourceId, item.key],
  );
  if (known === undefined) {
    addItem(look, item, digest);
    counts.added += 1;
    counts.open += 1;
    return;
  }
  const id = number(known, 'id');
  const isSeen = number(known, 'last_seen_run') === look.runId || look.seen.has(id);
  const isChanged = text(known, 'look') !== digest;
  const isWhole = text(known, 'state') === 'stored' && known['damaged'] === 0;
  if (isWhole && !isChanged && known['absent_since'] === null) {
    // Mostly it is this: nothing to write but that it was seen.
    if (!isSeen) look.seen.add(id);
  } else {
    if (isChanged) updateItem(look, item, digest, known);
    if (isChanged || !isSeen) seeItem(look, item, known);
  }
  if (!isWhole) {
    // What was stored damaged, or is damaged by now, may be asked for again.
    keepHandle(look.database, id, item.handle);
    counts.open += 1;
  }
  counts[isChanged || known['absent_since'] !== null ? 'changed' : isSeen ? 'again' : 'unchanged'] += 1;
}

function seeStored({ database, runId, seen }: Look): void {
  if (seen.size === 0) return;
  database.run(
    'UPDATE item SET last_seen_run = ? WHERE id IN (SELECT value FROM json_each(?))',
    ...[runId, JSON.stringify([...seen])],
  );
}

function addItem({ database, runId, sourceId, now }: Look, item: RemoteItem, digest: string): void {
  const { filename, mimeType, createdAt, width, height, description, readiness, said, pairOf } = item;
  const id = database.insert(
    `INSERT INTO item (source_id, key, state, claimable, last_seen_run, readiness, look, filename, mime_type,
       created_at, width, height, description, pair_key, ${takeoutColumns.join(', ')})
     VALUES (?, ?, 'wanted', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?${', ?'.repeat(takeoutColumns.length)})`,
    ...[sourceId, item.key, runId, readiness, digest, filename, mimeType, createdAt, width, height, description],
    ...[pairOf ?? null, ...takeoutValues(createdAt, said)],
  );
  database.run('INSERT INTO sidecar (item_id, verbatim) VALUES (?, ?)', id, item.verbatim);
  keepHandle(database, id, item.handle);
  judgeReadiness({ database, runId, now }, id, item, 'ready');
}

function updateItem({ database }: Look, item: RemoteItem, digest: string, known: Row): void {
  const id = number(known, 'id');
  database.run(
    `UPDATE item SET look = ?, filename = ?, mime_type = ?, created_at = ?, width = ?, height = ?, description = ?,
       sidecar_due = sidecar_due + 1 WHERE id = ?`,
    ...[digest, item.filename, item.mimeType, item.createdAt, item.width, item.height, item.description, id],
  );
  keepTakeoutMetadata(database, id, item);
  database.run('UPDATE sidecar SET verbatim = ?1 WHERE item_id = ?2 AND verbatim <> ?1', item.verbatim, id);
  if (text(known, 'filename') !== item.filename) markAlbumsOfItem(database, id);
}

/** What only exports tell; all null for others. */
const takeoutColumns: readonly string[] = [
  ...['taken_at', 'latitude', 'longitude', 'people', 'favourite', 'archived', 'partner', 'taken_year', 'authority'],
];

function takeoutValues(createdAt: string | null, said: RemoteItem['said']): readonly (string | number | null)[] {
  const takenAt = takenAtOf(createdAt);
  if (said === undefined) return [takenAt, ...takeoutColumns.slice(1).map(() => null)];
  return [
    ...[takenAt, said.latitude, said.longitude, JSON.stringify(said.people), said.favourite ? 1 : 0],
    ...[said.archived ? 1 : 0, said.partner ? 1 : 0, said.takenYear, said.authority],
  ];
}

function takenAtOf(createdAt: string | null): number | null {
  const moment = createdAt === null ? Number.NaN : Date.parse(createdAt);
  return Number.isNaN(moment) ? null : Math.floor(moment / 1_000);
}

function keepTakeoutMetadata(database: CatalogDatabase, id: number, { createdAt, said, pairOf }: RemoteItem): void {
  if (said === undefined) {
    database.run('UPDATE item SET taken_at = ? WHERE id = ?', takenAtOf(createdAt), id);
    return;
  }
  database.run(
    `UPDATE item SET ${takeoutColumns.map((name) => `${name} = ?`).join(', ')}, pair_key = ? WHERE id = ?`,
    ...[...takeoutValues(createdAt, said), pairOf ?? null, id],
  );
}

function seeItem({ database, runId, now }: Look, item: RemoteItem, known: Row): void {
  const id = number(known, 'id');
  database.run(
    'UPDATE item SET last_seen_run = ?, absent_since = NULL, readiness = ? WHERE id = ?',
    ...[runId, item.readiness, id],
  );
  if (text(known, 'state') === 'stored') return;
  judgeReadiness({ database, runId, now }, id, item, text(known, 'readiness'));
  // What was refused as no photo may be told by its details to be one.
  const isDated = item.said !== undefined && item.createdAt !== null;
  if (text(known, 'state') === 'failed' && isDated && number(known, 'last_seen_run') !== runId)
    wantItem(database, id, now);
}

/** Only ready items can be fetched. `before` is what the item was when it was seen last. */
function judgeReadiness(at: Omit<Look, 'sourceId' | 'seen'>, id: number, item: RemoteItem, before: string): void {
  const { database, runId, now } = at;
  const subject = item.filename;
  switch (item.readiness) {
    case 'ready':
      if (before !== 'ready') wantItem(database, id, now);
      return;
    case 'processing':
      return failItem(database, {
        ...{ id, runId, at: now, claimable: 'never' },
        problem: problem('video-processing', { subject }),
      });
    case 'failed':
      return skipItem(database, { id, runId, at: now, problem: problem('video-failed', { subject }) });
    default:
      return assertNever(item.readiness);
  }
}

function keepHandle(database: CatalogDatabase, itemId: number, { locator, staleAt }: ItemHandle): void {
  database.run(
    `INSERT INTO handle (item_id, locator, stale_at) VALUES (?, ?, ?)
     ON CONFLICT (item_id) DO UPDATE SET locator = excluded.locator, stale_at = excluded.stale_at`,
    ...[itemId, locator, staleAt],
  );
}
