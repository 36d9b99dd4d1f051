import { createHash } from 'node:crypto';
import { problemOf } from '../../contract/problem.ts';
import { ok } from '../../contract/result.ts';
import { PhotoVerification } from '../backup/photo-verification.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ContentHash } from '../destination/disk-threads.ts';
import { openFile } from '../destination/fence.ts';
import type { Destination } from '../destination/identity.ts';
import { hashFiles } from '../destination/scan.ts';
import type { EngineDeps, EngineDestination } from './engine-deps.ts';
import { withCatalog } from './with-catalog.ts';

/**
 * Reads again what was not the file that the backup knows, and records what is wrong with it as a verification does, so that
 * status, verify and repair tell of it. Whatever keeps it from being recorded is logged: the next verification finds it, too.
 */
export async function rememberDamage(
  deps: EngineDeps,
  place: EngineDestination,
  destination: Destination,
  assets: readonly number[],
): Promise<void> {
  if (assets.length === 0) return;
  try {
    const work = async (catalog: Catalog) => ok(await record(catalog, destination, assets, deps.now));
    const recorded = await withCatalog(deps, place, work);
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
  now: () => Date,
): Promise<void> {
  const verification = new PhotoVerification({ catalog, now, destination });
  const files = assets.flatMap((id) => catalog.assets.withId(id) ?? []);
  const reading = { threads: { hash: hashOf }, concurrency: 1, signal: new AbortController().signal };
  for await (const read of hashFiles(destination, files, reading)) await verification.add(read);
}

/** A few files are not worth a thread. */
async function hashOf(path: string): Promise<ContentHash> {
  const file = await openFile(path);
  const digest = createHash('sha256');
  let bytes = 0;
  // The stream closes the file.
  for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: digest.digest('hex'), bytes };
}
