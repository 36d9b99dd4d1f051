import { isBuiltin, Module, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Archives } from './archives.ts';
import { ModulePaths } from './module-paths.ts';
import { bytesOf } from './reading.ts';

/** From now on `import` and `require` find modules in archives, for as long as archives are not plain files. */
export function hookModules(archives: Archives): void {
  const paths = new ModulePaths(archives);
  registerHooks({
    resolve: (specifier, context, next) => {
      if (isBuiltin(specifier)) return next(specifier, context);
      const { parentURL: parentUrl, conditions, importAttributes } = context;
      const path = paths.resolve(specifier, { parentUrl, conditions: ['electron', ...conditions] });
      if (path === undefined) return next(specifier, context);
      return { url: pathToFileURL(path).href, format: paths.formatOf(path), importAttributes, shortCircuit: true };
    },
    load: (url, context, next) => {
      const at = url.startsWith('file:') ? archives.locate(fileURLToPath(url)) : undefined;
      if (at === undefined) return next(url, context);
      const format = context.format ?? paths.formatOf(fileURLToPath(url));
      // A library is loaded by the system, see process.dlopen.
      return { format, ...(format !== 'addon' && { source: bytesOf(at) }), shortCircuit: true };
    },
  });
  startThreadsIn(archives);
}

/** A thread's first module goes by Node's own eyes, which see no `"type": "module"` in an archive. */
function startThreadsIn(archives: Archives): void {
  const runMain: unknown = Reflect.get(Module, 'runMain');
  if (typeof runMain !== 'function') throw new Error('node has no Module.runMain');
  Reflect.set(Module, 'runMain', (main: string) =>
    archives.locate(main) === undefined ? Reflect.apply(runMain, Module, [main]) : import(pathToFileURL(main).href),
  );
}
