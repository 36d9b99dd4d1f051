import { existsSync } from 'node:fs';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { CatalogDatabase } from '../catalog/database/catalog-database.ts';
import { expected } from '../catalog/database/open-database.ts';

/** The right to send; the system gives it back when the process dies, however it dies. */
export interface RestoreLock {
  readonly release: () => void;
}

/**
 * Takes the right to send: one restore at a time. Problem: `restore-busy`. {@link isRestoreOn} of another process stands in
 * the way for less than a moment, which is waited for.
 */
export function lockRestores(file: string): Result<RestoreLock> {
  const taken = expected(() => {
    const database = new CatalogDatabase(file);
    try {
      database.execute('PRAGMA busy_timeout = 1000; BEGIN EXCLUSIVE');
      return database;
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  });
  if (taken.ok) return ok({ release: () => taken.value.close() });
  return taken.problem.code === 'destination-busy' ? failed(problem('restore-busy')) : taken;
}

/**
 * Has somebody the right to send? Looks without taking it: any number may look at once, and none is told that a restore is
 * on because another one looks.
 */
export function isRestoreOn(file: string): boolean {
  if (!existsSync(file)) return false;
  const looked = expected(() => {
    const database = new CatalogDatabase(file);
    try {
      database.execute('PRAGMA busy_timeout = 0');
      database.get('SELECT count(*) FROM sqlite_schema');
    } finally {
      database.close();
    }
  });
  return !looked.ok && looked.problem.code === 'destination-busy';
}
