import { registerHooks } from 'node:module';

/** From now on the app finds the given TypeScript module under `keytar`; that module itself finds the real one. */
export function lockKeychain(module: URL): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'keytar' && context.parentURL !== module.href
        ? { url: module.href, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}
