import { Writable } from 'node:stream';
import { runCommandLine } from '../../electron/cli/program.ts';
import type { CallOptions, Ended } from './command-line.ts';
import { testEnvironment } from './test-environment.ts';

interface CallHere extends Pick<CallOptions, 'globals' | 'onLine' | 'env'> {
  readonly signal?: AbortSignal;
}

/**
 * Runs the command line in this process, for what only prepares a test: to start a process takes ten times as long as
 * what the command does. It is not killed, and interrupted only by `signal`.
 */
export async function afterimageHere(
  args: readonly string[],
  { globals, onLine, env, signal = new AbortController().signal }: CallHere,
): Promise<Ended> {
  const out = collected(onLine);
  const err = collected();
  const code = await runCommandLine([...args, ...globals], {
    streams: { out: out.stream, err: err.stream },
    environment: testEnvironment(env),
    platform: process.platform,
    developmentBuild: true,
    version: 'in tests',
    signal,
  });
  return { code, signal: null, stdout: out.text(), stderr: err.text(), records: [] };
}

function collected(onLine?: (line: string) => void): { readonly stream: Writable; readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      for (const line of String(chunk).split('\n')) onLine?.(line);
      done();
    },
  });
  return { stream, text: () => text };
}
