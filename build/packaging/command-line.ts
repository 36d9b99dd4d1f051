import { chmod, constants, copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import * as z from 'zod';
import { heapFlags } from '../../electron/base/heap-flags.ts';
import { ignoredByPackaging, missingCompiledPackages } from './app-content.ts';

const manifestSchema = z.object({ name: z.string(), version: z.string(), type: z.literal('module') });

/** Only the window needs these: its own parts, its processes, and what makes thumbnails. */
const partsOfTheWindow = [
  ...['main', 'engine', 'decoder', 'decode-worker'].map((name) => `/out/main/${name}.js`),
  ...['/out/preload', '/out/renderer', '/build'],
  ...['/node_modules/@imagemagick', '/node_modules/libheif-js'],
];

/** What a command line package is made of. */
export interface CommandLineParts {
  /** Absolute folder of the project; `out/` must be built. */
  readonly project: string;
  /** Absolute folder to make; what is there is replaced. */
  readonly target: string;
  /** The Node to bring along, of this platform and architecture. */
  readonly node: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/**
 * Makes a folder with the command line, its own Node and nothing of Electron: `bin/afterimage` runs on a server without
 * a display, and no program that may read the keychain has to double as a Node (the fuse RunAsNode is off).
 */
export async function packageCommandLine({ project, target, node, platform, arch }: CommandLineParts): Promise<void> {
  await rm(target, { recursive: true, force: true });
  const library = join(target, 'lib');
  await copyShippedFiles(project, library);
  const missing = missingCompiledPackages(library, platform, arch);
  if (missing.length > 0) throw new Error(`${missing.join(' and ')} must be installed to package for this machine`);
  const { name, version, type } = manifestSchema.parse(
    JSON.parse(await readFile(join(project, 'package.json'), 'utf8')),
  );
  await writeFile(join(library, 'package.json'), `${JSON.stringify({ name, version, type }, null, 2)}\n`);
  await bringNode(node, join(library, platform === 'win32' ? 'node.exe' : 'node'));
  await writeLauncher(target, platform);
}

/**
 * One entry of the project at a time, because the target lies in the project's own `dist/`: `cp` refuses to copy a
 * folder into itself before it asks the filter.
 */
async function copyShippedFiles(project: string, library: string): Promise<void> {
  const ignored = await ignoredByPackaging(project);
  const isShipped = (path: string): boolean =>
    !ignored(path) && !partsOfTheWindow.some((part) => path === part || path.startsWith(`${part}/`));
  await mkdir(library, { recursive: true });
  for (const entry of await readdir(project)) {
    if (!isShipped(`/${entry}`)) continue;
    await cp(join(project, entry), join(library, entry), {
      recursive: true,
      dereference: true,
      filter: (source) => isShipped(source.slice(project.length).replaceAll(sep, '/')),
    });
  }
}

async function bringNode(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await chmod(to, 0o755);
}

/** The launcher finds its Node beside itself, also through a link in a folder of the PATH. */
async function writeLauncher(target: string, platform: NodeJS.Platform): Promise<void> {
  const isWindows = platform === 'win32';
  const file = join(target, 'bin', isWindows ? 'afterimage.cmd' : 'afterimage');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, isWindows ? windowsLauncher : unixLauncher);
  await chmod(file, 0o755);
}

const nodeOptions = heapFlags.join(' ');

const windowsLauncher = `@echo off\r\n"%~dp0..\\lib\\node.exe" ${nodeOptions} "%~dp0..\\lib\\out\\main\\cli.js" %*\r\n`;

const unixLauncher = `#!/bin/sh
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=$(dirname "$self")/$link ;; esac
done
lib=$(cd "$(dirname "$self")/../lib" && pwd -P) || exit 1
exec "$lib/node" ${nodeOptions} "$lib/out/main/cli.js" "$@"
`;
