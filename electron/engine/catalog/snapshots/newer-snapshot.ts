import { backup } from 'node:sqlite';
import { ok, type Result } from '../../../contract/result.ts';
import type { SourceKind } from '../../../contract/source-kinds.ts';
import { CatalogDatabase } from '../database/catalog-database.ts';
import { removeDatabase } from '../database/catalog-file.ts';
import { number } from '../database/row.ts';
import { problemOfSqlite } from '../database/sqlite-problems.ts';
import { type CatalogStamp, FolderStamps } from './folder-stamps.ts';
import { copyBetweenWrites, judgedCopy } from './snapshot.ts';

/** A catalog, the snapshot that came with its folder, and the kinds of sources that either may name. */
export interface CatalogPlace {
  readonly file: string;
  readonly snapshot: string;
  readonly kinds: readonly SourceKind[];
}

/** What took the place of a catalog's content. */
export interface TakenSnapshot {
  /** How many rows were left out because they led out of the backup folder. */
  readonly leftOut: number;
  /** How many stored files it names that the catalog did not. */
  readonly addedFiles: number;
  /** The state of the folder that it describes; null where it is older than stamps. */
  readonly stamp: CatalogStamp | null;
  /** When the catalog's own state was left, ISO 8601; null where that is not known. */
  readonly since: string | null;
  /** It continues what the catalog knew; else they have parted, and the catalog before is kept beside it. */
  readonly isContinued: boolean;
}

/**
 * Takes over what the snapshot in a folder says, judged, when that is not in the catalog yet; null when it is. `partly`: a
 * state that the catalog may know only in part. Wholly or not at all: what is there is overwritten by SQLite in one
 * transaction, so that others may have the catalog open, and no system has to move a file that is in use. Problems: those of
 * `restoreCatalog`.
 */
export async function takeNewerSnapshot(
  { file, snapshot, kinds }: CatalogPlace,
  partly: string | null,
): Promise<Result<TakenSnapshot | null>> {
  const candidate = `${file}.restoring`;
  try {
    const judged = judgedCopy(snapshot, candidate, kinds);
    if (!judged.ok) return judged;
    const news = await newsOf(candidate, file, partly);
    if (news === null) return ok(null);
    if (!news.isContinued) await overwrite(file, `${file}.replaced`);
    await overwrite(candidate, file);
    return ok({ ...news, ...judged.value });
  } catch (thrown) {
    const known = problemOfSqlite(thrown, file);
    if (known === null) throw thrown;
    return { ok: false, problem: known };
  } finally {
    removeDatabase(candidate);
  }
}

async function newsOf(
  candidate: string,
  file: string,
  partly: string | null,
): Promise<Omit<TakenSnapshot, 'leftOut'> | null> {
  const [theirs, own] = [new CatalogDatabase(candidate), new CatalogDatabase(file)];
  try {
    const [their, known] = [new FolderStamps(theirs), new FolderStamps(own)];
    const [stamp, before] = [their.current(), known.current()];
    if (stamp?.id !== partly && isKnown(their, known)) return null;
    return {
      stamp,
      since: before?.at ?? known.latestRun()?.startedAt ?? null,
      isContinued: isKnown(known, their),
      addedFiles: filesAdded(theirs, file),
    };
  } finally {
    theirs.close();
    own.close();
  }
}

/** Whether the present state of one catalog is in the history of the other; by runs, where a catalog is older than stamps. */
function isKnown(of: FolderStamps, to: FolderStamps): boolean {
  const stamp = of.current();
  if (stamp !== null) return to.knows(stamp.id);
  const run = of.latestRun();
  return run === null || to.hasRun(run);
}

function filesAdded(theirs: CatalogDatabase, file: string): number {
  theirs.run('ATTACH DATABASE ? AS own', file);
  const row = theirs.get(
    `SELECT count(*) AS files FROM main.asset WHERE state = 'stored'
       AND sha256 NOT IN (SELECT sha256 FROM own.asset WHERE state = 'stored')`,
  );
  return number(row ?? {}, 'files');
}

async function overwrite(from: string, to: string): Promise<void> {
  const source = new CatalogDatabase(from);
  try {
    await copyBetweenWrites(() => backup(source.connection, to));
  } finally {
    source.close();
  }
}
