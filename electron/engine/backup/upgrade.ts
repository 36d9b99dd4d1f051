import type { ClipBeforePhoto, CopyWithOriginal, ReplacedAsset } from '../catalog/assets/copies.ts';
import { collisionKey } from '../destination/names.ts';
import { quarantineCandidates } from '../destination/quarantine.ts';
import { isEndOf } from './contained-clip.ts';
import { type RelocationDeps, type RelocationRequest, relocate } from './relocation.ts';

interface UpgradeDeps extends RelocationDeps {
  readonly signal: AbortSignal;
}

/**
 * Lets whole files take the place of damaged copies, and their names, as {@link upgradeCopies} does with originals. Throws a ProblemError
 * when the disk fails.
 */
export async function replaceDamaged({ signal, ...deps }: UpgradeDeps): Promise<void> {
  const asked = new Set<number>();
  const { copies } = deps.catalog;
  for (let open = copies.replaced(); !signal.aborted; open = copies.replaced()) {
    const fresh = open.filter(({ copy }) => !asked.has(copy.id));
    if (fresh.length === 0) return;
    for (const { copy } of fresh) asked.add(copy.id);
    await relocate(deps, fresh.map(quarantinePlan));
    await relocate(deps, fresh.flatMap(namePlan));
  }
}

/** The whole one was put beside the damaged one, under a number: now its name is free. What has it meanwhile, keeps it. */
function namePlan({ copy, original, successor }: ReplacedAsset): readonly RelocationRequest[] {
  if (successor === null) return [];
  const candidates = [copy.path, successor.path].map((path) => ({ path, key: collisionKey(path) }));
  const body = { kind: 'move', taken: successor.taken, wantedPath: copy.path } as const;
  return [{ assetId: original, candidates: () => candidates, body }];
}

/**
 * Lets originals take the place of their API copies: the copies' items and albums show the original from then on, and the
 * copies' files go to quarantine, where nothing is ever removed. Throws a ProblemError when the disk fails.
 */
export async function upgradeCopies({ signal, ...deps }: UpgradeDeps): Promise<void> {
  const { copies } = deps.catalog;
  // Clips are recognised by their photos, which have been recognised by then.
  for (const _round of ['photos and films', 'clips']) {
    for (let page = copies.withOriginals(0); page !== null; page = copies.withOriginals(page.last)) {
      if (signal.aborted) return;
      await relocate(deps, page.found.map(quarantinePlan));
    }
  }
}

/**
 * A clip that came before its photo was stored as a film of its own; when the photo holds it, byte for byte, the photo shows
 * it from now on and the clip's own file goes to quarantine. Throws a ProblemError when the disk fails.
 */
export async function retireContainedClips({ signal, ...deps }: UpgradeDeps): Promise<void> {
  const { copies } = deps.catalog;
  for (let after = 0; !signal.aborted; ) {
    const page = copies.clipsBeforePhotos(after);
    const contained: ClipBeforePhoto[] = [];
    for (const clip of page) {
      if (await isEndOf(deps.destination, clip.photoPath, clip.content)) contained.push(clip);
    }
    await relocate(deps, contained.map(quarantinePlan));
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.copy.id;
  }
}

function quarantinePlan({ copy, original }: CopyWithOriginal): RelocationRequest {
  return {
    assetId: copy.id,
    candidates: () => quarantineCandidates(copy.path),
    body: { kind: 'quarantine', replacedBy: original },
  };
}
