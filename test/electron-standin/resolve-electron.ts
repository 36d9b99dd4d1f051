import { registerHooks } from 'node:module';

/**
 * From now on `electron`, `electron/main` and so on mean the given TypeScript module, for `import` and `require`, in the
 * app, in packages and in Playwright's inspector.
 */
export function resolveElectronTo(module: URL): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      /^electron(\/(main|common|utility|renderer))?$/.test(specifier)
        ? { url: module.href, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}
