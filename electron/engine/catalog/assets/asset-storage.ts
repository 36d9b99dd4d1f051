import type { Problem } from '../../../contract/problem.ts';
import { assertNever } from '../../../contract/result.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { paged } from '../database/paged.ts';
import { number, numberOrNull, text } from '../database/row.ts';
import { isFaulty, mendFinding } from '../findings/findings.ts';
import { markAlbumsOfItem, storeItem } from '../items/item-state.ts';
import { damageOf, forgetDamage, isDamaged, resolveAsset, resolveFile } from '../runs/problem-log.ts';
import { showActive } from '../runs/runs.ts';
import { judgeAgain, openDamage } from './asset-damage.ts';
import { freePath, giveUpMissing, type PathCandidate } from './asset-paths.ts';
import { type AssetFacts, assetColumns, assetOf, type CatalogAsset } from './asset-row.ts';

/*
 * Brings files into the catalog so that a kill at any instruction loses nothing.
 * Long because the steps of storing share their statements: which of them stand in one transaction is the protocol.
 */

/** A file in staging, wholly read, that asks for its place. */
export interface StorageRequest {
  readonly itemId: number;
  readonly facts: AssetFacts;
  /** Places for the file, the best first, without end. */
  readonly candidates: Iterable<PathCandidate>;
  /** What is wrong with the bytes, as far as whoever brought them can tell; null or absent: nothing. */
  readonly damage?: Problem | null;
}

/**
 * `present`: the same bytes are stored already, and the item is linked to them; `isDamaged`: they are known to be damaged,
 * and nobody has vouched for them since. `reserved`: put the file at `path`,
 * then commit. `damaged`: the file at `path` is known to be damaged: put the right one in its place, then {@link
 * AssetStorage.heal}. `pending`: another item is storing the same bytes right now; ask again when it is done.
 */
export type Reservation =
  | { readonly kind: 'present'; readonly asset: CatalogAsset; readonly isDamaged: boolean }
  | { readonly kind: 'reserved'; readonly assetId: number; readonly path: string }
  | {
      readonly kind: 'damaged';
      readonly assetId: number;
      readonly path: string;
      readonly sha256: string;
      /** Entries of albums that were made as further names of the file, relative to the destination. */
      readonly hardLinks: readonly string[];
    }
  | { readonly kind: 'pending'; readonly assetId: number };

/** A file that is durably in its place. */
export interface StorageCommit {
  readonly assetId: number;
  readonly itemId: number;
  /** ISO 8601. */
  readonly storedAt: string;
  /** Of the file, in milliseconds since 1970. */
  readonly mtime: number;
  /** What is wrong with the bytes although they are stored; null or absent: nothing. */
  readonly damage?: Problem | null;
}

/** A place that was reserved, but whose file was never committed. */
export interface LeftoverReservation {
  readonly assetId: number;
  readonly itemId: number;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Brings files into the catalog so that a kill at any instruction loses nothing: a path is reserved, the file is made
 * durable there, and the row is committed; what lies between is found by {@link leftovers} at the next start.
 */
export class AssetStorage {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /**
   * Finds a place for each file, all in one transaction; the answers stand in the order of the requests. `at`: ISO
   * 8601.
   */
  reserve(runId: number, requests: readonly StorageRequest[], at: string): readonly Reservation[] {
    return this.#database.transaction(() => requests.map((request) => reserveOne(this.#database, runId, request, at)));
  }

  /** Notes in one transaction that these files are durably in their reserved places. */
  commit(runId: number, commits: readonly StorageCommit[]): void {
    if (commits.length === 0) return;
    this.#database.transaction(() => {
      for (const commit of commits) commitOne(this.#database, runId, commit);
      showActive(this.#database, runId, commits.at(-1)?.storedAt ?? '');
      this.#database.markChanged();
    });
  }

  /** The item's bytes are a part of the file at `path`, which shows it from now on. False when no file is stored there. */
  showWith(runId: number, itemId: number, path: string, at: string): boolean {
    return this.#database.transaction(() => {
      const row = this.#database.get("SELECT id FROM asset WHERE path = ? AND state = 'stored'", path);
      if (row === undefined) return false;
      linkItem(this.#database, { id: itemId, assetId: number(row, 'id'), runId, stored: 'already there', at });
      showActive(this.#database, runId, at);
      this.#database.markChanged();
      return true;
    });
  }

  /** The right bytes are durably in the place of a damaged file: nothing is wrong with it any more. */
  heal(runId: number, { assetId, itemId, storedAt, mtime }: StorageCommit): void {
    this.#database.transaction(() => {
      this.#database.run(
        "UPDATE asset SET mtime = ?, verified_at = ?, verified_outcome = 'intact' WHERE id = ?",
        ...[mtime, storedAt, assetId],
      );
      linkItem(this.#database, { id: itemId, assetId, runId, stored: 'fetched', at: storedAt });
      restoreItems(this.#database, assetId, storedAt);
      for (const id of itemsOfAsset(this.#database, assetId)) markAlbumsOfItem(this.#database, id);
      showActive(this.#database, runId, storedAt);
      this.#database.markChanged();
    });
  }

  /**
   * The reservations that were neither committed nor dropped: after a crash, before anything new is reserved. Where
   * the file is there and its bytes agree, commit it; else drop it.
   */
  leftovers(): IterableIterator<LeftoverReservation> {
    return paged(
      0,
      (after) =>
        this.#database
          .all(
            `SELECT id, reserved_item, path, sha256, bytes FROM asset INDEXED BY asset_reserved
             WHERE state = 'reserved' AND id > ? ORDER BY id LIMIT 200`,
            after,
          )
          .map(leftoverOf),
      ({ assetId }) => assetId,
    );
  }

  /** Gives a reserved place back: the next reservation for the same bytes takes the first candidate that is free. */
  drop(assetId: number): void {
    this.#database.transaction(() => {
      forgetDamage(this.#database, assetId);
      // The row of bytes that were stored before stays: items refer to it.
      const lost = this.#database.run(
        `UPDATE asset SET state = 'lost', reserved_item = NULL, path_key = NULL
         WHERE id = ? AND state = 'reserved' AND stored_at IS NOT NULL`,
        assetId,
      );
      const dropped = this.#database.run(
        "DELETE FROM asset WHERE id = ? AND state = 'reserved' AND stored_at IS NULL",
        assetId,
      );
      if (lost + dropped !== 1) throw new Error(`Asset ${assetId} is not reserved`);
    });
  }
}

function reserveOne(database: CatalogDatabase, runId: number, request: StorageRequest, at: string): Reservation {
  const reservation = reserveContent(database, runId, request, at);
  // Before the file is in its place: a crash in between must not make a whole photo of it.
  const { damage = null } = request;
  if (reservation.kind === 'reserved' && damage !== null) {
    openDamage(database, runId, { id: reservation.assetId, path: reservation.path }, damage, at);
  }
  return reservation;
}

function reserveContent(database: CatalogDatabase, runId: number, request: StorageRequest, at: string): Reservation {
  const { itemId, facts } = request;
  const known = database.get(
    `SELECT ${assetColumns}, reserved_item, path_key, replaced_by FROM asset WHERE sha256 = ?`,
    facts.sha256,
  );
  if (known === undefined) return reserveNew(database, request);
  const asset = assetOf(known);
  switch (asset.state) {
    case 'stored':
      if (isFaultyNow(database, asset.id)) return damagedAt(database, asset);
      linkPresent(database, runId, request, asset.id, at);
      return {
        kind: 'present',
        asset: { ...asset, fidelity: asset.fidelity ?? facts.fidelity },
        isDamaged: judgeAgain(database, { runId, asset, damage: request.damage ?? null, at }),
      };
    case 'reserved':
      return numberOrNull(known, 'reserved_item') === itemId
        ? { kind: 'reserved', assetId: asset.id, path: asset.path }
        : { kind: 'pending', assetId: asset.id };
    case 'missing':
    case 'lost':
      return reserveAgain(database, request, known);
    case 'quarantined':
      return reserveReplaced(database, runId, request, known, at);
    default:
      return assertNever(asset.state);
  }
}

function isFaultyNow(database: CatalogDatabase, assetId: number): boolean {
  return database.get(`SELECT 1 FROM asset WHERE id = ? AND ${isFaulty('asset.id')}`, assetId) !== undefined;
}

function damagedAt(database: CatalogDatabase, { id, path, sha256 }: CatalogAsset): Reservation {
  const links = database.all(
    `SELECT album.folder, album_entry.name FROM album_entry JOIN album ON album.id = album_entry.album_id
     WHERE album_entry.target = ? AND album_entry.kind = 'hardlink' AND album.folder IS NOT NULL`,
    path,
  );
  const hardLinks = links.map((row) => `${text(row, 'folder')}/${text(row, 'name')}`);
  return { kind: 'damaged', assetId: id, path, sha256, hardLinks };
}

function reserveNew(database: CatalogDatabase, { itemId, facts, candidates }: StorageRequest): Reservation {
  const wanted = { path: '' };
  const { path, key } = freePath(database, noting(candidates, wanted), itemId);
  const assetId = insertAsset(database, facts, { path, key });
  database.run('UPDATE asset SET reserved_item = ?, wanted_path = ? WHERE id = ?', itemId, wanted.path, assetId);
  return { kind: 'reserved', assetId, path };
}

/** Passes candidates on and notes the first of them: the place that the file would have without any other. */
function* noting(candidates: Iterable<PathCandidate>, wanted: { path: string }): Generator<PathCandidate> {
  for (const candidate of candidates) {
    if (wanted.path === '') wanted.path = candidate.path;
    yield candidate;
  }
}

/** The bytes were here once: they go back to their path, or to a new one where that was given away. */
function reserveAgain(database: CatalogDatabase, { itemId, candidates }: StorageRequest, known: Row): Reservation {
  const assetId = number(known, 'id');
  const own = known['path_key'] === null ? null : { path: text(known, 'path'), key: text(known, 'path_key') };
  const { path, key } = own ?? freePath(database, candidates, itemId);
  database.run(
    `UPDATE asset SET state = 'reserved', reserved_item = ?, path = ?, path_key = ?, wanted_path = NULL,
       replaced_by = NULL WHERE id = ?`,
    ...[itemId, path, key, assetId],
  );
  return { kind: 'reserved', assetId, path };
}

/** The copy's original is there: an item that brings the copy once more shows the original, while that is whole. */
function reserveReplaced(
  database: CatalogDatabase,
  runId: number,
  request: StorageRequest,
  known: Row,
  at: string,
): Reservation {
  const original = database.get(
    `SELECT ${assetColumns} FROM asset WHERE id = ? AND state = 'stored'`,
    numberOrNull(known, 'replaced_by'),
  );
  // Its place in quarantine is not one for a photo that is needed again.
  if (original === undefined) return reserveAgain(database, request, { ...known, path_key: null });
  const asset = assetOf(original);
  linkPresent(database, runId, request, asset.id, at);
  return { kind: 'present', asset, isDamaged: damageOf(database, asset.id) !== null };
}

function linkPresent(
  database: CatalogDatabase,
  runId: number,
  { itemId, facts }: StorageRequest,
  assetId: number,
  at: string,
): void {
  const same = "SELECT id FROM item WHERE id = ? AND asset_id = ? AND state = 'stored'";
  if (database.get(same, itemId, assetId) !== undefined) return;
  // What an API handed out turns out to be the original when an export holds the same bytes.
  database.run(
    "UPDATE asset SET fidelity = CASE WHEN ?1 = 'original' THEN ?1 ELSE coalesce(fidelity, ?1) END WHERE id = ?2",
    ...[facts.fidelity, assetId],
  );
  linkItem(database, { id: itemId, assetId, runId, stored: 'already there', at });
  showActive(database, runId, at);
  database.markChanged();
}

function commitOne(database: CatalogDatabase, runId: number, commit: StorageCommit): void {
  const { assetId, itemId, storedAt, mtime, damage = null } = commit;
  const changed = database.run(
    `UPDATE asset SET state = 'stored', reserved_item = NULL, stored_at = ?, mtime = ?
     WHERE id = ? AND state = 'reserved' AND reserved_item = ?`,
    ...[storedAt, mtime, assetId, itemId],
  );
  if (changed !== 1) throw new Error(`Asset ${assetId} is not reserved for item ${itemId}`);
  linkItem(database, { id: itemId, assetId, runId, stored: 'fetched', at: storedAt });
  restoreItems(database, assetId, storedAt);
  if (damage === null) return;
  const asset = assetOf(database.get(`SELECT ${assetColumns} FROM asset WHERE id = ?`, assetId) ?? {});
  openDamage(database, runId, asset, damage, storedAt);
}

/** Links an item to its asset, and releases the missing file that it had before. */
function linkItem(database: CatalogDatabase, link: Parameters<typeof storeItem>[1]): void {
  const before = database.get('SELECT asset_id FROM item WHERE id = ?', link.id);
  if (before === undefined) throw new Error(`There is no item ${link.id}`);
  storeItem(database, link);
  const previous = numberOrNull(before, 'asset_id');
  if (previous === null || previous === link.assetId) return;
  giveUpMissing(database, previous, link.id);
  // A whole copy came of what had been stored damaged: that gives way once everything is in its place.
  const replaced = database.run(
    `UPDATE asset SET replaced_by = ? WHERE id = ? AND state = 'stored' AND (${isDamaged('asset.id')} OR ${isFaulty('asset.id')})`,
    ...[link.assetId, previous],
  );
  if (replaced > 0) resolveAsset(database, previous, link.at);
}

/**
 * Inside a transaction: the asset's file is there (again), so all its items are stored and nothing is wrong with the file.
 */
export function restoreItems(database: CatalogDatabase, assetId: number, at: string): void {
  resolveFile(database, assetId, at);
  mendFinding(database, { thing: 'photo', assetId }, at);
  for (const id of itemsOfAsset(database, assetId)) {
    const row = database.get("SELECT id FROM item WHERE id = ? AND state <> 'stored'", id);
    if (row !== undefined) storeItem(database, { id, assetId, runId: 0, stored: 'already there', at });
  }
}

/** Inside a transaction: adds a content whose path is reserved; returns its id. */
export function insertAsset(database: CatalogDatabase, facts: AssetFacts, { path, key }: PathCandidate): number {
  return database.insert(
    `INSERT INTO asset (sha256, state, path, path_key, bytes, mime_type, taken_local, zone_minutes, taken_reason,
       width, height, fidelity, taken_at, zone_reason, embedded, seconds)
     VALUES (?, 'reserved', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[facts.sha256, path, key, facts.bytes, facts.mimeType, facts.takenLocal, facts.zoneMinutes, facts.takenReason],
    ...[facts.width, facts.height, facts.fidelity, facts.moment?.takenAt ?? null, facts.moment?.zoneReason ?? null],
    ...[facts.embedded ?? null, facts.seconds ?? null],
  );
}

function leftoverOf(row: Row): LeftoverReservation {
  return {
    assetId: number(row, 'id'),
    itemId: number(row, 'reserved_item'),
    path: text(row, 'path'),
    sha256: text(row, 'sha256'),
    bytes: number(row, 'bytes'),
  };
}

/** The items that show this content: one, or as many sources as brought the same bytes. */
export function itemsOfAsset(database: CatalogDatabase, assetId: number): readonly number[] {
  return database.all('SELECT id FROM item WHERE asset_id = ? ORDER BY id', assetId).map((row) => number(row, 'id'));
}
