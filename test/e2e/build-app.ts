import { join } from 'node:path';
import { buildBundles } from '../../build/bundling/bundles.ts';
import { whereSecretsAre } from './secrets.ts';

/** The app is tested as it is shipped: from its built bundles, in the form for people. */
export default async function buildApp(): Promise<void> {
  process.env['NODE_ENV'] = 'production';
  await buildBundles(join(import.meta.dirname, '..', '..'), 'warn');
  process.stdout.write(`The apps under test keep their secrets in ${whereSecretsAre()}.\n`);
}
