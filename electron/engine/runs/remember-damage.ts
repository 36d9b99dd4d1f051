import { createHash } from 'node:crypto';
import { ProblemError, problem, problemOf } from '../../contract/problem.ts';
import { ok } from '../../contract/result.ts';
import { isStillThat, PhotoVerification } from '../backup/photo-verification.ts';
import { watchForWriters } from '../backup/writer-watch.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ContentHash } from '../destination/disk-threads.ts';
import { openFile } from '../destination/fence.ts';
import type { Destination } from '../destination/identity.ts';
import { hashFiles } from '../destination/scan.ts';
import type { EngineDeps, EngineDestination } from './engine-deps.ts';
import { withCatalog } from './with-catalog.ts';

/** Files that are looked at again: a disk that fails is a matter for a verification. */
export const mostDamaged = 1_000;

/**
 * Reads again what was not the file that the backup knows, at most {@link mostDamaged} of them, and records what is wrong with
 * it as a verification does, so that status, verify and repair tell of it. It holds no lock, and so makes way as soon as
 * somebody writes to the folder, or the signal is aborted. Whatever keeps something from being recorded is logged: the next
 * verification finds it, too.
 */
export async function rememberDamage(
  deps: EngineDeps,
  place: EngineDestination,
  destination: Destination,
  assets: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  if (assets.length === 0) return;
  try {
    const recorded = await withCatalog(deps, place, async (catalog) => {
      await record(catalog, destination, assets.slice(0, mostDamaged), deps, signal);
      return ok(undefined);
    });
    if (!recorded.ok) deps.log.warn('restore.damage-unrecorded', { problem: recorded.problem.code });
  } catch (thrown) {
    const { code, detail } = problemOf(thrown);
    deps.log.warn('restore.damage-unrecorded', { problem: code, detail });
  }
}

async function record(
  catalog: Catalog,
  destination: Destination,
  assets: readonly number[],
  { now, clock }: Pick<EngineDeps, 'now' | 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const busy = new ProblemError(problem('destination-busy'));
  const watch = await watchForWriters(destination, clock);
  if (watch === null) throw busy;
  const verification = new PhotoVerification({ catalog, now, destination });
  const files = assets.flatMap((id) => catalog.assets.withId(id) ?? []);
  for await (const read of hashFiles(destination, files, { threads: { hash: hashOf }, concurrency: 1, signal })) {
    if (await watch.hasBegun(true)) throw busy;
    if (isStillThat(catalog, read.file)) await verification.add(read);
  }
}

/** A few files are not worth a thread. */
async function hashOf(path: string, signal: AbortSignal): Promise<ContentHash> {
  const file = await openFile(path);
  const digest = createHash('sha256');
  let bytes = 0;
  // The stream closes the file.
  for await (const chunk of file.createReadStream({ signal }) as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: digest.digest('hex'), bytes };
}
