import { hash } from 'node:crypto';
import { type Problem, problem } from '../../contract/problem.ts';
import type { FinalizedSidecar, RememberedSidecars, SidecarDue, SidecarFile } from '../catalog/assets/sidecars.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { NameRoom } from '../destination/candidates.ts';
import type { Destination } from '../destination/identity.ts';
import { type SidecarBatch, sidecarBatch, writeSidecar } from '../destination/sidecar.ts';
import { noFileInItsPlace } from '../destination/sidecar-state.ts';
import type { PolicyOf } from '../sources/source-policy.ts';
import type { WithheldLines } from './checksum-list.ts';
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
  /** Of this finalizing; absent: on its own. */
  readonly withheld?: WithheldLines;
}

/** Sidecars that are looked at side by side; most photos need none. A page of them keeps the thread for some 10 ms. */
const sidecarsAtOnce = 100;
/** A clip follows its photo one round later; what is left then waits for the next run. */
const mostRounds = 3;

/**
 * Brings the dates, places and sidecars of stored photos up to date with what is said about them. Returns how many items
 * were brought up to date; what could not be stays due.
 */
export async function finalizeSidecars(given: SidecarDeps): Promise<number> {
  const deps: Finalizing = { ...given, edited: new Set() };
  let finalized = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const count = await finalizeRound(deps);
    finalized += count;
    if (count === 0) break;
  }
  tellEdited(deps);
  return finalized;
}

/** With the paths of the photos whose sidecars a person changed. */
interface Finalizing extends SidecarDeps {
  readonly edited: Set<string>;
}

/** One page of them. */
interface FinalizingPage extends Finalizing {
  readonly batch: SidecarBatch;
}

/** Once for all of them: whoever edits in another program edits many. */
function tellEdited({ edited, onProblem }: Finalizing): void {
  const [first] = edited;
  if (first === undefined) return;
  const others = edited.size === 1 ? {} : { detail: `${edited.size} sidecars` };
  onProblem(problem('sidecar-edited', { subject: `${first}.xmp`, ...others }));
}

async function finalizeRound(deps: Finalizing): Promise<number> {
  const { catalog, signal } = deps;
  let count = 0;
  for (let after = 0; ; ) {
    if (signal.aborted) return count;
    const due = catalog.sidecars.due({ limit: sidecarsAtOnce, after });
    const finalized = await finalizePage(due, { ...deps, batch: sidecarBatch(deps.destination.path) });
    catalog.sidecars.markSettled(finalized);
    resolveFindings(due, finalized, deps);
    count += finalized.length;
    if (due.length < sidecarsAtOnce) return count;
    after = due.at(-1)?.itemId ?? after;
  }
}

function resolveFindings(
  due: readonly SidecarDue[],
  finalized: readonly FinalizedSidecar[],
  { catalog, now }: Finalizing,
): void {
  const done = new Set(finalized.map(({ itemId }) => itemId));
  const assets = due.filter(({ itemId }) => done.has(itemId)).map(({ assetId }) => assetId);
  for (const assetId of new Set(assets)) catalog.findings.resolve({ thing: 'sidecar', assetId }, now().toISOString());
}

async function finalizePage(due: readonly SidecarDue[], deps: FinalizingPage): Promise<readonly FinalizedSidecar[]> {
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
  deps: FinalizingPage,
): Promise<readonly FinalizedSidecar[]> {
  const { metadata, taken } = reconciled;
  const xmp = deps.policyOf(metadata.source).xmp({ description: metadata.takeout.description, taken, reconciled });
  if (xmp === null) return items.map(({ itemId, revision }) => ({ itemId, revision, hash: null, file: null }));
  const photo = { id: metadata.id, path };
  const kept = await keepSidecar(photo, xmp, deps.catalog.sidecars.written(metadata.id), deps);
  return kept === null ? [] : items.map((item) => finalizedItem(item, kept));
}

/** The sidecar that lies there by now, when it is ours and up to date. */
interface KeptSidecar {
  readonly hash: string;
  readonly file: SidecarFile | null;
}

/** `not ours`: another one lies there and stays. Null when there was a problem, or a finding stays. */
async function keepSidecar(
  { id, path }: { readonly id: number; readonly path: string },
  xmp: string,
  known: RememberedSidecars,
  { destination, catalog, now, onProblem, edited, batch }: FinalizingPage,
): Promise<KeptSidecar | 'not ours' | null> {
  let file: SidecarFile | null = null;
  const keepFile = (made: SidecarFile): void => {
    file = made;
  };
  const outcome = await writeSidecar(destination, path, xmp, { ...known, keepFile }, batch);
  if (!outcome.ok) {
    onProblem(outcome.problem);
    return null;
  }
  if (outcome.value === 'in the way') {
    const found = { fault: 'missing', path: `${path}.xmp`, detail: noFileInItsPlace } as const;
    catalog.findings.record({ subject: { thing: 'sidecar', assetId: id }, ...found, at: now().toISOString() });
    return null;
  }
  if (outcome.value === 'edited') edited.add(path);
  const isOurs = outcome.value === 'written' || outcome.value === 'unchanged';
  return isOurs ? { hash: hash('sha256', xmp), file } : 'not ours';
}

/** What was not written does not change what is known of it: that is the proof that somebody else did. */
function finalizedItem(
  { itemId, revision, sidecarHash, sidecarFile }: SidecarDue,
  kept: KeptSidecar | 'not ours',
): FinalizedSidecar {
  const known = { hash: sidecarHash, file: sidecarFile };
  return { itemId, revision, ...(kept === 'not ours' ? known : kept) };
}

async function finalizeOneByOne(
  due: readonly SidecarDue[],
  deps: FinalizingPage,
): Promise<readonly FinalizedSidecar[]> {
  const finalized: FinalizedSidecar[] = [];
  const before = due[0] === undefined ? null : deps.catalog.sidecars.written(due[0].assetId);
  const known = { hashes: new Set(before?.hashes), files: [...(before?.files ?? [])] };
  for (const item of due) {
    const outcome = await finalizeSidecar(item, known, deps);
    if (outcome === null) continue;
    finalized.push(outcome);
    // The next item may write over what this one wrote.
    if (outcome.hash !== null) known.hashes.add(outcome.hash);
    if (outcome.file !== null) known.files.push(outcome.file);
  }
  return finalized;
}

/** Null when there was a problem, and the sidecar stays due. */
async function finalizeSidecar(
  due: SidecarDue,
  known: RememberedSidecars,
  deps: FinalizingPage,
): Promise<FinalizedSidecar | null> {
  const { description } = due;
  const xmp = deps.policyOf(due.source).xmp({ description, taken: due, reconciled: null });
  // A description that was removed at Google stays here: absence is no reason to take something away.
  if (xmp === null) return finalizedItem(due, 'not ours');
  const kept = await keepSidecar({ id: due.assetId, path: due.assetPath }, xmp, known, deps);
  return kept === null ? null : finalizedItem(due, kept);
}
