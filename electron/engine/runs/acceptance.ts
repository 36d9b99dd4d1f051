import { message } from '../../contract/messages/message.ts';
import { type Problem, problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { finalize } from '../backup/finalize.ts';
import { writeFolderSnapshot } from '../backup/folder-snapshot.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { openInside } from '../destination/fence-entries.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import { type Destination, openDestination } from '../destination/identity.ts';
import { lockDestination } from '../destination/lock.ts';
import { probeDestination } from '../destination/probe.ts';
import { sha256Inside } from '../destination/same-content.ts';
import { noFacts } from '../media/media-facts.ts';
import { sniffMedia } from '../media/media-type.ts';
import { fileAccess } from '../media/random-access.ts';
import { readFacts } from '../media/read-facts.ts';
import { policyIn } from '../sources/source-policies.ts';
import { type EngineDeps, type EngineDestination, sourcesOf } from './engine-deps.ts';
import { pathWithin } from './path-within.ts';
import { logLock, openLoggedCatalog } from './run-log.ts';

/** A file whose present content is what belongs there from now on. */
export interface AcceptedFile {
  /** Relative to the destination. */
  readonly path: string;
  readonly sha256: string;
  /** Whether it was another content before. */
  readonly isNew: boolean;
}

/**
 * Takes the present content of a stored photo for the right one: a person edited it on purpose. Catalog, checksum list and
 * sidecar follow. Problems: `entry-unknown`, `file-is-another`, `file-empty`, those of the destination.
 */
export async function acceptFile(
  deps: EngineDeps,
  place: EngineDestination,
  file: string,
): Promise<Result<AcceptedFile>> {
  const path = await pathWithin(place.path, file);
  if (path === null) return failed(notAccepted(file));
  const destination = await openDestination(place.path, place.identity);
  if (!destination.ok) return destination;
  const lock = logLock(await lockDestination(destination.value, deps.now), deps.log);
  if (!lock.ok) return lock;
  try {
    const opened = await openLoggedCatalog(destination.value, catalogFile(deps.dataFolder, place.identity), deps);
    if (!opened.ok) return opened;
    const { catalog, snapshotRefused } = opened.value;
    try {
      const accepted = await accept(destination.value, catalog, path, deps);
      if (!accepted.ok) return accepted;
      const brought = await bringUpToDate(destination.value, catalog, deps);
      if (!brought.ok) return brought;
      await writeFolderSnapshot({
        destination: destination.value,
        catalog,
        now: deps.now(),
        isRefused: snapshotRefused,
      });
      return accepted;
    } finally {
      catalog.close();
    }
  } finally {
    lock.value.release();
  }
}

function notAccepted(subject: string): Problem {
  return problem('entry-unknown', { subject, wayOut: message('way-out.accept-a-photo') });
}

async function accept(
  destination: Destination,
  catalog: Catalog,
  path: string,
  { now }: EngineDeps,
): Promise<Result<AcceptedFile>> {
  const asset = catalog.assets.atPath(path);
  if (asset === null) return failed(notAccepted(path));
  try {
    const sha256 = await sha256Inside(destination.path, path);
    const at = now().toISOString();
    if (sha256 === asset.sha256) {
      catalog.assets.recordVerification(asset.id, 'intact', at);
      return ok({ path, sha256, isNew: false });
    }
    const facts = await factsOf(destination, path, now());
    if (facts.bytes === 0) return failed(problem('file-empty', { subject: path }));
    const taken = catalog.assets.acceptContent(asset.id, { sha256, ...facts, at });
    return taken ? ok({ path, sha256, isNew: true }) : failed(problem('file-is-another', { subject: path }));
  } catch (thrown) {
    return failed(fsProblem(thrown, path));
  }
}

async function factsOf({ path: root }: Destination, path: string, now: Date) {
  const file = await openInside(root, path);
  try {
    const { size, mtimeMs } = await file.stat();
    const access = fileAccess(file, size);
    const type = sniffMedia(await access.read(0, 4_096));
    const { pixels } = type === null ? noFacts : await readFacts(access, type, now).catch(() => noFacts);
    const { width = null, height = null } = pixels ?? {};
    return { bytes: size, mtime: mtimeMs, mimeType: type?.mime ?? null, width, height };
  } finally {
    await file.close();
  }
}

async function bringUpToDate(destination: Destination, catalog: Catalog, deps: EngineDeps): Promise<Result<void>> {
  const probed = await probeDestination(destination.path, { dataFolder: deps.dataFolder });
  if (!probed.ok) return probed;
  try {
    await finalize({
      ...{ destination, catalog, now: deps.now },
      view: catalog.albumViews.presentKind() ?? probed.value.albumView,
      room: { maxNameBytes: probed.value.maxNameBytes },
      policyOf: policyIn(sourcesOf(deps)),
      signal: new AbortController().signal,
      // The photo is accepted whatever they are; the next run meets them again.
      onProblem: () => undefined,
    });
    return ok(undefined);
  } catch (thrown) {
    return failed(problemOf(thrown));
  }
}
