import { type Problem, problem } from '../../../contract/problem.ts';
import type { PartFormat, PartState } from '../../../contract/takeout-models.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, text } from '../database/row.ts';
import { skipItem } from '../items/item-state.ts';
import { forgetIndex } from './export-index.ts';
import { isTrashed } from './trashed.ts';

/** A part as it lies on the disk. */
export interface SeenPart {
  /** As in newer names; null in older ones. Each run index has its own numbers. */
  readonly runIndex: number | null;
  readonly number: number | null;
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly format: PartFormat;
  /** Tells it from another part of the same name; the same for the same part wherever it lies. */
  readonly fingerprint: string;
  readonly bytes: number;
}

/**
 * What an entry that is no photo ends as, `media` for what may be one, and `title-only` for JSON that its folder
 * decides about.
 */
export const entryRoles = [
  'media',
  'title-only',
  'sidecar',
  'album-metadata',
  'other-json',
  'other',
  'refused',
  'failed',
] as const;
export type EntryRole = (typeof entryRoles)[number];

/** One entry of a part. */
export interface SeenEntry {
  readonly position: number;
  /** Folder of the entry within the export, without a slash at its end; empty at the top. */
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
  readonly crc32: number | null;
  /** Milliseconds since 1970; a zip tells none. */
  readonly modifiedAt: number | null;
  readonly role: EntryRole;
  /** Why it was refused or could not be read. */
  readonly problem: Problem | null;
  /** Of JSON that could be read; title and moment (seconds since 1970) where it has them. */
  readonly json: { readonly verbatim: string; readonly title: string | null; readonly takenAt: number | null } | null;
}

/** A part in the catalog; `isListed`: its entries are known, nothing of it need be read to know them. */
export interface KnownPart {
  readonly id: number;
  readonly exportId: number;
  readonly isListed: boolean;
  /** What an interrupted listing recorded is still there: it goes on at the entry that was asked for. */
  readonly isContinued: boolean;
}

/** How far a listing came before it was interrupted: entries before a position, and how many of them are recorded. */
export interface ListedSoFar {
  readonly position: number;
  readonly entries: number;
}

/** Takes in the parts of exports and what they hold. */
export class TakeoutParts {
  readonly #database: CatalogDatabase;
  /** Of the part that is being listed, by path; each is marked as due. */
  readonly #folders = new Map<string, number>();
  #foldersOf = 0;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /**
   * A part was given: it is new, or known by its fingerprint and has a new place. What an interrupted listing left is
   * forgotten, except what it had recorded `soFar`, if it is all there. `at`: ISO 8601.
   */
  arrive(stamp: string, part: SeenPart, at: string, soFar: ListedSoFar | null = null): KnownPart {
    return this.#database.transaction(() => {
      const exportId = this.#exportOf(stamp, at);
      const known = this.#database.get(
        'SELECT id, listed FROM part WHERE export_id = ? AND fingerprint = ?',
        ...[exportId, part.fingerprint],
      );
      if (known === undefined) {
        const id = this.#database.insert(
          `INSERT INTO part (export_id, run_index, number, name, path, format, fingerprint, bytes, state, arrived_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'arrived', ?)`,
          ...[exportId, part.runIndex, part.number, part.name, part.path, part.format, part.fingerprint],
          ...[part.bytes, at],
        );
        this.#database.markChanged();
        return { id, exportId, isListed: false, isContinued: false };
      }
      const id = number(known, 'id');
      this.#database.run('UPDATE part SET name = ?, path = ? WHERE id = ?', part.name, part.path, id);
      const isListed = number(known, 'listed') !== 0;
      const isContinued = !isListed && soFar !== null && this.#isRecorded(id, soFar);
      if (isContinued) this.#forgetEntries(id, soFar.position);
      else if (!isListed) {
        forgetIndex(this.#database, id);
        this.#forgetEntries(id, 0);
      }
      return { id, exportId, isListed, isContinued };
    });
  }

  /** The photos and videos that are recorded of a part that is being listed; none that cannot be read. */
  *mediaOf({ id }: Pick<KnownPart, 'id'>): Generator<{ readonly position: number; readonly bytes: number }> {
    const all = this.#database.all(
      "SELECT position, bytes FROM takeout_entry WHERE part_id = ? AND role = 'media' AND problem IS NULL",
      id,
    );
    for (const row of all) yield { position: number(row, 'position'), bytes: number(row, 'bytes') };
  }

  /** Records entries of a part that is being listed, in one transaction. */
  list({ id, exportId }: KnownPart, entries: readonly SeenEntry[]): void {
    try {
      this.#database.transaction(() => {
        for (const entry of entries) this.#add(id, this.#folderOf(id, exportId, entry.folder), entry);
      });
    } catch (thrown) {
      // What was made for these entries is not there: a full disk undoes all of it.
      this.#folders.clear();
      throw thrown;
    }
  }

  /**
   * The listing came to its end, or to where the part is broken. A whole part takes the place of an earlier one of the
   * same number and form: what that one could not bring will not be fetched from it any more. Did it?
   */
  endListing({ id, exportId }: KnownPart, broken: Problem | null, at: string): boolean {
    // From now on they may be matched.
    this.#folders.clear();
    return this.#database.transaction(() => {
      this.#database.run(
        `UPDATE part SET listed = 1, state = ?, problem = ?, entries = (SELECT count(*) FROM takeout_entry WHERE part_id = part.id)
         WHERE id = ?`,
        ...[broken === null ? 'arrived' : 'broken', broken === null ? null : JSON.stringify(broken), id],
      );
      const isReplacing = broken === null && this.#replaceOthers(id, exportId, at);
      this.#database.run('UPDATE export SET albums_due = 1, review_due = 1 WHERE id = ?', exportId);
      this.#database.markChanged();
      return isReplacing;
    });
  }

  /** A part that cannot be opened at all: it has no entries. */
  break(stamp: string, part: SeenPart, broken: Problem, at: string): KnownPart {
    const known = this.arrive(stamp, part, at);
    if (!known.isListed) this.endListing(known, broken, at);
    return known;
  }

  /** Marks a part as imported when every entry of it has its final state; returns its state. */
  settle(partId: number, at: string): PartState {
    return this.#database.transaction(() => {
      const row = this.#database.get('SELECT state FROM part WHERE id = ?', partId);
      const state = row === undefined ? 'broken' : text(row, 'state');
      if (state === 'broken' || state === 'replaced') return state;
      const open = this.#database.get(
        `SELECT 1 FROM takeout_entry AS entry JOIN takeout_folder AS folder ON folder.id = entry.folder_id
         LEFT JOIN item ON item.id = entry.item_id
         WHERE entry.part_id = ? AND entry.role = 'media'
           AND (item.id IS NULL AND folder.meaning IS NOT 'outside'
             AND NOT ${isTrashed('folder', 'entry.sidecar_id')} OR item.state = 'wanted') LIMIT 1`,
        partId,
      );
      if (open !== undefined) {
        this.#database.run("UPDATE part SET state = 'arrived', imported_at = NULL WHERE id = ?", partId);
        return 'arrived';
      }
      if (state === 'imported') return 'imported';
      this.#database.run("UPDATE part SET state = 'imported', imported_at = ? WHERE id = ?", at, partId);
      this.#database.markChanged();
      return 'imported';
    });
  }

  #exportOf(stamp: string, at: string): number {
    const known = this.#database.get('SELECT id FROM export WHERE stamp = ?', stamp);
    if (known !== undefined) return number(known, 'id');
    return this.#database.insert('INSERT INTO export (stamp, first_seen) VALUES (?, ?)', stamp, at);
  }

  #add(partId: number, folderId: number, entry: SeenEntry): void {
    const id = this.#database.insert(
      `INSERT INTO takeout_entry (part_id, position, folder_id, name, bytes, crc32, modified_at, role, problem)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[partId, entry.position, folderId, entry.name, entry.bytes, entry.crc32, entry.modifiedAt, entry.role],
      entry.problem === null ? null : JSON.stringify(entry.problem),
    );
    if (entry.json === null) return;
    const { title, takenAt, verbatim } = entry.json;
    this.#database.run(
      'INSERT INTO takeout_json (entry_id, title, taken_at, verbatim) VALUES (?, ?, ?, ?)',
      ...[id, title, takenAt, verbatim],
    );
  }

  /** A folder gets new entries, so that it must be matched again. */
  #folderOf(partId: number, exportId: number, path: string): number {
    if (this.#foldersOf !== partId) this.#folders.clear();
    this.#foldersOf = partId;
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const row = this.#database.get('SELECT id FROM takeout_folder WHERE export_id = ? AND path = ?', exportId, path);
    if (row === undefined) {
      const made = this.#database.insert('INSERT INTO takeout_folder (export_id, path) VALUES (?, ?)', exportId, path);
      this.#folders.set(path, made);
      return made;
    }
    const id = number(row, 'id');
    this.#folders.set(path, id);
    this.#database.run('UPDATE takeout_folder SET dirty = 1 WHERE id = ? AND dirty = 0', id);
    return id;
  }

  #isRecorded(partId: number, { position, entries }: ListedSoFar): boolean {
    const row = this.#database.get(
      'SELECT count(*) AS entries FROM takeout_entry WHERE part_id = ? AND position < ?',
      ...[partId, position],
    );
    return number(row ?? {}, 'entries') === entries;
  }

  #forgetEntries(partId: number, from: number): void {
    this.#folders.clear();
    const ofEntries = 'entry_id IN (SELECT id FROM takeout_entry WHERE part_id = ? AND position >= ?)';
    this.#database.run(`DELETE FROM export_finding WHERE ${ofEntries}`, partId, from);
    this.#database.run(`DELETE FROM takeout_json WHERE ${ofEntries}`, partId, from);
    this.#database.run('DELETE FROM takeout_entry WHERE part_id = ? AND position >= ?', partId, from);
  }

  #replaceOthers(partId: number, exportId: number, at: string): boolean {
    const others = this.#database.all(
      `SELECT other.id FROM part AS this JOIN part AS other ON other.export_id = this.export_id
         AND other.number = this.number AND other.run_index IS this.run_index AND other.format = this.format AND other.id <> this.id AND other.state <> 'replaced'
       WHERE this.id = ? AND this.export_id = ?`,
      ...[partId, exportId],
    );
    for (const row of others) {
      const other = number(row, 'id');
      this.#database.run("UPDATE part SET state = 'replaced' WHERE id = ?", other);
      for (const item of this.#openItemsOf(other)) {
        const met = problem('item-gone', { detail: 'The part that held it was replaced by another one.' });
        skipItem(this.#database, { id: item, runId: null, problem: met, at });
      }
    }
    return others.length > 0;
  }

  /** Items that only this part could still bring. */
  #openItemsOf(partId: number): readonly number[] {
    return this.#database
      .all(
        `SELECT DISTINCT item.id FROM takeout_entry AS entry JOIN item ON item.id = entry.item_id
         WHERE entry.part_id = ?1 AND item.state <> 'stored' AND NOT EXISTS (
           SELECT 1 FROM takeout_entry AS twin JOIN part ON part.id = twin.part_id
           WHERE twin.item_id = item.id AND part.id <> ?1 AND part.state <> 'replaced')`,
        partId,
      )
      .map((row) => number(row, 'id'));
  }
}
