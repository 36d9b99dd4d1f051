import type { PathCandidate } from '../catalog/assets/asset-paths.ts';
import type { CopyWithOriginal } from '../catalog/assets/copies.ts';
import type { RelocationPlan } from '../catalog/assets/relocations.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination } from '../destination/identity.ts';
import { quarantineFolder } from '../destination/layout.ts';
import { collisionKey, splitExtension } from '../destination/names.ts';
import { relocate } from './relocation.ts';

interface UpgradeDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly signal: AbortSignal;
}

/**
 * Lets originals take the place of their API copies: the copies' items and albums show the original from then on, and the
 * copies' files go to quarantine, where nothing is ever removed. Throws a ProblemError when the disk fails.
 */
export async function upgradeCopies({ destination, catalog, signal }: UpgradeDeps): Promise<void> {
  // Clips are recognised by their photos, which have been recognised by then.
  for (const _round of ['photos and films', 'clips']) {
    for (let page = catalog.copies.withOriginals(0); page !== null; page = catalog.copies.withOriginals(page.last)) {
      if (signal.aborted) return;
      await relocate({ destination, catalog }, page.found.map(quarantinePlan));
    }
  }
}

function quarantinePlan({ copy, original }: CopyWithOriginal): RelocationPlan {
  return {
    assetId: copy.id,
    candidates: quarantineCandidates(copy.path),
    body: { kind: 'quarantine', replacedBy: original },
  };
}

/** `.afterimage/quarantine/Photos/2023/08/IMG_0001.JPG`, `… (2).JPG`, … */
function* quarantineCandidates(path: string): Generator<PathCandidate> {
  const [stem, ending] = splitExtension(`${quarantineFolder}/${path}`);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? `${stem}${ending}` : `${stem} (${number})${ending}`;
    yield { path: candidate, key: collisionKey(candidate) };
  }
}
