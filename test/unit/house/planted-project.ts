import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { testEnvironment } from '../../support/test-environment.ts';

export const project = join(import.meta.dirname, '..', '..', '..');

/** A small project in a temporary folder: a guard's own settings, and files that break its rules. */
export interface PlantedProject {
  readonly folder: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Copies `settings` from the project to the same places, and writes `files`: path → text. */
export async function plantProject(
  settings: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<PlantedProject> {
  const folder = await mkdtemp(join(tmpdir(), 'afterimage-planted-'));
  for (const path of settings) await cp(join(project, path), join(folder, path));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Packages as npm would have installed them, each with one empty module. */
export function installedPackages(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, ''],
    ]),
  );
}

/** Runs a program of node_modules/.bin in `folder`; resolves with its exit code and all that it printed. */
export function runGuard(
  folder: string,
  [program, ...args]: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(project, 'node_modules', '.bin', program ?? ''), args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: testEnvironment(),
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}
