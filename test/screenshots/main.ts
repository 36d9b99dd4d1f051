/**
 * `npm run screenshots`: builds the app, drives it through all its screens against a simulated Google, and writes the
 * pictures to docs/screenshots. Nothing leaves this machine.
 */
import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..', '..');
const pictures = join(project, 'docs', 'screenshots');
/** Also where the pictured app says that its folder is, so it has the same name every time. */
const scratch = join(tmpdir(), 'afterimage-pictures');
/** All pictures together; what a clone of the project has to carry. */
const mostBytes = 5_000_000;

function playwright(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      join(project, 'node_modules', '.bin', 'playwright'),
      ['test', '--config', join('test', 'e2e', 'pictures.config.ts'), ...args],
      { cwd: project, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PICTURES_SCRATCH: scratch } },
    );
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Pictures of screens that no longer exist must not stay. */
async function removeOlderThan(time: number): Promise<void> {
  for (const name of await readdir(pictures)) {
    const file = join(pictures, name);
    if ((await stat(file)).mtimeMs < time) await rm(file);
  }
}

async function picturesSize(): Promise<{ readonly count: number; readonly bytes: number }> {
  const names = await readdir(pictures);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(pictures, name))).size));
  return { count: names.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function main(): Promise<number> {
  const wanted = process.argv.slice(2);
  await mkdir(pictures, { recursive: true });
  const startedAt = Date.now();
  const code = await playwright(wanted);
  await rm(scratch, { recursive: true, force: true });
  if (code === 0 && wanted.length === 0) await removeOlderThan(startedAt);
  const { count, bytes } = await picturesSize();
  process.stdout.write(`${count} pictures in docs/screenshots, ${(bytes / 1e6).toFixed(1)} MB\n`);
  if (bytes <= mostBytes) return code;
  process.stderr.write(`They take more than ${mostBytes / 1e6} MB.\n`);
  return 1;
}

process.exitCode = await main();
