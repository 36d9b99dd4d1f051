import { randomUUID } from 'node:crypto';
import { ProblemError } from '../../contract/problem.ts';
import type { CatalogAsset } from '../catalog/assets/asset-row.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { copyInside, entryInside, removeInside, syncFileInside } from '../destination/fence-entries.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath, stagingFolder } from '../destination/layout.ts';
import { restoreFile } from '../destination/restore-file.ts';
import { sha256Inside } from '../destination/same-content.ts';

interface HealingDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/**
 * Puts photos that are missing or damaged right from copies in the folders of albums, where there is one with the very
 * bytes that were stored: it need not be fetched, and nobody need look for its export. Throws a ProblemError when the disk
 * takes nothing.
 */
export async function healFromAlbums(deps: HealingDeps): Promise<void> {
  const { catalog, signal } = deps;
  for (const { assetId, copies, hardLinks } of catalog.findings.shownInAlbums()) {
    for (const copy of copies) {
      signal.throwIfAborted();
      const asset = catalog.assets.withId(assetId);
      if (asset !== null && (await healFrom(asset, copy, hardLinks, deps))) break;
    }
  }
}

async function healFrom(
  asset: CatalogAsset,
  copy: string,
  hardLinks: readonly string[],
  { destination, catalog, now }: HealingDeps,
): Promise<boolean> {
  const { path: root } = destination;
  const { id, path, sha256, mtime } = asset;
  if (!(await holds(root, copy, sha256))) return false;
  const staged = `${stagingFolder}/${randomUUID()}.copy`;
  try {
    await copyInside(root, copy, staged);
    await syncFileInside(root, staged);
    // A disk that gave the right bytes once need not have done so while they were copied.
    if (!(await holds(root, staged, sha256))) return false;
    const stagedPath = absolutePath(root, staged);
    const takenAt = mtime === null ? null : new Date(mtime);
    const restored = await restoreFile(destination, { stagedPath, path, sha256, takenAt, hardLinks });
    if (!restored.ok) throw new ProblemError(restored.problem);
    if (restored.value === 'in the way') return false;
    catalog.assets.recordVerification(id, 'intact', now().toISOString());
    const found = await entryInside(root, path);
    if (found !== null) catalog.assets.recordTime(id, found.mtimeMs);
    return true;
  } finally {
    await removeInside(root, staged).catch(() => undefined);
  }
}

async function holds(root: string, path: string, sha256: string): Promise<boolean> {
  return (await sha256Inside(root, path).catch(() => null)) === sha256;
}
