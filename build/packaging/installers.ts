/** `npm run installers`: makes this system's installers in dist/installers from the app in dist/packaged. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packagedFolder, productName } from './identity.ts';

const project = join(import.meta.dirname, '..', '..');
const { platform, arch } = process;
/** electron-builder's names of what is made, one run each. */
const runs: Readonly<Partial<Record<NodeJS.Platform, readonly (readonly string[])[]>>> = {
  linux: [
    ['--linux', 'AppImage'],
    ['--linux', 'deb'],
    ['--linux', 'rpm'],
  ],
  darwin: [['--mac', 'dmg', 'zip']],
  win32: [['--win', 'nsis']],
};

function electronBuilder(args: readonly string[]): Promise<number> {
  const command = join(project, 'node_modules', 'electron-builder', 'cli.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { cwd: project, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function main(): Promise<void> {
  const folder = join(project, packagedFolder, `${productName}-${platform}-${arch}`);
  const app = platform === 'darwin' ? join(folder, `${productName}.app`) : folder;
  if (!existsSync(app)) throw new Error(`${app} is not there: run npm run package first.`);
  for (const target of runs[platform] ?? []) {
    // electron-builder leaves a note for updates in the app's folder, "I am a .deb", and the next kind would carry it.
    if (platform === 'linux') await rm(join(folder, 'resources', 'package-type'), { force: true });
    const options = [`--${arch}`, '--prepackaged', app, '--config', 'electron-builder.config.ts', '--publish', 'never'];
    const code = await electronBuilder([...target, ...options]);
    if (code !== 0) throw new Error(`electron-builder ${target.join(' ')} ended with ${code}.`);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
