import type { CatalogDatabase } from '../catalog/database/catalog-database.ts';
import { number, oneOf, text, textOrNull } from '../catalog/database/row.ts';
import {
  type AlbumWork,
  type DueWork,
  dueWorkOf,
  type NewWork,
  type WorkItem,
  type WorkState,
  workSchema,
  workStates,
} from './work-item.ts';

/**
 * What a restore has to do, made anew each time from the backup and the journal: in tables that go with the connection to
 * the journal, so that a million items take no memory.
 */
export class WorkList {
  readonly #database: CatalogDatabase;
  readonly #target: number;

  constructor(database: CatalogDatabase, target: number) {
    this.#database = database;
    this.#target = target;
    database.execute(workSchema);
  }

  add(items: readonly NewWork[]): void {
    this.#database.transaction(() => {
      for (const item of items) {
        this.#database.run(
          `INSERT INTO work (asset, sha256, path, bytes, mime_type, filename, description, facts, moment, state, problem)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
          ...[item.asset, item.sha256, item.path, item.bytes, item.mimeType, item.filename, item.description],
          ...[item.facts === null ? null : JSON.stringify(item.facts), item.moment, item.state, item.problem ?? null],
        );
      }
    });
  }

  addAlbum({ album, title }: AlbumWork): void {
    this.#database.run('INSERT INTO album_work (album, title) VALUES (?, ?) ON CONFLICT DO NOTHING', album, title);
  }

  /** Puts photos of the catalog into an album, in this order; those that are no work are left out. */
  addMembers(album: number, assets: readonly number[]): void {
    this.#database.transaction(() => {
      for (const [index, asset] of assets.entries()) {
        this.#database.run(
          'INSERT INTO album_member (album, place, n) SELECT ?, ?, n FROM work WHERE asset = ?',
          ...[album, index, asset],
        );
      }
    });
  }

  /** Is a photo of the catalog part of this restore? */
  has(asset: number): boolean {
    return this.#database.get('SELECT 1 FROM work WHERE asset = ?', asset) !== undefined;
  }

  /** Items to be sent, by number after `after`, with the tokens of those that were uploaded. */
  due(after: number, limit: number): readonly DueWork[] {
    return this.#database
      .all(
        `SELECT work.*, pending.token, pending.token_at FROM work
         LEFT JOIN pending ON pending.target = ? AND pending.sha256 = work.sha256
         WHERE state = 'due' AND n > ? ORDER BY n LIMIT ?`,
        ...[this.#target, after, limit],
      )
      .map(dueWorkOf);
  }

  /** Is there anything to be sent? */
  isDone(): boolean {
    return this.#database.get("SELECT 1 FROM work WHERE state = 'due' LIMIT 1") === undefined;
  }

  setMade(items: readonly Pick<WorkItem, 'n'>[]): void {
    this.#database.transaction(() => {
      for (const { n } of items) this.set(n, 'made');
    });
  }

  set(n: number, state: WorkState, problem: string | null = null): void {
    this.#database.run('UPDATE work SET state = ?, problem = ? WHERE n = ?', state, problem, n);
  }

  /** It is not at Google any more. */
  sendAgain(sha256: string): void {
    this.#database.run("UPDATE work SET state = 'due' WHERE sha256 = ? AND state = 'there'", sha256);
  }

  failBySha(sha256: string, problem: string): void {
    this.#database.run("UPDATE work SET state = 'failed', problem = ? WHERE sha256 = ?", problem, sha256);
  }

  /** It was not taken this time. */
  tryAgain(n: number, counted: 'tries' | 'rejections'): void {
    this.#database.run(`UPDATE work SET ${counted} = ${counted} + 1 WHERE n = ?`, n);
  }

  /** How many items are in each state, and their bytes. */
  sums(): Readonly<Record<WorkState, { readonly items: number; readonly bytes: number }>> {
    const sums = Object.fromEntries(workStates.map((state) => [state, { items: 0, bytes: 0 }])) as Record<
      WorkState,
      { items: number; bytes: number }
    >;
    for (const row of this.#database.all(
      'SELECT state, count(*) AS items, sum(bytes) AS bytes FROM work GROUP BY state',
    )) {
      sums[oneOf(row, 'state', workStates)] = { items: number(row, 'items'), bytes: number(row, 'bytes') };
    }
    return sums;
  }

  /** Items to be sent that are uploaded so that they can be continued, those with date or place written in, and so on. */
  dueSums(resumableFrom: number) {
    const row = this.#database.get(
      `SELECT count(*) FILTER (WHERE bytes > ?) AS large, count(*) FILTER (WHERE facts IS NOT NULL) AS completed,
         count(*) FILTER (WHERE EXISTS (SELECT 1 FROM pending WHERE target = ? AND sha256 = work.sha256 AND token IS NOT NULL))
           AS uploaded
       FROM work WHERE state = 'due'`,
      ...[resumableFrom, this.#target],
    );
    const of = (name: string) => number(row ?? {}, name);
    return { large: of('large'), completed: of('completed'), uploaded: of('uploaded') };
  }

  /** The catalog's ids of the first photos that were not the file that it knows. */
  damaged(limit: number): readonly number[] {
    return this.#database.map(
      (row) => number(row, 'asset'),
      `SELECT asset FROM work WHERE state = 'failed' AND asset > 0 AND problem ->> '$.code' = 'restore-file-changed'
       ORDER BY n LIMIT ?`,
      limit,
    );
  }

  /** A page of the items that failed, behind the one with this number, with the JSON of their problems. */
  failures(
    limit: number,
    after = 0,
  ): readonly { readonly n: number; readonly path: string; readonly problem: string }[] {
    return this.#database
      .all("SELECT n, path, problem FROM work WHERE state = 'failed' AND n > ? ORDER BY n LIMIT ?", after, limit)
      .map((row) => ({ n: number(row, 'n'), path: text(row, 'path'), problem: text(row, 'problem') }));
  }

  /** What was seen at Google of what this client made. */
  see(items: readonly { readonly mediaId: string; readonly filename: string; readonly moment: number | null }[]): void {
    this.#database.transaction(() => {
      for (const { mediaId, filename, moment } of items) {
        this.#database.run(
          'INSERT INTO seen_there (media_id, filename, moment) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
          ...[mediaId, filename, moment],
        );
      }
    });
  }

  /** Hashes of what was sent before and was not seen; a statement at a time, until there are none. */
  unseen(after: string): readonly string[] {
    return this.#database
      .all(
        `SELECT sha256 FROM sent WHERE target = ? AND sha256 > ? AND sha256 IN (SELECT sha256 FROM work)
           AND media_id NOT IN (SELECT media_id FROM seen_there) ORDER BY sha256 LIMIT 500`,
        ...[this.#target, after],
      )
      .map((row) => text(row, 'sha256'));
  }

  /**
   * Items to be sent that stand at Google already, as far as name and moment tell: one here and one there alone, which
   * nothing else was sent as.
   */
  recognised(): readonly {
    readonly n: number;
    readonly sha256: string;
    readonly mediaId: string;
    readonly filename: string;
  }[] {
    return this.#database
      .all(
        `SELECT min(work.n) AS n, min(work.sha256) AS sha256, min(media_id) AS media_id, work.filename FROM work
         JOIN seen_there ON seen_there.filename = work.filename AND seen_there.moment = work.moment
         WHERE state = 'due' AND media_id NOT IN (SELECT media_id FROM sent WHERE target = ?)
         GROUP BY work.filename, work.moment HAVING count(*) = 1 LIMIT 1000`,
        this.#target,
      )
      .map((row) => ({
        n: number(row, 'n'),
        sha256: text(row, 'sha256'),
        mediaId: text(row, 'media_id'),
        filename: text(row, 'filename'),
      }));
  }

  albums(): readonly AlbumWork[] {
    return this.#database
      .all('SELECT album, title FROM album_work ORDER BY album')
      .map((row) => ({ album: number(row, 'album'), title: text(row, 'title') }));
  }

  /** Members of an album that are still to be added, in its order; `planned` counts those that are not sent yet, too. */
  missingMembers(album: number, limit: number): readonly { readonly sha256: string; readonly mediaId: string }[] {
    return this.#database
      .all(
        `SELECT sent.sha256, sent.media_id FROM album_member JOIN work ON work.n = album_member.n
         JOIN sent ON sent.target = ? AND sent.sha256 = work.sha256
         WHERE album_member.album = ? AND work.state IN ('there', 'made')
           AND NOT EXISTS (SELECT 1 FROM member WHERE member.album = album_member.album AND member.sha256 = sent.sha256)
         ORDER BY place LIMIT ?`,
        ...[this.#target, album, limit],
      )
      .map((row) => ({ sha256: text(row, 'sha256'), mediaId: text(row, 'media_id') }));
  }

  /** How many members an album has, and how many of them are to be added. */
  memberCounts(album: number): { readonly all: number; readonly missing: number } {
    const row = this.#database.get(
      `SELECT count(*) AS members, count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM member
         WHERE member.album = album_member.album AND member.sha256 = work.sha256)) AS missing
       FROM album_member JOIN work ON work.n = album_member.n
       WHERE album_member.album = ? AND work.state IN ('due', 'there', 'made')`,
      album,
    );
    return { all: number(row ?? {}, 'members'), missing: number(row ?? {}, 'missing') };
  }

  /** Google's ids of an album's members in their order. */
  memberIds(album: number): readonly string[] {
    return this.#database.map(
      (row) => text(row, 'media_id'),
      `SELECT sent.media_id FROM album_member JOIN work ON work.n = album_member.n
       JOIN sent ON sent.target = ? AND sent.sha256 = work.sha256
       WHERE album_member.album = ? AND work.state IN ('there', 'made') ORDER BY place`,
      ...[this.#target, album],
    );
  }

  /** Items at Google that were not read back yet, by number after `after`. */
  unproved(
    after: number,
    limit: number,
  ): readonly {
    readonly n: number;
    readonly path: string;
    readonly sha256: string;
    readonly mediaId: string;
    readonly filename: string;
    readonly nameThere: string | null;
  }[] {
    return this.#database
      .all(
        `SELECT n, path, work.sha256, media_id, sent.filename, name_there FROM work
         JOIN sent ON sent.target = ? AND sent.sha256 = work.sha256
         WHERE state IN ('there', 'made') AND proved = 0 AND n > ? ORDER BY n LIMIT ?`,
        ...[this.#target, after, limit],
      )
      .map((row) => ({
        n: number(row, 'n'),
        path: text(row, 'path'),
        sha256: text(row, 'sha256'),
        mediaId: text(row, 'media_id'),
        filename: text(row, 'filename'),
        nameThere: textOrNull(row, 'name_there'),
      }));
  }

  unprovedCount(): number {
    const row = this.#database.get(
      `SELECT count(*) AS items FROM work LEFT JOIN sent ON sent.target = ? AND sent.sha256 = work.sha256
       WHERE state = 'due' OR (state IN ('there', 'made') AND proved = 0)`,
      this.#target,
    );
    return number(row ?? {}, 'items');
  }

  markProved(sha256s: readonly string[]): void {
    this.#database.transaction(() => {
      for (const sha256 of sha256s) {
        this.#database.run('UPDATE sent SET proved = 1 WHERE target = ? AND sha256 = ?', this.#target, sha256);
      }
    });
  }

  /** Items of this restore that Google had under another name. */
  renamed(): number {
    const row = this.#database.get(
      `SELECT count(*) AS items FROM work JOIN sent ON sent.target = ? AND sent.sha256 = work.sha256
       WHERE state = 'made' AND name_there IS NOT NULL AND name_there <> sent.filename`,
      this.#target,
    );
    return number(row ?? {}, 'items');
  }
}
