import type { FolderHealth } from '../../contract/coverage/coverage-models.ts';
import type { Catalog } from '../catalog/catalog.ts';

/** What is known to be wrong in the backup folder until it is mended, and how much of it was read again. */
export function folderHealth({ findings, fileHealth }: Pick<Catalog, 'findings' | 'fileHealth'>): FolderHealth {
  const { faults, since } = findings.counts();
  const { missing, changed, cut, unreadable } = faults;
  return { missing, changed, cut, unreadable, since, ...fileHealth.verified() };
}
