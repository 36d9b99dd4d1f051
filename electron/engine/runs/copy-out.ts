import { isAbsolute, relative, resolve, sep } from 'node:path';
import { problem } from '../../contract/problem.ts';
import type { CopyLayout, CopyReport } from '../../contract/restore-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { openDestinationForReading } from '../destination/identity.ts';
import { realPathOf } from '../destination/suitability.ts';
import { copyPhotos } from '../restore/export-to.ts';
import { failureFile } from '../restore/failure-file.ts';
import type { EngineDeps } from './engine-deps.ts';
import { rememberDamage } from './remember-damage.ts';
import type { RestoreRequest } from './restore-run.ts';
import { withCatalog } from './with-catalog.ts';

/** What is to be copied onto another disk. */
export interface CopyOutRequest extends Pick<RestoreRequest, 'destination' | 'selection'> {
  readonly to: string;
  readonly layout: CopyLayout;
}

/** Copies a selection of the backup into a folder outside of it. Problems: `usage`, `restore-nothing-stored`. */
export async function copyOut(
  deps: EngineDeps,
  { destination, selection, to, layout }: CopyOutRequest,
  onProgress: (done: { readonly files: number; readonly bytes: number }) => void,
  signal: AbortSignal,
): Promise<Result<CopyReport>> {
  const place = await openDestinationForReading(destination.path, destination.identity);
  if (!place.ok) return place;
  const root = place.value.path;
  // A link may lead into the backup.
  const within = relative(await realPathOf(root), await realPathOf(resolve(to)));
  // A folder may be called "..copies".
  if (within !== '..' && !within.startsWith(`..${sep}`) && !isAbsolute(within)) {
    return failed(problem('usage', { detail: 'Copies go outside of the backup folder.' }));
  }
  const damaged = new Set<number>();
  const onDamaged = (asset: number) => damaged.add(asset);
  const copied = await withCatalog(deps, destination, async (catalog) =>
    ok(
      await copyPhotos(catalog, {
        ...{ root, to: resolve(to), layout, selection, onDamaged, onProgress, signal },
        failureFile: failureFile(deps, 'export-to'),
      }),
    ),
  );
  await rememberDamage(deps, destination, place.value, [...damaged], signal);
  return copied;
}
