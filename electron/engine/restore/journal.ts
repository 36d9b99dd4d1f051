import type { Result } from '../../contract/result.ts';
import { CatalogDatabase, type Row } from '../catalog/database/catalog-database.ts';
import { setCatalogAside } from '../catalog/database/catalog-file.ts';
import { expected } from '../catalog/database/open-database.ts';
import { number, text, textOrNull } from '../catalog/database/row.ts';
import type {
  PendingBytes,
  RememberedRestore,
  RestoreTarget,
  SentItem,
  TargetAlbum,
  UploadedBytes,
} from './journal-records.ts';
import { journalSchema } from './journal-schema.ts';

/**
 * What was sent to Google, beyond the life of a process: a database of its own in the data folder, because it belongs to
 * an account and a client, not to a catalog. What the disk causes is thrown as a ProblemError.
 */
export class RestoreJournal {
  readonly database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.database = database;
  }

  /** The number under which everything about a target stands. */
  targetId({ account, client }: RestoreTarget): number {
    this.database.run('INSERT INTO target (account, client) VALUES (?, ?) ON CONFLICT DO NOTHING', account, client);
    const row = this.database.get('SELECT id FROM target WHERE account = ? AND client = ?', account, client);
    return number(row ?? {}, 'id');
  }

  sentOf(target: number, sha256: string): SentItem | null {
    const row = this.database.get('SELECT * FROM sent WHERE target = ? AND sha256 = ?', target, sha256);
    return row === undefined ? null : sentItemOf(row);
  }

  /** Was anything ever sent there? */
  isNew(target: number): boolean {
    return this.database.get('SELECT 1 FROM sent WHERE target = ? LIMIT 1', target) === undefined;
  }

  /** What was sent, by hash after `after`; empty behind the last. */
  sentPage(target: number, after: string): readonly SentItem[] {
    return this.database
      .all('SELECT * FROM sent WHERE target = ? AND sha256 > ? ORDER BY sha256 LIMIT 500', target, after)
      .map(sentItemOf);
  }

  /** The items of one `batchCreate` were made: their bytes are no longer on their way. */
  recordSent(target: number, items: readonly SentItem[], at: string): void {
    this.database.transaction(() => {
      for (const { sha256, mediaId, filename, nameThere } of items) {
        this.database.run(
          `INSERT INTO sent (target, sha256, media_id, filename, name_there, sent_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (target, sha256) DO UPDATE SET media_id = excluded.media_id, filename = excluded.filename,
             name_there = excluded.name_there, sent_at = excluded.sent_at, proved = 0`,
          ...[target, sha256, mediaId, filename, nameThere, at],
        );
        this.forgetPending(target, sha256);
        this.database.run('DELETE FROM refusal WHERE target = ? AND sha256 = ?', target, sha256);
      }
    });
  }

  /** It is not there any more: sent again when it is wanted, and in no album. */
  forgetSent(target: number, sha256: string): void {
    this.database.run('DELETE FROM sent WHERE target = ? AND sha256 = ?', target, sha256);
    this.database.run(
      'DELETE FROM member WHERE sha256 = ? AND album IN (SELECT id FROM target_album WHERE target = ?)',
      ...[sha256, target],
    );
  }

  pendingOf(target: number, sha256: string): PendingBytes | null {
    const row = this.database.get('SELECT * FROM pending WHERE target = ? AND sha256 = ?', target, sha256);
    if (row === undefined) return null;
    return {
      token: textOrNull(row, 'token'),
      tokenAt: number(row, 'token_at'),
      sessionUrl: textOrNull(row, 'session_url'),
      length: number(row, 'length'),
    };
  }

  recordPending(target: number, sha256: string, { token, tokenAt, sessionUrl, length }: PendingBytes): void {
    this.database.run(
      `INSERT INTO pending (target, sha256, token, token_at, session_url, length) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (target, sha256) DO UPDATE SET token = excluded.token, token_at = excluded.token_at,
         session_url = excluded.session_url, length = excluded.length`,
      ...[target, sha256, token, tokenAt, sessionUrl, length],
    );
  }

  /** The bytes of these items are at Google. */
  recordUploaded(target: number, items: readonly UploadedBytes[]): void {
    this.database.transaction(() => {
      for (const { sha256, token, tokenAt, length } of items) {
        this.recordPending(target, sha256, { token, tokenAt, sessionUrl: null, length });
      }
    });
  }

  forgetPending(target: number, sha256: string): void {
    this.database.run('DELETE FROM pending WHERE target = ? AND sha256 = ?', target, sha256);
  }

  refusalOf(target: number, sha256: string): { readonly code: number; readonly message: string } | null {
    const row = this.database.get('SELECT code, message FROM refusal WHERE target = ? AND sha256 = ?', target, sha256);
    return row === undefined ? null : { code: number(row, 'code'), message: text(row, 'message') };
  }

  recordRefusal(target: number, sha256: string, code: number, message: string): void {
    this.database.run(
      `INSERT INTO refusal (target, sha256, code, message) VALUES (?, ?, ?, ?)
       ON CONFLICT (target, sha256) DO UPDATE SET code = excluded.code, message = excluded.message`,
      ...[target, sha256, code, message],
    );
  }

  /** The album at the target that stands for one of the backup; it is remembered from now on. */
  album(target: number, origin: string, part: number): TargetAlbum {
    this.database.run(
      'INSERT INTO target_album (target, origin, part) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      ...[target, origin, part],
    );
    const row = this.database.get(
      'SELECT id, google_id FROM target_album WHERE target = ? AND origin = ? AND part = ?',
      ...[target, origin, part],
    );
    return { id: number(row ?? {}, 'id'), googleId: textOrNull(row ?? { google_id: null }, 'google_id') };
  }

  googleId(album: number): string | null {
    const row = this.database.get('SELECT google_id FROM target_album WHERE id = ?', album);
    return row === undefined ? null : textOrNull(row, 'google_id');
  }

  /** Was this item of Google's sent from here? */
  isSent(target: number, mediaId: string): boolean {
    return this.database.get('SELECT 1 FROM sent WHERE target = ? AND media_id = ?', target, mediaId) !== undefined;
  }

  /** Google's id of an album; null when the one there was is gone, and nothing is known to be in it. */
  setGoogleId(album: number, googleId: string | null): void {
    this.database.run('UPDATE target_album SET google_id = ? WHERE id = ?', googleId, album);
    if (googleId === null) this.database.run('DELETE FROM member WHERE album = ?', album);
  }

  /** Is this album of Google's one of ours already? */
  isLinked(target: number, googleId: string): boolean {
    const row = this.database.get('SELECT 1 FROM target_album WHERE target = ? AND google_id = ?', target, googleId);
    return row !== undefined;
  }

  recordMembers(album: number, sha256s: readonly string[]): void {
    this.database.transaction(() => {
      for (const sha256 of sha256s) {
        this.database.run('INSERT INTO member (album, sha256) VALUES (?, ?) ON CONFLICT DO NOTHING', album, sha256);
      }
    });
  }

  begin(target: number, restore: Pick<RememberedRestore, 'email' | 'destination' | 'selection' | 'changedAt'>): void {
    const { email, destination, selection, changedAt } = restore;
    this.database.run(
      `INSERT INTO restore (target, email, destination, selection, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (target) DO UPDATE SET email = ?2, confirmed = confirmed AND report IS NULL AND selection = ?4,
         destination = ?3, selection = ?4, items = 0, done = 0, waiting_until = NULL, changed_at = ?5, report = NULL`,
      ...[target, email, destination, selection, changedAt],
    );
  }

  /** How far it is; `waitingUntil` is ISO 8601. */
  note(target: number, state: Pick<RememberedRestore, 'items' | 'done' | 'waitingUntil' | 'changedAt'>): void {
    this.database.run(
      'UPDATE restore SET items = ?, done = ?, waiting_until = ?, changed_at = ? WHERE target = ?',
      ...[state.items, state.done, state.waitingUntil, state.changedAt, target],
    );
  }

  finish(target: number, report: string, at: string): void {
    this.database.run(
      'UPDATE restore SET report = ?, waiting_until = NULL, changed_at = ? WHERE target = ?',
      ...[report, at, target],
    );
  }

  /** A person has typed the account's address for the restore that is going on. */
  confirm(target: number): void {
    this.database.run('UPDATE restore SET confirmed = 1 WHERE target = ?', target);
  }

  /** Whether a person has confirmed this restore before it was interrupted. */
  isConfirmed(target: number, destination: string, selection: string): boolean {
    const row = this.database.get(
      `SELECT 1 FROM restore WHERE target = ? AND destination = ? AND selection = ? AND confirmed = 1
         AND report IS NULL`,
      ...[target, destination, selection],
    );
    return row !== undefined;
  }

  /** The latest restore of each target, the latest first. */
  restores(): readonly RememberedRestore[] {
    return this.database.all('SELECT * FROM restore ORDER BY changed_at DESC LIMIT 20').map((row) => ({
      email: text(row, 'email'),
      destination: text(row, 'destination'),
      selection: text(row, 'selection'),
      items: number(row, 'items'),
      done: number(row, 'done'),
      waitingUntil: textOrNull(row, 'waiting_until'),
      changedAt: text(row, 'changed_at'),
      report: textOrNull(row, 'report'),
    }));
  }

  /** A second call does nothing. */
  close(): void {
    this.database.close();
  }
}

function sentItemOf(row: Row): SentItem {
  return {
    sha256: text(row, 'sha256'),
    mediaId: text(row, 'media_id'),
    filename: text(row, 'filename'),
    nameThere: textOrNull(row, 'name_there'),
  };
}

/**
 * Opens or creates the journal. A damaged file is set aside under a name with `at` (ISO 8601) and begun again: what is at
 * Google is found there again, and the same bytes are never made twice. Problems: `data-folder-unusable`, `restore-busy`.
 */
export function openRestoreJournal(file: string, at: string): Result<RestoreJournal> {
  const opened = expected(() => openFile(file));
  if (opened.ok || opened.problem.code !== 'catalog-damaged') return opened;
  return expected(() => {
    setCatalogAside(file, at);
    return openFile(file);
  });
}

function openFile(file: string): RestoreJournal {
  const database = new CatalogDatabase(file);
  try {
    // NORMAL: what a power cut makes us forget is sent again, and the same bytes are one item at Google.
    database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.execute(journalSchema);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
  return new RestoreJournal(database);
}
