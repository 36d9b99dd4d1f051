import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licenceTexts } from './licences.ts';

/** One Vite configuration a kind of process; each builds into its own folder under out/. */
const configurations = ['vite.main.config.ts', 'vite.preload.config.ts', 'vite.renderer.config.ts'] as const;

/** What the built app begins with, relative to the project. */
const builtEntries = [
  'out/main/main.js',
  'out/main/engine.js',
  'out/main/decoder.js',
  'out/main/decode-worker.js',
  'out/main/disk-worker.js',
  'out/main/receiving-thread.js',
  'out/main/cli.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
] as const;

/** How much the bundler tells. */
export type BuildWords = 'info' | 'warn';

/**
 * Builds the app of `project` (absolute) into its folder out/: the bundles, and `out/licences.txt` with the licences of
 * everything in them. Throws when it cannot be built.
 */
export async function buildBundles(project: string, words: BuildWords): Promise<void> {
  for (const configuration of configurations) await viteBuild(project, configuration, words);
  const missing = builtEntries.filter((entry) => !existsSync(join(project, entry)));
  if (missing.length > 0) throw new Error(`The build did not make ${missing.join(', ')}`);
  await writeFile(join(project, 'out', 'licences.txt'), await licenceTexts(project));
}

/** In its own process: test runners set NODE_ENV, and with it Vite would build the development version of React. */
async function viteBuild(project: string, configuration: string, words: BuildWords): Promise<void> {
  const vite = join(project, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', configuration, '--logLevel', words];
  const child = spawn(process.execPath, args, {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${configuration} could not be built (see above)`);
}
