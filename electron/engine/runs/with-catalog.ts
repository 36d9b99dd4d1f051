import { existsSync } from 'node:fs';
import { problem } from '../../contract/problem.ts';
import { failed, type Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';
import { type EngineDeps, type EngineDestination, kindsOf } from './engine-deps.ts';

/** Works with what the catalog of a backup folder knows, outside of a run. Problem: `restore-nothing-stored`. */
export function withCatalog<T>(
  deps: EngineDeps,
  { identity }: EngineDestination,
  work: (catalog: Catalog) => Promise<Result<T>>,
): Promise<Result<T>> {
  const file = catalogFile(deps.dataFolder, identity);
  if (!existsSync(file)) return Promise.resolve(failed(problem('restore-nothing-stored')));
  const opened = openCatalog(file, kindsOf(deps));
  if (!opened.ok) return Promise.resolve(opened);
  return work(opened.value).finally(() => opened.value.close());
}
