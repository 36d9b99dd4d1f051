import type { Problem } from '../../../contract/problem.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { damageOf, openProblem, resolveAsset } from '../runs/problem-log.ts';
import type { CatalogAsset } from './asset-row.ts';

/**
 * Inside a transaction: whether bytes that came once more are damaged. Only those that were stored so can be: who brought
 * the others, or brings them now without a complaint, vouches for them. Google's own damaged copy is damaged wherever it turns up.
 */
export function judgeAgain(
  database: CatalogDatabase,
  found: { readonly runId: number; readonly asset: CatalogAsset; readonly damage: Problem | null; readonly at: string },
): boolean {
  const { runId, asset, damage, at } = found;
  const known = damageOf(database, asset.id);
  if (known === null) return false;
  if (damage === null && known === 'entry-kept-damaged') {
    resolveAsset(database, asset.id, at);
    return false;
  }
  if (damage !== null) openDamage(database, runId, asset, damage, at);
  return true;
}

/** Inside a transaction: notes what is wrong with the bytes of an asset, although they are, or will be, stored. */
export function openDamage(
  database: CatalogDatabase,
  run: number,
  { id, path }: Pick<CatalogAsset, 'id' | 'path'>,
  damage: Problem,
  at: string,
): void {
  openProblem(database, { problem: { ...damage, subject: path }, run, item: null, asset: id, at });
}
