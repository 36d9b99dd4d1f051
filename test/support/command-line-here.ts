import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { CallOptions, Ended } from './command-line-call.ts';
import { LineReader } from './line-reader.ts';
import { testEnvironment } from './test-environment.ts';

interface CallHere extends Pick<CallOptions, 'globals' | 'onLine' | 'env'> {
  readonly signal?: AbortSignal;
}

type Program = typeof import('../../electron/cli/program.ts');

let program: Promise<Program> | null = null;

/**
 * The bundle that command-line-build.ts has made, whose threads start quickly, too; outside of the integration tests, the
 * sources.
 */
async function loadProgram(): Promise<Program> {
  const bundle = process.env['AFTERIMAGE_TEST_PROGRAM'];
  if (bundle === undefined) return import('../../electron/cli/program.ts');
  const { directory } = enableCompileCache(join(dirname(bundle), 'compiled'));
  // Worker threads look here.
  if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] = directory;
  return import(/* @vite-ignore */ pathToFileURL(bundle).href);
}

/**
 * Runs the command line in this process: to start one of its own takes longer than what most commands do. Nobody can
 * kill it here, only `signal` interrupts it, and what it leaves open shows only in a process of its own
 * (own-process.test.ts).
 */
export async function afterimageHere(
  args: readonly string[],
  { globals, onLine, env, signal = new AbortController().signal }: CallHere,
): Promise<Ended> {
  program ??= loadProgram();
  const { runCommandLine } = await program;
  const out = new LineReader(onLine);
  const err = new LineReader();
  const code = await runCommandLine([...args, ...globals], {
    streams: { out: writableTo(out), err: writableTo(err) },
    environment: testEnvironment(env),
    platform: process.platform,
    developmentBuild: true,
    version: 'in tests',
    signal,
  });
  return { code, signal: null, stdout: out.text, stderr: err.text, records: out.recordsOf(args) };
}

function writableTo(reader: LineReader): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => {
      reader.take(String(chunk));
      done();
    },
  });
}
