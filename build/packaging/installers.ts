/** `npm run installers`: makes this system's installers in dist/installers from the app in dist/packaged. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../electron/base/message-of.ts';
import { isUpdateInfo, mergedUpdateInfo } from '../release/update-info.ts';
import { installersFolder, packagedFolder, productName } from './identity.ts';

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

/** The update information in the folder of installers, by name; each run of electron-builder writes its own again. */
async function updateInfoIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter(isUpdateInfo);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

async function main(): Promise<void> {
  const folder = join(project, packagedFolder, `${productName}-${platform}-${arch}`);
  const app = platform === 'darwin' ? join(folder, `${productName}.app`) : folder;
  if (!existsSync(app)) throw new Error(`${app} is not there: run npm run package first.`);
  const installers = join(project, installersFolder);
  await rm(installers, { recursive: true, force: true });
  const updateInfo = new Map<string, readonly string[]>();
  for (const target of runs[platform] ?? []) {
    // electron-builder leaves a note for updates in the app's folder, "I am a .deb", and the next kind would carry it.
    if (platform === 'linux') await rm(join(folder, 'resources', 'package-type'), { force: true });
    const options = [`--${arch}`, '--prepackaged', app, '--config', 'electron-builder.config.ts', '--publish', 'never'];
    const code = await electronBuilder([...target, ...options]);
    if (code !== 0) throw new Error(`electron-builder ${target.join(' ')} ended with ${code}.`);
    for (const [name, text] of await updateInfoIn(installers)) {
      updateInfo.set(name, [...(updateInfo.get(name) ?? []), text]);
    }
  }
  for (const [name, texts] of updateInfo) await writeFile(join(installers, name), mergedUpdateInfo(texts));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
