import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A program with what is written before every argument of its own, such as the folder that a stand-in runs. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program that runs, or has run. */
export interface RunningProgram {
  readonly pid: number | null;
  /** What it wrote to the terminal so far. */
  readonly output: () => string;
  /** Null while it runs. */
  readonly ended: () => Ended | null;
  /** Resolves when it has ended and what it wrote has been read. */
  readonly end: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** So long after a program's end its last words are waited for. */
const mostReadingMs = 2_000;

/** Starts it with these arguments; a program that cannot be started has ended with code 127. */
export function startProgram({ file, args, environment }: Program, more: readonly string[]): RunningProgram {
  const child = spawn(file, [...args, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  let ended: Ended | null = null;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const end = new Promise<Ended>((resolve) => {
    child.once('error', (error) => {
      output += `${error.message}\n`;
      ended = { code: 127, signal: null };
      resolve(ended);
    });
    child.once('exit', (code, signal) => {
      const how = { code, signal };
      ended = how;
      child.once('close', () => resolve(how));
      // Its children may hold the pipes open for longer than it lives.
      setTimeout(resolve, mostReadingMs, how);
    });
  });
  return {
    pid: child.pid ?? null,
    output: () => output,
    ended: () => ended,
    end,
    kill: (signal) => void child.kill(signal),
  };
}

/** The whole log of the app in this profile; empty before it has written a line. */
export async function logIn(profile: string): Promise<string> {
  const folder = join(profile, 'logs');
  // Before the app has begun there is no folder.
  const files = await readdir(folder).catch(() => []);
  const texts = await Promise.all(files.toSorted().map((file) => readFile(join(folder, file), 'utf8')));
  return texts.join('');
}
