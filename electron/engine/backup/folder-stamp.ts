import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { ProblemError } from '../../contract/problem.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import type { Destination } from '../destination/identity.ts';
import { stampFile } from '../destination/layout.ts';
import { type FolderStamp, readStamp, writeStamp } from '../destination/stamp.ts';

interface StampDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly now: () => Date;
}

/*
 * The order, of which a kill may leave any part (compare-stamps.ts understands each): the catalog notes the id that it
 * begins, the folder is told, the run works; the catalog takes the id for its state, the snapshot with it lies in the folder,
 * the folder is told that this state is whole, the catalog notes the end.
 */

/** A run begins to write: whoever finds the folder in the middle knows that it may hold more than any catalog says. */
export async function beginStamp(deps: StampDeps, run: number): Promise<void> {
  const { stamps } = deps.catalog;
  const id = randomUUID();
  stamps.begin(id);
  await write(deps, run, { id, ...author(deps, run) });
}

/** What the catalog says now is a state of its own: the copies of it that go into the folder carry its id. */
export function advanceStamp({ catalog, destination, now }: StampDeps, run: number): void {
  const { stamps } = catalog;
  const id = stamps.writing();
  if (id === null || stamps.knows(id)) return;
  const before = Math.max(stamps.current()?.generation ?? 0, readStamp(destination.path)?.generation ?? 0);
  stamps.advance({ id, generation: before + 1, ...author({ now }, run) });
}

/** The folder is as this run leaves it, and the copy of the catalog in it says so. Throws a ProblemError. */
export async function endStamp(deps: StampDeps, run: number): Promise<void> {
  const { stamps } = deps.catalog;
  if (stamps.writing() === null) return;
  await write(deps, run, null);
  stamps.end();
}

async function write(deps: StampDeps, run: number, writing: FolderStamp['writing']): Promise<void> {
  const { destination, catalog } = deps;
  const state = catalog.stamps.current() ?? { id: null, generation: 0, ...author(deps, run) };
  try {
    await writeStamp(destination.path, { format: 1, ...state, writing });
  } catch (thrown) {
    throw new ProblemError(fsProblem(thrown, stampFile));
  }
}

function author({ now }: Pick<StampDeps, 'now'>, run: number) {
  return { machine: hostname().slice(0, 255), run, at: now().toISOString() };
}
