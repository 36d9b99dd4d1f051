import type { Problem } from '../../contract/problem.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { PartState } from '../../contract/takeout-models.ts';
import { innerParts } from '../sources/takeout/archive/inner-parts.ts';
import { leaveOut, nothingLeftOut } from '../sources/takeout/archive/left-out.ts';
import { type OpenPart, openPart } from '../sources/takeout/archive/part.ts';
import { systemDisk } from '../sources/takeout/archive/part-file.ts';
import type { EngineDeps, EngineDestination } from './engine-deps.ts';
import { reading } from './takeout-library.ts';

/** What the backup knows of a part that lies on the disk, by its content. */
export interface PartImportStates {
  readonly path: string;
  /** Null when it was never given. */
  readonly state: PartState | null;
  /** Why it cannot be opened now. */
  readonly problem: Problem | null;
}

/** What the backup knows of parts, by their content; each is opened for that and closed again. */
export async function partImportStates(
  deps: EngineDeps,
  destination: EngineDestination,
  paths: readonly string[],
): Promise<Result<readonly PartImportStates[]>> {
  const fingerprints: { readonly path: string; readonly opened: Result<readonly string[]> }[] = [];
  const leftOut = await leaveOut(destination.path).catch(() => {
    // While its disk is unplugged, nothing of it can be read.
    return nothingLeftOut;
  });
  for (const path of paths) {
    const opened = await openPart(path, systemDisk, leftOut);
    fingerprints.push({ path, opened: opened.ok ? ok(await fingerprintsOf(opened.value)) : opened });
    if (opened.ok) await opened.value.close();
  }
  const unknown = fingerprints.map(({ path, opened }) => ({
    path,
    state: null,
    problem: opened.ok ? null : opened.problem,
  }));
  return reading(deps, destination, unknown, ({ takeout: { queries } }) =>
    fingerprints.map(({ path, opened }) => ({
      path,
      state: opened.ok ? stateOfAll(opened.value.map((one) => queries.stateOf(one))) : null,
      problem: opened.ok ? null : opened.problem,
    })),
  );
}

/** Of a part, or of the parts that lie packed in it. */
async function fingerprintsOf(part: OpenPart): Promise<readonly string[]> {
  const inner = await innerParts(part, new AbortController().signal);
  if (inner.length === 0) return [part.fingerprint];
  const found: string[] = [];
  for (const { path } of inner) {
    const opened = await openPart(path);
    if (!opened.ok) continue;
    found.push(opened.value.fingerprint);
    await opened.value.close();
  }
  return found;
}

/** An archive of archives is in the state of the one that has come least far. */
function stateOfAll(states: readonly (PartState | null)[]): PartState | null {
  const order = [null, 'arrived', 'broken', 'imported', 'replaced'] as const;
  return order.find((state) => states.includes(state)) ?? null;
}
