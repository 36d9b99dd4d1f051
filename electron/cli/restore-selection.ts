import type { ItemFilter } from '../contract/item-filter.ts';
import { problem } from '../contract/problem.ts';
import type { RestoreSelection } from '../contract/restore-models.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { Engine, EngineDestination } from '../engine/engine.ts';

/** What a command line says of the photos that are to be restored or copied. */
export interface SelectionFlags {
  readonly album?: readonly string[];
  readonly year?: readonly string[];
  readonly search?: string;
  readonly missing?: boolean;
}

/** The photos that a command line means, with the albums by their ids. Problems: `usage`, `restore-nothing-stored`. */
export function selectionOf(
  engine: Engine,
  destination: EngineDestination,
  files: readonly string[],
  flags: SelectionFlags,
  items: ItemFilter | undefined,
): Result<RestoreSelection> {
  const years = flags.year === undefined ? null : yearsOf(flags.year);
  if (years === undefined) {
    return failed(problem('usage', { detail: '--year takes a year such as 2018, or years such as 2015-2018.' }));
  }
  const albums = flags.album === undefined ? ok(null) : albumsOf(engine, destination, flags.album);
  if (!albums.ok) return albums;
  return ok({
    albums: albums.value,
    years,
    search: flags.search ?? null,
    ...(items === undefined ? {} : { items }),
    files: files.length === 0 ? null : [...files],
    missing: flags.missing === true,
  });
}

/** Undefined when any of them cannot be read: what was meant by it would be missing without a word. */
function yearsOf(texts: readonly string[]): number[] | undefined {
  const years: number[] = [];
  for (const text of texts) {
    const [, first, last] = /^(\d{4})(?:-(\d{4}))?$/.exec(text) ?? [];
    if (first === undefined || Number(last ?? first) < Number(first)) return undefined;
    const from = Number(first);
    const length = Math.min(Number(last ?? first) - from + 1, 500);
    for (let index = 0; index < length; index += 1) years.push(from + index);
  }
  return years;
}

/** Albums of the backup by id or title. A title that several have means all of them. */
function albumsOf(engine: Engine, destination: EngineDestination, names: readonly string[]): Result<number[]> {
  const stored = engine.stored(destination);
  if (!stored.ok) return stored;
  if (stored.value === null) return failed(problem('restore-nothing-stored'));
  const library = stored.value;
  try {
    const ids: number[] = [];
    for (const name of names) {
      const found = library.albumsCalled(name);
      if (found.length === 0) {
        const unknown = problem('usage', { detail: `No album of the backup is called ${name}.` });
        return failed({ ...unknown, wayOut: 'See which there are: afterimage albums list --stored' });
      }
      ids.push(...found.map(({ id }) => id));
    }
    return ok(ids);
  } finally {
    library.close();
  }
}
