import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..', '..');

/** A copy of the project in its own folder, so that building and packaging leave the real one alone. */
export interface ProjectCopy extends AsyncDisposable {
  readonly folder: string;
}

/** Its packages and tests are linked; nothing is built in it yet. */
export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'afterimage-packaging-'));
  for (const name of ['node_modules', 'test']) await symlink(join(repository, name), join(folder, name));
  const sources = [
    'electron',
    'renderer',
    'build',
    'package.json',
    'LICENSE',
    'tsconfig.json',
    'forge.config.ts',
    'electron-builder.config.ts',
  ];
  const configurations = ['vite.main.config.ts', 'vite.preload.config.ts', 'vite.renderer.config.ts'];
  for (const name of [...sources, ...configurations]) {
    await cp(join(repository, name), join(folder, name), { recursive: true });
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
