import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyProject, type ProjectCopy } from './project-copy.ts';

const standin = join(import.meta.dirname, '..', '..', 'electron-standin');

let project: ProjectCopy;

beforeEach(async () => {
  project = await copyProject();
});

afterEach(() => project[Symbol.asyncDispose]());

/** `npm start -- …` on the stand-in for Electron; `said` is what it has written so far. */
function start(...words: readonly string[]): { readonly child: ChildProcess; readonly said: () => string } {
  const child = spawn(process.execPath, ['build/start/main.ts', ...words], {
    cwd: project.folder,
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: standin, XDG_CONFIG_HOME: join(project.folder, 'config') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return { child, said: () => said };
}

test('npm start -- --demo builds the app and starts it with a Google of its own', async () => {
  const { child, said } = start('--demo');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const log = (): Promise<string> =>
      readFile(join(project.folder, '.demo', 'profile', 'logs', 'afterimage.log'), 'utf8').catch(() => '');
    await expect.poll(log, { timeout: 90_000, interval: 250 }).toMatch(/ Started \d/);
    const google = /runs at (http:\/\/127\.0\.0\.1:\d+);/.exec(said())?.[1];
    const clientFile = /set-up: (\S+)$/m.exec(said())?.[1];
    expect(JSON.parse(await readFile(clientFile ?? '', 'utf8'))).toHaveProperty('installed.client_id');
    await expect(fetch(`${google}/simulator/stats`)).resolves.toMatchObject({ ok: true });
    child.kill('SIGTERM');
    await ended;
    // The demo's Google goes with it.
    await expect(fetch(`${google}/simulator/stats`)).rejects.toThrow();
  } finally {
    // It hands this on to the app, and ends the demo's Google.
    child.kill('SIGTERM');
    await ended;
  }
});
