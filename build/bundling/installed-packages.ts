import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import * as z from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** A package in node_modules. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** As its author names it, an SPDX expression as a rule. */
  readonly license: string;
  /** Relative to the project, with forward slashes: `node_modules/sharp`. */
  readonly path: string;
}

/**
 * The packages `names` and everything they need at run time, as npm has installed it under `project` (absolute): each
 * once, in the order of their paths. Optional packages of other platforms are not there and left out; anything else
 * that is missing is an error.
 */
export async function installedWithDependencies(
  project: string,
  names: readonly string[],
): Promise<readonly InstalledPackage[]> {
  const found = new Map<string, InstalledPackage>();
  const waiting = names.map((name) => ({ name, from: project, isOptional: false }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = folderOf(next.name, next.from, project);
    if (folder === null) {
      if (next.isOptional) continue;
      throw new Error(`The package ${next.name} is not installed`);
    }
    const path = relative(project, folder).replaceAll(sep, '/');
    if (found.has(path)) continue;
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
    const { name, version, license = 'no licence named', dependencies, optionalDependencies } = manifest;
    found.set(path, { name, version, license, path });
    // npm lists an optional dependency under `dependencies` too in some manifests: optional wins.
    for (const wanted of Object.keys({ ...dependencies, ...optionalDependencies })) {
      waiting.push({ name: wanted, from: folder, isOptional: wanted in optionalDependencies });
    }
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Node's search: beside the package that asks, then upwards to the project. */
function folderOf(name: string, from: string, project: string): string | null {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (at === project || at === dirname(at)) return null;
  }
}
