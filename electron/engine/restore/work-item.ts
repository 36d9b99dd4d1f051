import type { Row } from '../catalog/database/catalog-database.ts';
import { number, text, textOrNull } from '../catalog/database/row.ts';
import type { FactsToEmbed } from '../media/embedding/facts-to-embed.ts';

/**
 * `due`: to be sent. `there`: it was at Google before. `made`: this restore sent it. `unaccepted`: Google takes no such
 * files. `failed`: its problem says why.
 */
export const workStates = ['due', 'there', 'made', 'unaccepted', 'failed'] as const;
export type WorkState = (typeof workStates)[number];

/** One photo or film of a restore. */
export interface WorkItem {
  readonly n: number;
  readonly sha256: string;
  /** Within the destination, or absolute for a file of the person's own. */
  readonly path: string;
  readonly bytes: number;
  readonly mimeType: string;
  /** As it is sent. */
  readonly filename: string;
  readonly description: string | null;
  /** What is written into the copy that is sent; null when the original itself is. */
  readonly facts: FactsToEmbed | null;
  /** When it was taken, in seconds since 1970; null when nobody knows. */
  readonly moment: number | null;
  /** How often Google has failed on it, and how often it has refused it. */
  readonly tries: number;
  readonly rejections: number;
}

/** An item to be sent, and its bytes when they are at Google already. */
export interface DueWork extends WorkItem {
  readonly uploaded: { readonly token: string /** Epoch milliseconds. */; readonly at: number } | null;
}

/** An album of a restore. */
export interface AlbumWork {
  /** Its number in the journal. */
  readonly album: number;
  readonly title: string;
}

/** What is to be added. */
export interface NewWork extends Omit<WorkItem, 'n' | 'tries' | 'rejections'> {
  readonly asset: number | null;
  readonly state: WorkState;
  /** JSON of the problem of one that failed. */
  readonly problem?: string;
}

/** The tables of a work list, which go with the connection. */
export const workSchema = `
DROP TABLE IF EXISTS temp.work;
DROP TABLE IF EXISTS temp.album_work;
DROP TABLE IF EXISTS temp.album_member;
DROP TABLE IF EXISTS temp.seen_there;
CREATE TEMP TABLE work (
  n INTEGER PRIMARY KEY,
  asset INTEGER,
  sha256 TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mime_type TEXT NOT NULL,
  filename TEXT NOT NULL,
  description TEXT,
  facts TEXT,
  moment INTEGER,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  rejections INTEGER NOT NULL DEFAULT 0,
  problem TEXT
);
CREATE INDEX temp.work_state ON work (state, n);
CREATE INDEX temp.work_asset ON work (asset);
CREATE TEMP TABLE album_work (album INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TEMP TABLE album_member (album INTEGER NOT NULL, place INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (album, place));
CREATE TEMP TABLE seen_there (media_id TEXT PRIMARY KEY, filename TEXT NOT NULL, moment INTEGER);
`;

/** A row of `work`. */
function workItemOf(row: Row): WorkItem {
  const facts = textOrNull(row, 'facts');
  return {
    n: number(row, 'n'),
    sha256: text(row, 'sha256'),
    path: text(row, 'path'),
    bytes: number(row, 'bytes'),
    mimeType: text(row, 'mime_type'),
    filename: text(row, 'filename'),
    description: textOrNull(row, 'description'),
    facts: facts === null ? null : (JSON.parse(facts) as FactsToEmbed),
    moment: row['moment'] === null ? null : number(row, 'moment'),
    tries: number(row, 'tries'),
    rejections: number(row, 'rejections'),
  };
}

/** A row of `work` with what is pending of it. */
export function dueWorkOf(row: Row): DueWork {
  const token = textOrNull(row, 'token');
  return { ...workItemOf(row), uploaded: token === null ? null : { token, at: number(row, 'token_at') } };
}
