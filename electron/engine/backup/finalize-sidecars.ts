import { hash } from 'node:crypto';
import type { Problem } from '../../contract/problem.ts';
import type { FinalizedSidecar, SidecarDue } from '../catalog/assets/sidecars.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { NameRoom } from '../destination/candidates.ts';
import type { Destination } from '../destination/identity.ts';
import { writeSidecar } from '../destination/sidecar.ts';
import type { PolicyOf } from '../sources/source-policy.ts';
import { type ReconciledAsset, reconcileAsset } from './reconcile-asset.ts';
import { relocate } from './relocation.ts';

export interface SidecarDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly room: NameRoom;
  readonly policyOf: PolicyOf;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onProblem: (problem: Problem) => void;
}

/** Sidecars that are looked at side by side; most photos need none. */
const sidecarsAtOnce = 250;
/** A clip follows its photo one round later; what is left then waits for the next run. */
const mostRounds = 3;

/**
 * Brings the dates, places and sidecars of stored photos up to date with what is said about them. Returns how many items
 * were brought up to date; what could not be stays due.
 */
export async function finalizeSidecars(deps: SidecarDeps): Promise<number> {
  let finalized = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const count = await finalizeRound(deps);
    finalized += count;
    if (count === 0) break;
  }
  return finalized;
}

async function finalizeRound(deps: SidecarDeps): Promise<number> {
  const { catalog, signal } = deps;
  let count = 0;
  for (let after = 0; ; ) {
    if (signal.aborted) return count;
    const due = catalog.sidecars.due({ limit: sidecarsAtOnce, after });
    const finalized = await finalizePage(due, deps);
    catalog.sidecars.markSettled(finalized);
    count += finalized.length;
    if (due.length < sidecarsAtOnce) return count;
    after = due.at(-1)?.itemId ?? after;
  }
}

async function finalizePage(due: readonly SidecarDue[], deps: SidecarDeps): Promise<readonly FinalizedSidecar[]> {
  // Items that show the same photo share its sidecar.
  const ofOnePhoto = [...Map.groupBy(due, ({ assetId }) => assetId).entries()];
  const usual: (readonly SidecarDue[])[] = [];
  const ofExports: { readonly items: readonly SidecarDue[]; readonly decision: ReconciledAsset }[] = [];
  for (const [assetId, items] of ofOnePhoto) {
    const metadata = deps.catalog.effectiveMetadata.of(assetId);
    const decision = metadata === null ? null : await reconcileAsset(metadata, deps);
    if (decision === null) usual.push(items);
    else ofExports.push({ items, decision });
  }
  const places = await relocate(
    deps,
    ofExports.flatMap(({ decision: { plan } }) => (plan === null ? [] : [plan])),
  );
  const finalized = await Promise.all([
    ...usual.map((items) => finalizeOneByOne(items, deps)),
    ...ofExports.map(({ items, decision }) => {
      const { metadata, plan } = decision;
      // What could not be moved (an unknown file is in the way again and again) stays due.
      if (plan !== null && !places.has(metadata.id)) return [];
      return finalizeExport(items, { ...decision, path: places.get(metadata.id) ?? metadata.path }, deps);
    }),
  ]);
  return finalized.flat();
}

/** One sidecar says all; items whose sidecar could not be written stay due. */
async function finalizeExport(
  items: readonly SidecarDue[],
  { path, ...reconciled }: ReconciledAsset & { readonly path: string },
  { destination, policyOf, onProblem }: SidecarDeps,
): Promise<readonly FinalizedSidecar[]> {
  const { metadata, taken } = reconciled;
  const xmp = policyOf(metadata.source).xmp({ description: metadata.takeout.description, taken, reconciled });
  if (xmp === null) return items.map(({ itemId, revision }) => ({ itemId, revision, hash: null }));
  const written = await writeSidecar(destination, path, xmp);
  if (!written.ok) {
    onProblem(written.problem);
    return [];
  }
  const digest = hash('sha256', xmp);
  return items.map(({ itemId, revision }) => ({ itemId, revision, hash: digest }));
}

async function finalizeOneByOne(due: readonly SidecarDue[], deps: SidecarDeps): Promise<readonly FinalizedSidecar[]> {
  const finalized: FinalizedSidecar[] = [];
  for (const item of due) {
    const outcome = await finalizeSidecar(item, deps);
    if (outcome !== null) finalized.push(outcome);
  }
  return finalized;
}

/** Null when there was a problem, and the sidecar stays due. */
async function finalizeSidecar(
  due: SidecarDue,
  { destination, policyOf, onProblem }: SidecarDeps,
): Promise<FinalizedSidecar | null> {
  const { itemId, revision, description } = due;
  const xmp = policyOf(due.source).xmp({ description, taken: due, reconciled: null });
  // A description that was removed at Google stays here: absence is no reason to take something away.
  if (xmp === null) return { itemId, revision, hash: due.sidecarHash };
  const written = await writeSidecar(destination, due.assetPath, xmp);
  if (written.ok) return { itemId, revision, hash: hash('sha256', xmp) };
  onProblem(written.problem);
  return null;
}
