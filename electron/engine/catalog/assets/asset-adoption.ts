import type { CatalogDatabase } from '../database/catalog-database.ts';
import type { PathCandidate } from './asset-paths.ts';
import { type AssetFacts, assetColumns, assetOf, type CatalogAsset } from './asset-row.ts';
import { insertAsset, restoreItems } from './asset-storage.ts';

/** A file that was found in the destination, wholly read. */
export interface FoundFile {
  readonly facts: AssetFacts;
  /** Where it lies, with its collision key. */
  readonly place: PathCandidate;
  /** Of the file, in milliseconds since 1970. */
  readonly mtime: number;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * `adopted`: new to the catalog; an item with the same bytes will find it present. `known`: just where the catalog says.
 * `found-again`: it had been missing, perhaps from another path; its items are stored again. `duplicate`: the same
 * bytes are stored at the asset's path as well. `occupied`: the catalog says that other bytes, the asset's, lie here.
 */
export type Adoption =
  | { readonly kind: 'adopted' | 'known' | 'found-again'; readonly assetId: number }
  | { readonly kind: 'duplicate' | 'occupied'; readonly asset: CatalogAsset };

/**
 * Takes a file into the catalog that it finds in the destination: after the catalog was lost or restored, or when a
 * file came back. Leftover reservations must have been settled before.
 */
export function adoptFile(database: CatalogDatabase, file: FoundFile): Adoption {
  return database.transaction(() => {
    const adoption = adopt(database, file);
    if (adoption.kind === 'adopted' || adoption.kind === 'found-again') database.markChanged();
    return adoption;
  });
}

function adopt(database: CatalogDatabase, { facts, place, mtime, at }: FoundFile): Adoption {
  const known = assetBy(database, 'sha256', facts.sha256);
  if (known?.state === 'reserved') throw new Error('Reservations must be settled before files are adopted');
  const holder = assetBy(database, 'path_key', place.key);
  if (holder !== null && holder.sha256 !== facts.sha256) return { kind: 'occupied', asset: holder };
  if (known?.state === 'stored') {
    return holder === null ? { kind: 'duplicate', asset: known } : { kind: 'known', assetId: known.id };
  }
  const assetId = known?.id ?? insertAsset(database, facts, place);
  database.run(
    `UPDATE asset SET state = 'stored', path = ?, path_key = ?, wanted_path = NULL, replaced_by = NULL,
       stored_at = coalesce(stored_at, ?), mtime = ?,
       verified_at = ?, verified_outcome = 'intact' WHERE id = ?`,
    ...[place.path, place.key, at, mtime, at, assetId],
  );
  restoreItems(database, assetId, at);
  return { kind: known === null ? 'adopted' : 'found-again', assetId };
}

function assetBy(database: CatalogDatabase, column: 'sha256' | 'path_key', value: string): CatalogAsset | null {
  const row = database.get(`SELECT ${assetColumns} FROM asset WHERE ${column} = ?`, value);
  return row === undefined ? null : assetOf(row);
}
