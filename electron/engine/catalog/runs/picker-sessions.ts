import type { Result } from '../../../contract/result.ts';
import { CatalogDatabase, type Row } from '../database/catalog-database.ts';
import { setCatalogAside } from '../database/catalog-file.ts';
import { expected } from '../database/open-database.ts';
import { number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';

/** On whose behalf, and for which folder, a session was made. Google shows it to this client alone. */
export interface SessionOwner {
  readonly account: string;
  readonly client: string;
  /** The destination's identity: only the holder of that folder's lock may touch the session. */
  readonly destination: string;
}

/**
 * `waiting`: the person has not pressed Done, as far as is known. `chosen`: what was chosen is being fetched. `kept`:
 * the run came to its end, but something could not be fetched yet.
 */
const sessionStates = ['waiting', 'chosen', 'kept'] as const;
export type SessionState = (typeof sessionStates)[number];

/** A picking session at Google that Afterimage has not deleted yet. */
export interface RememberedSession {
  readonly id: string;
  /** The album that its items go into; null for none. */
  readonly album: string | null;
  /** Items that the person wants to choose in all sessions of the selection; null for as many as they like. */
  readonly most: number | null;
  /** Place of this session in its selection, from 1. */
  readonly number: number;
  /** Items chosen in the sessions before it. */
  readonly chosenBefore: number;
  /** The most items that this session takes. */
  readonly ceiling: number;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly state: SessionState;
}

/**
 * The sessions that are open at Google, beyond the life of a process: what is not here cannot be found again, because
 * Google lists no sessions. They belong to an account and not to a catalog, so they have their own database that
 * several processes may use at once. What the disk causes is thrown as a ProblemError.
 */
export interface PickerSessionFile {
  /** The owner's sessions, in the order in which they were begun. */
  readonly of: (owner: SessionOwner) => readonly RememberedSession[];
  readonly remember: (owner: SessionOwner, session: RememberedSession) => void;
  readonly mark: (id: string, state: SessionState) => void;
  readonly forget: (id: string) => void;
  /** Forgets all sessions, whoever's, but the `most` that were begun last. */
  readonly forgetOldest: (most: number) => void;
  /** A second call does nothing. */
  readonly close: () => void;
}

/**
 * Opens or creates the memory of sessions. A damaged file is set aside under a name with `at` (ISO 8601) and begun
 * again: what it held ends on its own within days. Problems: `data-folder-unusable`, `destination-busy`.
 */
export function openPickerSessions(file: string, at: string): Result<PickerSessionFile> {
  const opened = expected(() => openSessions(file));
  if (opened.ok || opened.problem.code !== 'catalog-damaged') return opened;
  return expected(() => {
    setCatalogAside(file, at);
    return openSessions(file);
  });
}

function openSessions(file: string): PickerSessionFile {
  const database = new CatalogDatabase(file);
  try {
    // FULL: a session that a power cut makes us forget stays open at Google for days.
    database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    database.execute(`CREATE TABLE IF NOT EXISTS picker_session (
      place INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      account TEXT NOT NULL,
      client TEXT NOT NULL,
      destination TEXT NOT NULL,
      album TEXT,
      most INTEGER,
      number INTEGER NOT NULL,
      chosen_before INTEGER NOT NULL,
      ceiling INTEGER NOT NULL,
      expires_at TEXT NOT NULL,
      state TEXT NOT NULL
    ) STRICT`);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
  return sessionsIn(database);
}

function sessionsIn(database: CatalogDatabase): PickerSessionFile {
  return {
    of: ({ account, client, destination }) =>
      database
        .all(
          `SELECT id, album, most, number, chosen_before, ceiling, expires_at, state FROM picker_session
           WHERE account = ? AND client = ? AND destination = ? ORDER BY place`,
          ...[account, client, destination],
        )
        .map(sessionOf),
    remember: ({ account, client, destination }, session) => {
      database.run(
        `INSERT INTO picker_session (id, account, client, destination, album, most, number, chosen_before, ceiling,
           expires_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[session.id, account, client, destination, session.album, session.most, session.number],
        ...[session.chosenBefore, session.ceiling, session.expiresAt, session.state],
      );
    },
    mark: (id, state) => {
      database.run('UPDATE picker_session SET state = ? WHERE id = ?', state, id);
    },
    forget: (id) => {
      database.run('DELETE FROM picker_session WHERE id = ?', id);
    },
    forgetOldest: (most) => {
      database.run(
        'DELETE FROM picker_session WHERE place NOT IN (SELECT place FROM picker_session ORDER BY place DESC LIMIT ?)',
        most,
      );
    },
    close: () => database.close(),
  };
}

function sessionOf(row: Row): RememberedSession {
  return {
    id: text(row, 'id'),
    album: textOrNull(row, 'album'),
    most: numberOrNull(row, 'most'),
    number: number(row, 'number'),
    chosenBefore: number(row, 'chosen_before'),
    ceiling: number(row, 'ceiling'),
    expiresAt: text(row, 'expires_at'),
    state: oneOf(row, 'state', sessionStates),
  };
}
