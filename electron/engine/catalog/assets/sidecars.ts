import { takenReasons } from '../../../contract/models.ts';
import type { SourceKind } from '../../../contract/source-kinds.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { paged } from '../database/paged.ts';
import { number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import type { TakenClock } from './asset-row.ts';

/** A stored item whose sidecar may no longer say what it should. */
export interface SidecarDue extends TakenClock {
  readonly itemId: number;
  readonly assetId: number;
  /** Relative to the destination. */
  readonly assetPath: string;
  /** Of the source that shows it. */
  readonly source: SourceKind;
  readonly description: string | null;
  /** Of the sidecar that was settled last; null when there is none. */
  readonly sidecarHash: string | null;
  /** Its file; null when nobody looked. */
  readonly sidecarFile: SidecarFile | null;
  /** Hand it back to {@link Sidecars.markSettled}. */
  readonly revision: number;
}

/** An item whose sidecar was checked. */
export interface FinalizedSidecar {
  readonly itemId: number;
  readonly revision: number;
  /** Of the sidecar's text; null for no sidecar. */
  readonly hash: string | null;
  /** Null when nobody looked. */
  readonly file: SidecarFile | null;
}

/** The file of a sidecar when it had been written. */
export interface SidecarFile {
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
  readonly bytes: number;
}

/** What is remembered of the sidecars beside one photo. */
export interface RememberedSidecars {
  readonly hashes: ReadonlySet<string>;
  readonly files: readonly SidecarFile[];
}

const columns = `
  item.id, asset.id AS asset_id, asset.path, source.kind AS source, item.description,
  asset.taken_local, asset.zone_minutes, asset.taken_reason, item.sidecar_hash, item.sidecar_mtime,
  item.sidecar_bytes, item.sidecar_due`;

/** A sidecar that was written beside a stored photo. */
export interface ExpectedSidecar {
  readonly assetId: number;
  /** Relative to the destination. */
  readonly assetPath: string;
}

/** Which items need their sidecar looked at, and what the source said word for word. */
export class Sidecars {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Items whose sidecar is due, by id, after the item with the id `after` (0: from the beginning). */
  due({ limit, after }: { readonly limit: number; readonly after: number }): readonly SidecarDue[] {
    return this.#database
      .all(
        `SELECT ${columns} FROM item INDEXED BY item_sidecar_due JOIN asset ON asset.id = item.asset_id
         JOIN source ON source.id = item.source_id
         WHERE item.sidecar_due > 0 AND item.state = 'stored' AND item.id > ? ORDER BY item.id LIMIT ?`,
        ...[after, limit],
      )
      .map((row) => sidecarDue(row, this.#database.sourceKinds));
  }

  /** The assets of all items whose sidecar is due: those that finalizing may move. */
  dueAssets(): ReadonlySet<number> {
    return new Set(
      this.#database.map(
        (row) => number(row, 'asset_id'),
        `SELECT asset_id FROM item INDEXED BY item_sidecar_due WHERE sidecar_due > 0 AND state = 'stored'`,
      ),
    );
  }

  /**
   * The sidecars of these items' assets are what they should have been at their `revision`; `hash` is that of the text,
   * null for no sidecar. An item that has changed since then stays due. One transaction for all.
   */
  markSettled(settled: readonly FinalizedSidecar[]): void {
    if (settled.length === 0) return;
    this.#database.transaction(() => {
      for (const { itemId, revision, hash, file } of settled) {
        this.#database.run(
          `UPDATE item SET sidecar_hash = ?1, sidecar_mtime = ?4, sidecar_bytes = ?5,
             sidecar_due = CASE WHEN sidecar_due = ?2 THEN 0 ELSE sidecar_due END WHERE id = ?3`,
          ...[hash, revision, itemId, file?.mtimeMs ?? null, file?.bytes ?? null],
        );
      }
      this.#database.markChanged();
    });
  }

  /** The stored photos beside which a sidecar was written, in the order of their ids. */
  expected(): IterableIterator<ExpectedSidecar> {
    return paged(
      0,
      (after) =>
        this.#database
          .all(
            `SELECT DISTINCT item.asset_id, asset.path FROM item INDEXED BY item_asset
             JOIN asset ON asset.id = item.asset_id
             WHERE item.asset_id > ? AND item.asset_id IS NOT NULL AND item.sidecar_hash IS NOT NULL
               AND item.state = 'stored' AND asset.state = 'stored' ORDER BY item.asset_id LIMIT 500`,
            after,
          )
          .map((row) => ({ assetId: number(row, 'asset_id'), assetPath: text(row, 'path') })),
      ({ assetId }) => assetId,
    );
  }

  /** The sidecar of this photo must be looked at again. */
  markDue(assetId: number): void {
    this.#database.run(
      "UPDATE item SET sidecar_due = sidecar_due + 1 WHERE asset_id = ? AND state = 'stored'",
      assetId,
    );
  }

  /** The sidecars that were written beside an asset's file, for any of its items; the present one is among them. */
  written(assetId: number): RememberedSidecars {
    const rows = this.#database.all(
      'SELECT DISTINCT sidecar_hash, sidecar_mtime, sidecar_bytes FROM item WHERE asset_id = ? AND sidecar_hash IS NOT NULL',
      assetId,
    );
    return {
      hashes: new Set(rows.map((row) => text(row, 'sidecar_hash'))),
      files: rows.flatMap((row) => sidecarFile(row) ?? []),
    };
  }

  /** What the source said about an item, word for word; null when there is no such item. */
  verbatim(itemId: number): string | null {
    const row = this.#database.get('SELECT verbatim FROM sidecar WHERE item_id = ?', itemId);
    return row === undefined ? null : text(row, 'verbatim');
  }
}

function sidecarDue(row: Row, kinds: readonly SourceKind[]): SidecarDue {
  return {
    itemId: number(row, 'id'),
    assetId: number(row, 'asset_id'),
    assetPath: text(row, 'path'),
    source: oneOf(row, 'source', kinds),
    description: textOrNull(row, 'description'),
    takenLocal: textOrNull(row, 'taken_local'),
    zoneMinutes: numberOrNull(row, 'zone_minutes'),
    takenReason: oneOf(row, 'taken_reason', takenReasons),
    sidecarHash: textOrNull(row, 'sidecar_hash'),
    sidecarFile: sidecarFile(row),
    revision: number(row, 'sidecar_due'),
  };
}

function sidecarFile(row: Row): SidecarFile | null {
  const [mtimeMs, bytes] = [numberOrNull(row, 'sidecar_mtime'), numberOrNull(row, 'sidecar_bytes')];
  return mtimeMs === null || bytes === null ? null : { mtimeMs, bytes };
}
