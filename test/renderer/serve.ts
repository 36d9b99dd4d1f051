import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));

/** Builds the page with its made-up main process and serves it while the tests run; Playwright's globalSetup. */
// biome-ignore lint/style/noDefaultExport: Playwright takes the default export of its globalSetup.
export default async function serve(): Promise<() => Promise<void>> {
  await build({ configFile, logLevel: 'error' });
  const server = await preview({ configFile, logLevel: 'error', preview: { port: 0, strictPort: false } });
  const [address] = server.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error('The preview server has no address');
  process.env['SCENARIOS_ADDRESS'] = address;
  return () => server.close();
}
