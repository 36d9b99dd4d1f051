import * as z from 'zod';
import { takenReasons } from '../../../contract/models.ts';
import { zoneReasons } from '../../../contract/takeout-models.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, text } from '../database/row.ts';
import { forgetFindings } from '../findings/findings.ts';
import { markAlbumsOfItem } from '../items/item-state.ts';
import type { PathCandidate } from './asset-paths.ts';
import type { AssetTaken } from './asset-row.ts';
import { itemsOfAsset } from './asset-storage.ts';

const takenSchema = z.object({
  takenLocal: z.string().nullable(),
  zoneMinutes: z.number().nullable(),
  takenReason: z.enum(takenReasons),
  takenAt: z.number().nullable(),
  zoneReason: z.enum(zoneReasons),
});

const bodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), taken: takenSchema, wantedPath: z.string() }),
  z.object({ kind: z.literal('quarantine'), replacedBy: z.int() }),
]);
type RelocationBody = z.infer<typeof bodySchema>;

/** A file that is to go to another place, and what the catalog says once it is there. */
export interface RelocationPlan {
  readonly assetId: number;
  /** Places for the file, the best first, without end; a move may also name the place where it is. */
  readonly candidates: Iterable<PathCandidate>;
  readonly body: RelocationBody;
}

/** A relocation that was begun. Move the file from `from` to `to`, then commit. */
export interface Relocation {
  readonly assetId: number;
  readonly from: string;
  readonly to: string;
  /** Length of the file. */
  readonly bytes: number;
  /** The time that the file gets, milliseconds since 1970; null leaves it. */
  readonly time: number | null;
}

/** A relocation that was carried out. */
export interface CommittedRelocation {
  readonly assetId: number;
  readonly mtime: number;
  readonly keepsOldName?: boolean;
}

/** A name that a file has besides that of its place. */
export interface KeptName {
  readonly path: string;
  readonly place: string;
}

/**
 * Files that go from one place in the destination to another. What is planned is durable before the file is moved, and
 * forgotten once its new place is recorded, so that a kill at any instruction leaves a file that the catalog knows or
 * that {@link Relocations.open} tells of.
 */
export class Relocations {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Plans relocations in one transaction; each gets the first place that nothing holds. */
  plan(plans: readonly RelocationPlan[]): readonly Relocation[] {
    return this.#database.transaction(() => plans.map((plan) => this.#planOne(plan)));
  }

  /** What was planned and neither committed nor dropped, of assets with ids after `after`; at most 200. */
  open(after = 0): readonly Relocation[] {
    return this.#database
      .all(
        `SELECT asset_id, from_path, to_path, body, asset.bytes FROM relocation JOIN asset ON asset.id = asset_id
         WHERE asset_id > ? ORDER BY asset_id LIMIT 200`,
        after,
      )
      .map(relocationOf);
  }

  /** Whether a relocation of this asset is planned and neither committed nor dropped: its file may be in either place. */
  isOpen(assetId: number): boolean {
    return this.#database.get('SELECT 1 FROM relocation WHERE asset_id = ?', assetId) !== undefined;
  }

  /**
   * These files are durably in their new places; `mtime` is the file's there, in milliseconds. `keepsOldName`: it is still
   * at the old one, too. One transaction.
   */
  commit(done: readonly CommittedRelocation[]): void {
    if (done.length === 0) return;
    this.#database.transaction(() => {
      for (const relocation of done) this.#commitOne(relocation);
      this.#database.markChanged();
    });
  }

  /** Names that files had before they got their place, and still have; at most `limit`, after the path `after`. */
  oldNames({ limit, after }: { readonly limit: number; readonly after: string }): readonly KeptName[] {
    return this.#database
      .all(
        `SELECT old_name.path, asset.path AS place FROM old_name JOIN asset ON asset.id = asset_id
         WHERE old_name.path > ? ORDER BY old_name.path LIMIT ?`,
        ...[after, limit],
      )
      .map((row) => ({ path: text(row, 'path'), place: text(row, 'place') }));
  }

  isOldName(path: string): boolean {
    return this.#database.get('SELECT 1 FROM old_name WHERE path = ?', path) !== undefined;
  }

  /** These names are no more. One transaction. */
  forgetOldNames(paths: readonly string[]): void {
    this.#database.transaction(() => {
      for (const path of paths) this.#database.run('DELETE FROM old_name WHERE path = ?', path);
    });
  }

  /** A date was decided again that moves no file. */
  keepTaken(assetId: number, taken: AssetTaken): void {
    this.#database.transaction(() => {
      recordTaken(this.#database, assetId, taken);
      this.#database.markChanged();
    });
  }

  /** What a file says itself, as JSON: files of earlier versions are asked once. */
  keepEmbedded(assetId: number, embedded: string): void {
    this.#database.run('UPDATE asset SET embedded = ? WHERE id = ?', embedded, assetId);
  }

  /** The file stays where it was. */
  drop(assetId: number): void {
    this.#database.run('DELETE FROM relocation WHERE asset_id = ?', assetId);
  }

  #planOne({ assetId, candidates, body }: RelocationPlan): Relocation {
    const asset = this.#database.get('SELECT path, path_key, bytes FROM asset WHERE id = ?', assetId);
    if (asset === undefined) throw new Error(`There is no asset ${assetId}`);
    const from = text(asset, 'path');
    for (const { path, key } of candidates) {
      if (!this.#isFree(key, assetId)) continue;
      this.#database.run(
        'INSERT INTO relocation (asset_id, from_path, to_path, to_key, body) VALUES (?, ?, ?, ?, ?)',
        ...[assetId, from, path, key, JSON.stringify(body)],
      );
      return { assetId, from, to: path, bytes: number(asset, 'bytes'), time: timeOf(body) };
    }
    throw new Error('The candidates for a path must not come to an end');
  }

  #isFree(key: string, assetId: number): boolean {
    const holder = this.#database.get(
      `SELECT 1 FROM asset WHERE path_key = ?1 AND id <> ?2
       UNION ALL SELECT 1 FROM relocation WHERE to_key = ?1 AND asset_id <> ?2`,
      ...[key, assetId],
    );
    return holder === undefined;
  }

  #commitOne({ assetId, mtime, keepsOldName = false }: CommittedRelocation): void {
    const row = this.#database.get(
      'SELECT from_path, to_path, to_key, body FROM relocation WHERE asset_id = ?',
      assetId,
    );
    if (row === undefined) throw new Error(`Asset ${assetId} is on no way`);
    const body = bodySchema.parse(JSON.parse(text(row, 'body')));
    const [from, to] = [text(row, 'from_path'), text(row, 'to_path')];
    this.#keepOldName(assetId, keepsOldName ? from : null, to);
    this.#moveEntries(from, to, mtime);
    for (const item of itemsOfAsset(this.#database, assetId)) markAlbumsOfItem(this.#database, item);
    switch (body.kind) {
      case 'move':
        this.#database.run(
          'UPDATE asset SET path = ?, path_key = ?, wanted_path = ?, mtime = ? WHERE id = ?',
          ...[to, text(row, 'to_key'), body.wantedPath, mtime, assetId],
        );
        recordTaken(this.#database, assetId, body.taken);
        this.#followClips(assetId);
        break;
      case 'quarantine':
        this.#replace(assetId, body.replacedBy, to, text(row, 'to_key'));
    }
    this.drop(assetId);
  }

  #keepOldName(assetId: number, from: string | null, to: string): void {
    // A file may go back to where it was.
    this.#database.run('DELETE FROM old_name WHERE path = ?', to);
    if (from === null || from === to) return;
    this.#database.run('INSERT OR REPLACE INTO old_name (path, asset_id) VALUES (?, ?)', from, assetId);
  }

  /**
   * Album folders: a hard link is the same file and a copy has the same content, so they only lead elsewhere now. A
   * symbolic link keeps its record, by which it is recognised and recreated.
   */
  #moveEntries(from: string, to: string, mtime: number): void {
    this.#database.run(
      "UPDATE album_entry SET target = ?, mtime = ? WHERE target = ? AND kind = 'hardlink'",
      ...[to, mtime, from],
    );
    this.#database.run("UPDATE album_entry SET target = ? WHERE target = ? AND kind = 'copy'", to, from);
  }

  /** The clips of a photo lie beside it: they are checked again. */
  #followClips(assetId: number): void {
    const photos = this.#database.all(
      "SELECT source_id, key FROM item WHERE asset_id = ? AND state = 'stored'",
      assetId,
    );
    for (const photo of photos) {
      this.#database.run(
        `UPDATE item SET sidecar_due = sidecar_due + 1
         WHERE source_id = ? AND pair_key = ? AND pair_key IS NOT NULL AND state = 'stored'`,
        ...[number(photo, 'source_id'), text(photo, 'key')],
      );
    }
  }

  /** The copy's items show the original from now on, which is thereby in all its albums. */
  #replace(copy: number, original: number, to: string, key: string): void {
    const items = itemsOfAsset(this.#database, copy);
    forgetFindings(this.#database, copy);
    this.#database.run(
      "UPDATE asset SET state = 'quarantined', path = ?, path_key = ?, replaced_by = ? WHERE id = ?",
      ...[to, key, original, copy],
    );
    this.#database.run(
      'UPDATE item SET asset_id = ?, sidecar_hash = NULL, sidecar_mtime = NULL, sidecar_bytes = NULL, sidecar_due = sidecar_due + 1 WHERE asset_id = ?',
      ...[original, copy],
    );
    for (const item of items) markAlbumsOfItem(this.#database, item);
  }
}

/** Inside a transaction: keeps what was decided about an asset's date. */
function recordTaken(database: CatalogDatabase, assetId: number, taken: AssetTaken): void {
  database.run(
    `UPDATE asset SET taken_local = ?, zone_minutes = ?, taken_reason = ?, taken_at = ?, zone_reason = ? WHERE id = ?`,
    ...[taken.takenLocal, taken.zoneMinutes, taken.takenReason, taken.takenAt, taken.zoneReason, assetId],
  );
}

/**
 * The moment for a file's times, in milliseconds. Without a known zone the clock on the wall counts as UTC, so that the
 * same library has the same times on every machine.
 */
export function fileTimeOf({
  takenLocal,
  zoneMinutes,
  takenAt,
}: Pick<AssetTaken, 'takenLocal' | 'zoneMinutes'> & { readonly takenAt: number | null }): number | null {
  if (takenAt !== null) return takenAt * 1_000;
  return takenLocal === null ? null : Date.parse(`${takenLocal}Z`) - (zoneMinutes ?? 0) * 60_000;
}

/** The range of dates in JavaScript, in milliseconds. NaN is not in it. */
const latestMs = 8.64e15;

function timeOf(body: RelocationBody): number | null {
  return body.kind === 'move' ? fileTimeOf(body.taken) : null;
}

/** What an asset becomes by a relocation; null for a text that this program does not write. */
export function bodyOfRelocation(body: string): RelocationBody | null {
  try {
    const parsed = bodySchema.parse(JSON.parse(body));
    const time = parsed.kind === 'move' ? fileTimeOf(parsed.taken) : null;
    return time === null || Math.abs(time) <= latestMs ? parsed : null;
  } catch {
    // Not JSON, or of another form: the answer itself.
    return null;
  }
}

function relocationOf(row: Row): Relocation {
  return {
    assetId: number(row, 'asset_id'),
    from: text(row, 'from_path'),
    to: text(row, 'to_path'),
    bytes: number(row, 'bytes'),
    time: timeOf(bodySchema.parse(JSON.parse(text(row, 'body')))),
  };
}
