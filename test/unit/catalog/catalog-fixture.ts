import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunReport } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import type { Result } from '../../../electron/contract/result.ts';
import type { RemoteItem } from '../../../electron/contract/source-items.ts';
import type { PathCandidate } from '../../../electron/engine/catalog/assets/asset-paths.ts';
import type { AssetFacts } from '../../../electron/engine/catalog/assets/asset-row.ts';
import { type Catalog, openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A point in time, `minute` minutes after the tests' beginning of time. */
export function at(minute: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
}

/** The value of an outcome that must be good. */
export function goodValue<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.detail ?? ''}`);
  return result.value;
}

/** Opens the catalog at `file`; it is closed when the test ends. */
export function opened(file: string): Catalog {
  const catalog = goodValue(openCatalog(file));
  onTestFinished(() => catalog.close());
  return catalog;
}

/** Its own catalog with one library source. */
export async function freshCatalog() {
  const file = join(await temporaryFolder(), 'catalog.sqlite');
  const catalog = opened(file);
  const source = catalog.sources.ensure('library', 'account-1', 'person@example.org');
  return { file, catalog, source };
}

/** Begins a run. */
export function begun(catalog: Catalog, sourceId: number, kind: 'quick' | 'full' = 'full'): number {
  return catalog.runs.begin({ sourceId, kind, dryRun: false, startedAt: at(0) });
}

/** The report of a run that came to its end. */
export function reportOf(run: number, changes: Partial<RunReport> = {}): RunReport {
  return {
    ...{ run, source: 'library', account: 'account-1', kind: 'full', dryRun: false, outcome: 'complete' },
    ...{ startedAt: at(0), finishedAt: at(5), problem: null },
    ...{ discovered: 0, stored: 0, present: 0, skipped: 0, failed: 0 },
    ...{ bytes: 0, apiRequests: 0, mediaRequests: 0, seconds: 300 },
    ...changes,
  };
}

/** A photo as a source shows it. */
export function seen(key: string, changes: Partial<RemoteItem> = {}): RemoteItem {
  return {
    key,
    filename: `${key}.JPG`,
    mimeType: 'image/jpeg',
    createdAt: '2023-08-01T10:00:00.000Z',
    width: 4032,
    height: 3024,
    description: null,
    readiness: 'ready',
    handle: { locator: `https://bytes.example/${key}`, staleAt: 1_000 },
    verbatim: JSON.stringify({ id: key }),
    ...changes,
  };
}

/** The facts of a content; `content` stands for its bytes. */
export function facts(content: string, changes: Partial<AssetFacts> = {}): AssetFacts {
  return {
    sha256: Buffer.from(content.padEnd(32, '.')).toString('hex').slice(0, 64),
    bytes: 1_000,
    mimeType: 'image/jpeg',
    takenLocal: '2023-08-01T12:00:00',
    zoneMinutes: 120,
    takenReason: 'exif',
    width: 4032,
    height: 3024,
    fidelity: 'api-copy',
    ...changes,
  };
}

/** `Photos/2023/08/<name>`, then `… (2)`, …, the way the destination proposes places. */
export function* places(name: string): Generator<PathCandidate, never> {
  for (let number = 1; ; number += 1) {
    const path = `Photos/2023/08/${number === 1 ? name : `${name} (${number})`}`;
    yield { path, key: path.toLowerCase() };
  }
}

/** Reserves a place for an item's content and commits it; returns the asset's id and path. */
export function stored(catalog: Catalog, run: number, itemId: number, content: string, name = content) {
  const request = { itemId, facts: facts(content), candidates: places(name) };
  const [reservation] = catalog.storage.reserve(run, [request], at(1));
  if (reservation?.kind !== 'reserved') throw new Error(`Not reserved but ${reservation?.kind}`);
  catalog.storage.commit(run, [{ assetId: reservation.assetId, itemId, storedAt: at(1), mtime: 1_700_000_000_000 }]);
  return reservation;
}

/** Records items of these keys, claims them, and returns their ids in the order of the keys. */
export function claimed(catalog: Catalog, source: number, run: number, keys: readonly string[]): readonly number[] {
  catalog.items.record(
    run,
    source,
    keys.map((key) => seen(key)),
    at(0),
  );
  const ids = new Map(catalog.transfers.claim(source, run, keys.length).map(({ key, id }) => [key, id]));
  return keys.map((key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`Item ${key} was not claimed`);
    return id;
  });
}

/** A problem after which the next run tries again. */
export const passing = problem('bytes-incomplete', { subject: 'A.JPG' });
