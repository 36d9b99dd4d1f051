import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Archives } from './archives.ts';
import { exportedPath } from './package-exports.ts';
import { bytesOf } from './reading.ts';

/** Who asks for a module, and how: `conditions` tell `import` from `require`. */
export type Asking = { readonly parentUrl: string | undefined; readonly conditions: readonly string[] };

type PackageFile = {
  readonly main?: unknown;
  readonly exports?: unknown;
  readonly imports?: unknown;
  readonly type?: unknown;
};

/** How Node reads a module. */
export type ModuleFormat = 'module' | 'commonjs' | 'json' | 'wasm' | 'addon';

const FORMATS: Readonly<Record<string, ModuleFormat>> = {
  mjs: 'module',
  cjs: 'commonjs',
  json: 'json',
  wasm: 'wasm',
  node: 'addon',
};

/**
 * Node's way from a specifier to a file, for modules in archives. Node itself asks the system, which knows no archive;
 * in Electron its loader is patched. As there, a package in an archive is looked for in that archive alone.
 */
export class ModulePaths {
  readonly #archives: Archives;

  constructor(archives: Archives) {
    this.#archives = archives;
  }

  /** The absolute path of a module in an archive; undefined when the question has nothing to do with archives. */
  resolve(specifier: string, asking: Asking): string | undefined {
    const parent = asking.parentUrl?.startsWith('file:') ? fileURLToPath(asking.parentUrl) : undefined;
    const path = absolutePath(specifier, parent);
    const isImport = !asking.conditions.includes('require');
    if (path !== undefined) {
      if (this.#archives.locate(path) === undefined) return undefined;
      return (isImport ? this.#fileAt(path) : this.#requiredAt(path)) ?? missing(specifier, parent, isImport);
    }
    if (parent === undefined || this.#archives.locate(parent) === undefined) return undefined;
    const found = specifier.startsWith('#')
      ? this.#ownImport(specifier, parent, asking)
      : this.#inPackages(specifier, parent, asking);
    return found ?? missing(specifier, parent, isImport);
  }

  /** How the module at an absolute path in an archive is to be read. */
  formatOf(path: string): ModuleFormat {
    const byName = FORMATS[/\.(\w+)$/.exec(path)?.[1] ?? ''];
    return byName ?? (this.#nearestPackage(path)?.content.type === 'module' ? 'module' : 'commonjs');
  }

  #inPackages(specifier: string, parent: string, asking: Asking): string | undefined {
    const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
    const top = this.#archives.locate(parent)?.archivePath ?? parent;
    for (let folder = dirname(parent); folder.startsWith(top); folder = dirname(folder)) {
      const home = join(folder, 'node_modules', name);
      if (!this.#isFolder(home)) continue;
      const { exports } = this.#packageIn(home) ?? {};
      if (exports === undefined || exports === null) return this.#requiredAt(join(home, rest));
      const inside = exportedPath(exports, `.${rest}`, asking.conditions);
      return inside === undefined ? undefined : this.#fileAt(join(home, inside));
    }
    return undefined;
  }

  #ownImport(specifier: string, parent: string, asking: Asking): string | undefined {
    const home = this.#nearestPackage(parent);
    const inside = home && exportedPath(home.content.imports ?? {}, specifier, asking.conditions);
    return home && inside !== undefined ? this.#fileAt(join(home.folder, inside)) : undefined;
  }

  #requiredAt(path: string): string | undefined {
    const asFile = this.#fileOrWithExtension(path);
    if (asFile !== undefined || !this.#isFolder(path)) return asFile;
    const { main } = this.#packageIn(path) ?? {};
    const byMain = typeof main === 'string' ? join(path, main) : undefined;
    const candidates = byMain === undefined ? [path] : [byMain, path];
    return candidates
      .flatMap((one) => [
        one === path ? undefined : this.#fileOrWithExtension(one),
        this.#fileOrWithExtension(join(one, 'index')),
      ])
      .find((found) => found !== undefined);
  }

  #fileOrWithExtension(path: string): string | undefined {
    return ['', '.js', '.json', '.node'].map((ending) => this.#fileAt(path + ending)).find((one) => one !== undefined);
  }

  #fileAt(path: string): string | undefined {
    const at = this.#archives.locate(path);
    return at?.archive?.file(at.path) === undefined ? undefined : path;
  }

  #isFolder(path: string): boolean {
    const at = this.#archives.locate(path);
    return at?.archive?.names(at.path) !== undefined;
  }

  #nearestPackage(path: string): { readonly folder: string; readonly content: PackageFile } | undefined {
    const top = this.#archives.locate(path)?.archivePath ?? path;
    for (let folder = dirname(path); folder.startsWith(top); folder = dirname(folder)) {
      const content = this.#packageIn(folder);
      if (content !== undefined) return { folder, content };
    }
    return undefined;
  }

  #packageIn(folder: string): PackageFile | undefined {
    const path = this.#fileAt(join(folder, 'package.json'));
    const at = path === undefined ? undefined : this.#archives.locate(path);
    return at && JSON.parse(bytesOf(at).toString('utf8'));
  }
}

function absolutePath(specifier: string, parent: string | undefined): string | undefined {
  if (specifier.startsWith('file:')) return fileURLToPath(specifier);
  if (specifier.startsWith('/')) return specifier;
  return /^\.\.?(\/|$)/.test(specifier) && parent !== undefined ? resolve(dirname(parent), specifier) : undefined;
}

function missing(specifier: string, parent: string | undefined, isImport: boolean): never {
  const code = isImport ? 'ERR_MODULE_NOT_FOUND' : 'MODULE_NOT_FOUND';
  throw Object.assign(new Error(`Cannot find '${specifier}' for ${parent ?? 'the start'}`), { code });
}
