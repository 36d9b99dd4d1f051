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
  /** Resolves when it has ended. */
  readonly end: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

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
    const settle = (how: Ended): void => {
      ended ??= how;
      resolve(ended);
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      settle({ code: 127, signal: null });
    });
    // Its children may hold the pipes open for longer than it lives.
    child.once('exit', (code, signal) => settle({ code, signal }));
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
