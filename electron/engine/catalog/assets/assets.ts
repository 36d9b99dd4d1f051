import { type Problem, problem } from '../../../contract/problem.ts';
import { assertNever } from '../../../contract/result.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { paged } from '../database/paged.ts';
import { number, text, textOrNull } from '../database/row.ts';
import { mendFinding, openFinding } from '../findings/findings.ts';
import { failItem, markAlbumsOfItem } from '../items/item-state.ts';
import { openProblem, resolveAsset, resolveFile } from '../runs/problem-log.ts';
import { type Adoption, adoptFile, type FoundFile } from './asset-adoption.ts';
import { assetColumns, assetOf, type CatalogAsset, type VerificationOutcome } from './asset-row.ts';
import { itemsOfAsset, restoreItems } from './asset-storage.ts';
import { isInScope, type VerificationScope } from './verification-scope.ts';

/** One line of SHA256SUMS. */
export interface AssetSum {
  readonly path: string;
  readonly sha256: string;
}

/** A content that a person put in the place of another. */
export interface AcceptedContent {
  readonly sha256: string;
  readonly bytes: number;
  /** Of the file, in milliseconds since 1970. */
  readonly mtime: number;
  /** Null when nothing tells: as before. */
  readonly mimeType: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** ISO 8601. */
  readonly at: string;
}

/** What was seen of a file whose content is not what was stored. */
export interface ChangedFile {
  /** It is shorter, and nothing whole. */
  readonly isCut: boolean;
  /** It looks as if another program had saved it. */
  readonly mayBeEdit: boolean;
}

/** What lies, or should lie, in the destination. */
const kept = "state IN ('stored', 'missing')";
// Without statistics SQLite would take the index of the states, and sort everything for every page.
const byPath = 'asset INDEXED BY asset_path';
const byVerification = 'asset INDEXED BY asset_verified';

const stateAfter = { intact: 'stored', missing: 'missing' } as const;

/** The files of the backup. */
export class Assets {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Takes in a file that was found in the destination. */
  adopt(file: FoundFile): Adoption {
    return adoptFile(this.#database, file);
  }

  /**
   * Path and sum of every file ordered by path (by UTF-8 bytes), for SHA256SUMS. Files known to be missing stay in the
   * list, so that `sha256sum -c` tells about them too.
   */
  sums(): IterableIterator<AssetSum> {
    return this.sumsExcept(new Set());
  }

  /** As {@link sums}, without these assets. */
  *sumsExcept(ids: ReadonlySet<number>): Generator<AssetSum> {
    const rows = paged(
      '',
      (after) =>
        this.#database
          .all(`SELECT id, path, sha256 FROM ${byPath} WHERE ${kept} AND path > ? ORDER BY path LIMIT 1000`, after)
          .map((row) => ({ id: number(row, 'id'), path: text(row, 'path'), sha256: text(row, 'sha256') })),
      ({ path }) => path,
    );
    for (const { id, path, sha256 } of rows) if (!ids.has(id)) yield { path, sha256 };
  }

  /** Was this content ever stored, wherever its file is now? */
  knows(sha256: string): boolean {
    return this.#database.get('SELECT 1 FROM asset WHERE sha256 = ?', sha256) !== undefined;
  }

  /** Are these bytes in the backup, or the original of which they are a copy? */
  isStored(sha256: string): boolean {
    return (
      this.#database.get("SELECT 1 FROM asset WHERE sha256 = ? AND state IN ('stored', 'quarantined')", sha256) !==
      undefined
    );
  }

  /** The stored or missing file at a path relative to the destination. */
  atPath(path: string): CatalogAsset | null {
    const row = this.#database.get(`SELECT ${assetColumns} FROM ${byPath} WHERE ${kept} AND path = ?`, path);
    return row === undefined ? null : assetOf(row);
  }

  /** Where the copies lie, in quarantine, whose originals have taken their places. */
  quarantined(): ReadonlySet<string> {
    return new Set(
      this.#database.map((row) => text(row, 'path'), "SELECT path FROM asset WHERE state = 'quarantined'"),
    );
  }

  /** The stored or missing files below a folder (without a slash at its end), ordered by path. */
  inFolder(folder: string): IterableIterator<CatalogAsset> {
    // "0" is the character after "/": the range holds exactly the paths that begin with the folder and a slash.
    return paged(
      `${folder}/`,
      (after) =>
        this.#database
          .all(
            `SELECT ${assetColumns} FROM ${byPath} WHERE ${kept} AND path > ? AND path < ? ORDER BY path LIMIT 500`,
            ...[after, `${folder}0`],
          )
          .map(assetOf),
      ({ path }) => path,
    );
  }

  /** The folders of years and months in which stored files lie, at one look into the index each. */
  *folders(): Generator<string> {
    for (let after = 'Photos/'; ; ) {
      const row = this.#database.get(
        `SELECT path FROM ${byPath} WHERE ${kept} AND state = 'stored' AND path > ? AND path < 'Photos0'
         ORDER BY path LIMIT 1`,
        after,
      );
      if (row === undefined) return;
      const path = text(row, 'path');
      const folder = path.slice(0, path.lastIndexOf('/'));
      yield folder;
      // "0" is the character after "/": what follows all that lies in the folder.
      after = folder === 'Photos' ? path : `${folder}0`;
    }
  }

  /**
   * The ids of all files, those never checked first, then what was checked longest ago. The order alone comes from a
   * clock: whatever it said, each file is in the list once. Eight bytes a file.
   */
  verificationOrder(): Float64Array {
    return this.verificationList().ids;
  }

  /** As {@link verificationOrder}, of the files that are asked for; with the sum of their lengths. */
  verificationList(request: VerificationScope = {}): { readonly ids: Float64Array; readonly bytes: number } {
    let bytes = 0;
    const ids = this.#database.map((row) => {
      if (!isInScope(row, request)) return null;
      bytes += number(row, 'bytes');
      return number(row, 'id');
    }, `SELECT id, path, sha256, bytes, stored_at FROM ${byVerification} WHERE ${kept} ORDER BY verified_at, id`);
    return { ids: Float64Array.from(ids.filter((id) => id !== null)), bytes };
  }

  /** When files were last read and found intact: the longest and the shortest time ago (ISO 8601), and how many never were. */
  readSpan(): { readonly oldest: string | null; readonly newest: string | null; readonly never: number } {
    const row = this.#database.get(
      `SELECT min(verified_at) FILTER (WHERE verified_outcome = 'intact') AS oldest,
         max(verified_at) FILTER (WHERE verified_outcome = 'intact') AS newest,
         count(*) FILTER (WHERE verified_at = '') AS never FROM ${byVerification} WHERE ${kept}`,
    );
    return {
      oldest: textOrNull(row ?? {}, 'oldest'),
      newest: textOrNull(row ?? {}, 'newest'),
      never: number(row ?? { never: 0 }, 'never'),
    };
  }

  /** The stored or missing file with this id. */
  withId(id: number): CatalogAsset | null {
    const row = this.#database.get(`SELECT ${assetColumns} FROM asset WHERE ${kept} AND id = ?`, id);
    return row === undefined ? null : assetOf(row);
  }

  /** Records that a file is there and cannot be read; the next verification that can read it resolves that. */
  recordUnreadable(assetId: number, met: Problem, at: string): void {
    this.#database.transaction(() => {
      this.#openProblem(assetId, met, at);
      const path = this.withId(assetId)?.path ?? met.subject ?? '';
      const subject = { thing: 'photo', assetId } as const;
      openFinding(this.#database, { subject, fault: 'unreadable', path, detail: met.detail, at });
      this.#database.markChanged();
    });
  }

  /**
   * Records what looking at a file again brought; the one way in which anybody says so, be it by its bytes or by its
   * length. `missing`: its items are failed, and fetched again by the next full run. `changed`: it is replaced only once
   * the right bytes have come (`seen`: what it looks like). `intact`: whatever was wrong with it here is over. What is not
   * intact is a finding until it is. `at`: ISO 8601.
   */
  recordVerification(
    assetId: number,
    outcome: VerificationOutcome,
    at: string,
    seen: ChangedFile = { isCut: false, mayBeEdit: false },
  ): void {
    this.#database.transaction(() => this.#record(assetId, outcome, at, seen));
  }

  /**
   * Another content is what belongs at the path of a file from now on. False when that content is another file's already.
   */
  acceptContent(assetId: number, accepted: AcceptedContent): boolean {
    const { sha256, bytes, mtime, mimeType, width, height, at } = accepted;
    return this.#database.transaction(() => {
      if (this.#database.get('SELECT 1 FROM asset WHERE sha256 = ? AND id <> ?', sha256, assetId) !== undefined)
        return false;
      this.#database.run(
        `UPDATE asset SET sha256 = ?, bytes = ?, mtime = ?, mime_type = coalesce(?, mime_type), width = ?, height = ?,
           state = 'stored', verified_at = ?, verified_outcome = 'intact' WHERE id = ?`,
        ...[sha256, bytes, mtime, mimeType, width, height, at, assetId],
      );
      restoreItems(this.#database, assetId, at);
      for (const id of itemsOfAsset(this.#database, assetId)) {
        this.#database.run('UPDATE item SET sidecar_due = sidecar_due + 1 WHERE id = ?', id);
        markAlbumsOfItem(this.#database, id);
      }
      this.#database.markChanged();
      return true;
    });
  }

  /** Other bytes lie at the path of a file: it is missing, and the path is theirs. `at`: ISO 8601. */
  recordDisplaced(assetId: number, at: string): void {
    this.#database.transaction(() => {
      this.#record(assetId, 'missing', at);
      this.#database.run("UPDATE asset SET state = 'lost', path_key = NULL WHERE id = ?", assetId);
      this.#database.markChanged();
    });
  }

  /** The file is what the catalog says, but its time (milliseconds since 1970) is another than the catalog remembers. */
  recordTime(assetId: number, mtime: number): void {
    this.#database.run('UPDATE asset SET mtime = ? WHERE id = ?', mtime, assetId);
  }

  #record(assetId: number, outcome: VerificationOutcome, at: string, seen?: ChangedFile): void {
    const row = this.#database.get(`SELECT ${assetColumns} FROM asset WHERE ${kept} AND id = ?`, assetId);
    if (row === undefined) throw new Error(`There is no file of asset ${assetId}`);
    const asset = assetOf(row);
    // Other bytes in the place of a missing file do not bring its items back.
    const state = outcome === 'changed' ? asset.state : stateAfter[outcome];
    this.#database.run(
      'UPDATE asset SET verified_at = ?, verified_outcome = ?, state = ? WHERE id = ?',
      ...[at, outcome, state, assetId],
    );
    this.#settle(asset, outcome, at);
    this.#find(asset, outcome, at, seen);
    if (asset.state !== state || asset.verified?.outcome !== outcome) this.#database.markChanged();
  }

  #settle(asset: CatalogAsset, outcome: VerificationOutcome, at: string): void {
    const subject = asset.path;
    switch (outcome) {
      case 'intact':
        if (asset.state === 'stored' && asset.verified?.outcome !== 'changed') {
          return resolveFile(this.#database, asset.id, at);
        }
        return restoreItems(this.#database, asset.id, at);
      case 'changed':
        return this.#openProblem(asset.id, problem('file-changed', { subject }), at);
      case 'missing':
        return this.#loseFile(asset.id, problem('file-missing', { subject }), at);
      default:
        return assertNever(outcome);
    }
  }

  #find({ id, path }: CatalogAsset, outcome: VerificationOutcome, at: string, seen?: ChangedFile): void {
    const subject = { thing: 'photo', assetId: id } as const;
    if (outcome === 'intact') return mendFinding(this.#database, subject, at);
    const fault = outcome === 'changed' && seen?.isCut === true ? 'cut' : outcome;
    openFinding(this.#database, { subject, fault, path, mayBeEdit: seen?.mayBeEdit ?? false, at });
  }

  #loseFile(assetId: number, missing: Problem, at: string): void {
    const items = itemsOfAsset(this.#database, assetId);
    for (const id of items) {
      failItem(this.#database, { id, runId: null, problem: missing, at, claimable: 'full runs' });
      markAlbumsOfItem(this.#database, id);
    }
    if (items.length === 0) this.#openProblem(assetId, missing, at);
    else resolveAsset(this.#database, assetId, at);
  }

  #openProblem(assetId: number, met: Problem, at: string): void {
    openProblem(this.#database, { problem: met, run: null, item: null, asset: assetId, at });
  }
}
