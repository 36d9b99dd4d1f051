import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isLong, testEnvironment } from '../../support/test-environment.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

const standin = join(import.meta.dirname, '..', '..', 'electron-standin');

let project: ProjectCopy;

beforeEach(async () => {
  project = await copyProject();
});

afterEach(() => project[Symbol.asyncDispose]());

interface Started {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly said: () => string;
}

/** `npm start -- …`, with Electron's program in the folder `electron`. */
function start(electron: string, ...words: readonly string[]): Started {
  const child = spawn(process.execPath, ['build/start/main.ts', ...words], {
    cwd: project.folder,
    env: testEnvironment({
      ELECTRON_OVERRIDE_DIST_PATH: electron,
      // Nobody listens there: nothing is fetched from anywhere.
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
      XDG_CONFIG_HOME: join(project.folder, 'config'),
    }),
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

/** Waits until the app whose profile this is says in its log that it has started; fails when it has ended instead. */
async function untilStarted({ child, said }: Started, profile: string): Promise<void> {
  const hasStarted = async () => / Started \d/.test(await logOf(profile));
  const wait = { timeout: 240_000, interval: 250 };
  await expect.poll(async () => child.exitCode !== null || (await hasStarted()), wait).toBe(true);
  expect(child.exitCode, said()).toBeNull();
}

function logOf(profile: string): Promise<string> {
  return readFile(join(project.folder, profile, 'logs', 'afterimage.log'), 'utf8').catch(() => '');
}

async function whenEnded(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

test.each([[[]], [['--demo']]])(
  'npm start %j without the program of Electron says so, and the ways out',
  async (words) => {
    const { child, said } = start(join(project.folder, 'nothing here'), ...words);
    expect(await whenEnded(child)).toBe(1);
    expect(said()).toMatch(
      /^The window of Afterimage needs the program of Electron, which could not be fetched \(.+\)\.$/m,
    );
    for (const way of ['npx install-electron', 'npm run demo']) expect(said()).toContain(way);
    // Nothing was built for nobody, and no stack is shown to a person.
    expect(existsSync(join(project.folder, 'out'))).toBe(false);
    expect(said()).not.toContain('at async');
  },
);

// `--demo` shows every day that it builds and starts.
if (isLong())
  test('npm start builds the app and starts it on Google itself; asked to end, it ends in an orderly way', {
    tags: 'long',
  }, async () => {
    const started = start(standin);
    const { child, said } = started;
    try {
      await untilStarted(started, join('config', 'Afterimage'));
      child.kill('SIGTERM');
      await whenEnded(child);
      expect(await logOf(join('config', 'Afterimage'))).toMatch(/ Ended$/m);
      expect(said()).not.toContain('simulated Google');
    } finally {
      child.kill('SIGTERM');
      await whenEnded(child);
    }
  });

test('npm start -- --demo builds the app and starts it with its own Google', async () => {
  const started = start(standin, '--demo');
  const { child, said } = started;
  try {
    await untilStarted(started, join('.demo', 'profile'));
    const google = /runs at (http:\/\/127\.0\.0\.1:\d+);/.exec(said())?.[1];
    const clientFile = /set-up: (\S+)$/m.exec(said())?.[1];
    expect(JSON.parse(await readFile(clientFile ?? '', 'utf8'))).toHaveProperty('installed.client_id');
    await expect(fetch(`${google}/simulator/stats`)).resolves.toMatchObject({ ok: true });
    child.kill('SIGTERM');
    await whenEnded(child);
    // The demo's Google goes with it.
    await expect(fetch(`${google}/simulator/stats`)).rejects.toThrow();
  } finally {
    // It hands this on to the app, and ends the demo's Google.
    child.kill('SIGTERM');
    await whenEnded(child);
  }
});
