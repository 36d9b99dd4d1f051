import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { linuxName, packagedFolder } from '../../../build/packaging/identity.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { copyProject } from './project-copy.ts';
import { zipFile } from './zip-file.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

/** The app packaged by the project's own Forge configuration, around a stand-in for Electron's program. */
export interface PackagedApp extends AsyncDisposable {
  /** The copy of the project that it was built and packaged in. */
  readonly project: string;
  /** The folder that Forge made. */
  readonly folder: string;
  readonly executable: string;
  readonly asar: string;
  /** The archive and what lies unpacked beside it, as one folder that knows nothing of the project. */
  readonly unpack: () => Promise<string>;
}

/** Runs `electron-forge package` as a person would; it builds first. */
export async function packageApp(): Promise<PackagedApp> {
  const project = await copyProject();
  try {
    await writeElectronZip(join(project.folder, 'zips'));
    await runForge(project.folder, process.arch);
  } catch (error) {
    await project[Symbol.asyncDispose]();
    throw error;
  }
  const folder = join(project.folder, packagedFolder, `Afterimage-linux-${process.arch}`);
  const asar = join(folder, 'resources', 'app.asar');
  // Not within the project, whose node_modules would hide what is missing.
  const unpacked = join(tmpdir(), `afterimage-unpacked-${process.pid}`);
  return {
    project: project.folder,
    folder,
    executable: join(folder, linuxName),
    asar,
    unpack: async () => {
      if (!existsSync(unpacked)) extractAll(asar, unpacked);
      return unpacked;
    },
    [Symbol.asyncDispose]: async () => {
      await project[Symbol.asyncDispose]();
      await rm(unpacked, { recursive: true, force: true });
    },
  };
}

/** Forge with the stand-in's zip in place of the download. Rejects with what it wrote when it fails. */
export async function runForge(project: string, arch: string): Promise<void> {
  await writeFile(
    join(project, 'forge.config.ts'),
    `import { forgeConfig } from './build/packaging/forge.ts';
export default () => forgeConfig({
  project: import.meta.dirname, environment: {}, platform: 'linux', electronZips: ${JSON.stringify(join(project, 'zips'))},
});\n`,
  );
  const command = join(repository, 'node_modules', '@electron-forge', 'cli', 'dist', 'electron-forge.js');
  const child = spawn(process.execPath, [command, 'package', '--platform=linux', `--arch=${arch}`], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: testEnvironment({ CI: '1' }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`electron-forge package ended with ${code}:\n${output}`);
}

/**
 * What stands in for Electron's program: everything that packaging touches, and nothing that could run. The fuse wire
 * is version 1 with nine fuses, in the states that Electron ships them in (@electron/fuses, "fuse wire").
 */
async function writeElectronZip(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(repository, 'node_modules', 'electron', 'package.json'), 'utf8'));
  const wire = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('101100011'),
  ]);
  const file = (path: string, bytes: Buffer | string, mode = 0o644) => ({ path, bytes: Buffer.from(bytes), mode });
  const zip = zipFile([
    file('electron', Buffer.concat([Buffer.from('#!/bin/false\n'), wire, Buffer.alloc(4096)]), 0o755),
    file('chrome-sandbox', '', 0o755),
    file('version', manifest.version),
    file('LICENSE', 'Electron’s licence'),
    file('LICENSES.chromium.html', '<title>Credits</title>'),
    file('resources/default_app.asar', 'default'),
  ]);
  await mkdir(folder, { recursive: true });
  for (const arch of ['x64', 'arm64']) {
    await writeFile(join(folder, `electron-v${manifest.version}-linux-${arch}.zip`), zip);
  }
}
