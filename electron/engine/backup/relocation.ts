import { type Problem, ProblemError } from '../../contract/problem.ts';
import type { PathCandidate } from '../catalog/assets/asset-paths.ts';
import type { Relocation, RelocationPlan } from '../catalog/assets/relocations.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination } from '../destination/identity.ts';
import { type FileMoveOutcome, relocateFiles } from '../destination/relocation-moves.ts';
import { endsEverything } from './problem-scope.ts';

export interface RelocationDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  /** A file could not be moved, and the next run tries again; the others are moved all the same. */
  readonly onProblem: (problem: Problem) => void;
}

/** A plan whose places can be proposed again from the first on: each place may turn out to hold an unknown file. */
export interface RelocationRequest extends Omit<RelocationPlan, 'candidates'> {
  /** Places for the file, the best first, without end; a move may also name the place where it is. */
  readonly candidates: () => Iterable<PathCandidate>;
}

/** How often a place may turn out to hold an unknown file before the relocation is given up until the next run. */
const mostAttempts = 100;
/** One round of plan, move and commit. */
const batchSize = 64;

/**
 * Brings stored files to other places: planned in the catalog, moved durably, committed. Returns where each asset lies
 * now; those that could not be moved are left out and lie where they lay. Throws a ProblemError when the disk fails.
 */
export async function relocate(
  deps: RelocationDeps,
  plans: readonly RelocationRequest[],
): Promise<ReadonlyMap<number, string>> {
  const places = new Map<number, string>();
  for (let from = 0; from < plans.length; from += batchSize) {
    await relocateBatch(deps, plans.slice(from, from + batchSize), places);
  }
  return places;
}

async function relocateBatch(
  deps: RelocationDeps,
  plans: readonly RelocationRequest[],
  places: Map<number, string>,
): Promise<void> {
  const occupied = new Map<number, Set<string>>();
  // A move that was begun and failed is made again by the next run, before it gets another way to go.
  let left = plans.filter(({ assetId }) => !deps.catalog.relocations.isOpen(assetId));
  for (let attempt = 0; left.length > 0 && attempt < mostAttempts; attempt += 1) {
    const planned = deps.catalog.relocations.plan(
      left.map((plan) => ({ ...plan, candidates: without(plan.candidates(), occupied.get(plan.assetId)) })),
    );
    const outcomes = await carryOut(deps, planned);
    for (const { assetId, to, kind } of outcomes) {
      if (kind === 'moved') places.set(assetId, to);
      if (kind === 'taken') occupied.set(assetId, (occupied.get(assetId) ?? new Set()).add(to));
    }
    left = left.filter(({ assetId }) =>
      outcomes.some((outcome) => outcome.assetId === assetId && outcome.kind === 'taken'),
    );
  }
}

/**
 * Ends relocations that a kill or a disk that failed left between plan and commit; what fails once more stays open. Before
 * anything else looks for files at their paths.
 */
export async function finalizeRelocations(deps: RelocationDeps): Promise<void> {
  const { relocations } = deps.catalog;
  for (let open = relocations.open(); open.length > 0; open = relocations.open(open.at(-1)?.assetId)) {
    await carryOut(deps, open);
  }
}

interface CarriedOut {
  readonly assetId: number;
  readonly to: string;
  readonly kind: FileMoveOutcome['kind'];
}

/** Moves what was planned; every plan is committed or dropped, except where the file may be in either place. */
async function carryOut(
  { destination, catalog, onProblem }: RelocationDeps,
  planned: readonly Relocation[],
): Promise<CarriedOut[]> {
  const moved = await relocateFiles(destination, planned);
  if (!moved.ok) throw new ProblemError(moved.problem);
  const pairs = planned.map((relocation, index) => ({ relocation, outcome: moved.value[index] }));
  catalog.relocations.commit(
    pairs.flatMap(({ relocation, outcome }) =>
      outcome?.kind === 'moved' ? [{ assetId: relocation.assetId, mtime: outcome.mtime }] : [],
    ),
  );
  const met: Problem[] = [];
  const carriedOut = pairs.map(({ relocation: { assetId, to }, outcome }) => {
    if (outcome === undefined) throw new Error('Every move is answered');
    const isBegun = outcome.kind === 'failed' && outcome.isBegun;
    if (outcome.kind !== 'moved' && !isBegun) catalog.relocations.drop(assetId);
    if (outcome.kind === 'failed') met.push(outcome.problem);
    return { assetId, to, kind: outcome.kind };
  });
  const stopping = met.find(stopsAllMoves);
  if (stopping !== undefined) throw new ProblemError(stopping);
  for (const one of met) onProblem(one);
  return carriedOut;
}

/** A link, a file in the place of a folder, a name that the disk refuses: each keeps one file where it lies. */
function stopsAllMoves(met: Problem): boolean {
  return endsEverything(met) || met.code === 'internal';
}

function* without<T extends { readonly path: string }>(candidates: Iterable<T>, left: ReadonlySet<string> | undefined) {
  for (const candidate of candidates) if (left?.has(candidate.path) !== true) yield candidate;
}
