/** `npm run build`: bundles the app into out/. */
import { join } from 'node:path';
import { buildBundles } from './bundles.ts';

await buildBundles(join(import.meta.dirname, '..', '..'), 'info');
