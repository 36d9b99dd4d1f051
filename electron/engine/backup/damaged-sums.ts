import type { Catalog } from '../catalog/catalog.ts';
import { removeInside } from '../destination/fence-entries.ts';
import type { Destination } from '../destination/identity.ts';
import { sumsFile } from '../destination/layout.ts';
import { keepInQuarantine, setAsideNoFile } from '../destination/quarantine.ts';
import { isDamagedList } from '../destination/sums-state.ts';

/**
 * What is known to be damaged and can be made again is due. A checksum list of which a disk left so little that it no
 * longer looks like ours, or a link in its place, goes to quarantine, so that the next one gets its name; a list that a person keeps stays.
 */
export async function makeDamagedDue({
  destination,
  catalog,
  edits,
}: {
  readonly destination: Destination;
  readonly catalog: Catalog;
  /** Also what another program may have edited. */
  readonly edits: boolean;
}): Promise<void> {
  catalog.findings.markDue({ edits });
  const root = destination.path;
  const found = catalog.findings.paths('sums');
  const isSetAside = await Promise.all(found.map((path) => setAsideNoFile(root, path)));
  if (!found.includes(sumsFile) || isSetAside.includes(true)) return;
  if (!(await isDamagedList(root, sumsFile, catalog.assets.sums()))) return;
  if ((await keepInQuarantine(root, sumsFile)) === 'both') await removeInside(root, sumsFile);
}
