import type { FolderHealth } from '../../contract/coverage/coverage-models.ts';
import type { LibraryStatus } from '../../contract/models.ts';

/** What the catalog of a folder knows, without asking anybody. */
export type KnownLibrary = Omit<LibraryStatus, 'quota'>;

/**
 * What is known of all folders in use together: sums, the latest run, and the success that is longest ago, since then one of
 * them waits; none while one of them only had others. Null before the first run.
 */
export function inAllFolders(libraries: readonly KnownLibrary[]): KnownLibrary | null {
  const [first, ...more] = libraries;
  return first === undefined ? null : more.reduce(together, first);
}

function together(one: KnownLibrary, other: KnownLibrary): KnownLibrary {
  return {
    assets: one.assets + other.assets,
    bytes: one.bytes + other.bytes,
    albums: one.albums + other.albums,
    items: sums(one.items, other.items, ['wanted', 'stored', 'skipped', 'failed']),
    lastRun: later(one.lastRun, other.lastRun),
    lastSuccess: successOf(one, other),
    folder: healthOf(one.folder, other.folder),
    routes: [...one.routes, ...other.routes],
  };
}

function healthOf(one: FolderHealth, other: FolderHealth): FolderHealth {
  return {
    ...sums(one, other, ['missing', 'changed', 'cut', 'unreadable', 'verified']),
    since: earlier(one.since, other.since),
    lastVerifiedAt: earlier(one.lastVerifiedAt, other.lastVerifiedAt),
  };
}

function sums<K extends string>(
  one: Readonly<Record<K, number>>,
  other: Readonly<Record<K, number>>,
  keys: readonly K[],
): Record<K, number> {
  const entries = keys.map((key): [K, number] => [key, one[key] + other[key]]);
  return Object.fromEntries(entries) as Record<K, number>;
}

function later(one: KnownLibrary['lastRun'], other: KnownLibrary['lastRun']): KnownLibrary['lastRun'] {
  if (one === null || other === null) return one ?? other;
  return one.startedAt > other.startedAt ? one : other;
}

/** A folder with runs of which none was a success must not be hidden by another's. */
function successOf(one: KnownLibrary, other: KnownLibrary): string | null {
  const isWaiting = [one, other].some(({ lastRun, lastSuccess }) => lastRun !== null && lastSuccess === null);
  return isWaiting ? null : earlier(one.lastSuccess, other.lastSuccess);
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
