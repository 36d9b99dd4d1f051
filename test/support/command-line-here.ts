import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { type Ending, watchOutput } from '../../electron/cli/lost-output.ts';
import type { CallOptions, Ended } from './command-line-call.ts';
import { LineReader } from './line-reader.ts';
import { testEnvironment } from './test-environment.ts';

interface CallHere extends Pick<CallOptions, 'globals' | 'onLine' | 'env'> {
  readonly signal?: AbortSignal;
  /** Standard output, where it is not to be read but to fail. */
  readonly out?: Writable;
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
  { globals, onLine, env, signal = new AbortController().signal, out: given }: CallHere,
): Promise<Ended> {
  program ??= loadProgram();
  const { runCommandLine } = await program;
  const out = new LineReader(onLine);
  const err = new LineReader();
  const streams = { out: given ?? writableTo(out), err: writableTo(err) };
  const ended: Ending = { exitCode: undefined };
  const end = watchOutput(streams, ended);
  const code = await runCommandLine([...args, ...globals], {
    streams,
    environment: testEnvironment(env),
    platform: process.platform,
    developmentBuild: true,
    version: 'in tests',
    signal,
  });
  end(code);
  // What cannot be written may fail after the last word.
  if (given !== undefined) await closed(given);
  return {
    code: Number(ended.exitCode),
    signal: null,
    stdout: out.text,
    stderr: err.text,
    records: out.recordsOf(args),
  };
}

function closed(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) return resolve();
    stream.once('close', resolve);
    stream.end();
  });
}

function writableTo(reader: LineReader): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => {
      reader.take(String(chunk));
      done();
    },
  });
}
