import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a start went. */
export interface StartUp {
  readonly ok: boolean;
  /** The app's own log, and what it wrote to the terminal. */
  readonly log: string;
}

const lookEveryMs = 250;

/**
 * Starts the app `program` on an empty profile and waits up to `limitMs` for the line "Started …" in its log; then ends
 * it. A packaged app opens no debugger (a fuse forbids it), so its log is all that can be asked.
 */
export async function startsUp(program: string, args: readonly string[], limitMs: number): Promise<StartUp> {
  const profile = await mkdtemp(join(tmpdir(), 'afterimage-start-'));
  const child = spawn(program, [...args, `--user-data-dir=${profile}`, '--hidden'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    const end = (note: string): void => {
      output += note;
      isOver = true;
      resolve();
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code) => end(`(ended with ${code})`));
  });
  try {
    const deadline = performance.now() + limitMs;
    for (;;) {
      const log = await logOf(profile);
      const isUp = / Started \d/.test(log);
      if (isUp || isOver || performance.now() > deadline) return { ok: isUp, log: `${log}${output}` };
      await Promise.race([over, new Promise((resolve) => setTimeout(resolve, lookEveryMs))]);
    }
  } finally {
    child.kill();
    await over;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function logOf(profile: string): Promise<string> {
  const folder = join(profile, 'logs');
  // Before the app has begun there is no folder.
  const files = await readdir(folder).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.join('');
}
