import { spawn } from 'node:child_process';
import type { CallOptions, Ended } from './command-line-call.ts';
import { afterimageHere } from './command-line-here.ts';
import { LineReader } from './line-reader.ts';
import { testEnvironment } from './test-environment.ts';

export type { CallOptions, Ended } from './command-line-call.ts';

/** The bundle that command-line-build.ts has made; outside of the integration tests, the sources. */
const entry = process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? 'electron/cli/main.ts';

/** Runs the command line: in this process, or in its own where the call needs one. */
export function afterimage(args: readonly string[], options: CallOptions): Promise<Ended> {
  const { ownProcess, env, killWhen, interruptAt, input } = options;
  const needsProcess = env !== undefined || killWhen !== undefined || interruptAt !== undefined || input !== undefined;
  return ownProcess === true || needsProcess ? afterimageApart(args, options) : afterimageHere(args, options);
}

/** Runs the command line in its own process, as a person or a script would. */
export function afterimageApart(args: readonly string[], options: CallOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [options.entry ?? entry, ...args, ...options.globals], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: testEnvironment(options.env),
    });
    // Whoever does not read it may have ended.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
    const out = new LineReader(options.onLine);
    const err = new LineReader();
    let interrupted = false;
    const killInTime = (): void => {
      if (options.killWhen?.(out.text) === true) child.kill('SIGKILL');
    };
    child.stdout.on('data', (chunk: Buffer) => {
      out.take(chunk.toString());
      killInTime();
      if (options.interruptAt !== undefined && !interrupted && out.text.includes(options.interruptAt)) {
        interrupted = true;
        child.kill('SIGINT');
      }
    });
    child.stderr.on('data', (chunk: Buffer) => err.take(chunk.toString()));
    const watch = setInterval(killInTime, 3);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, stdout: out.text, stderr: err.text, records: out.recordsOf(args) });
    });
  });
}

/** The last record of a call, the one that says how it ended. */
export function lastRecord(ended: Ended): Record<string, unknown> {
  const last = ended.records.at(-1);
  if (last === undefined) throw new Error(`No record on stdout; exit code ${ended.code}; stderr:\n${ended.stderr}`);
  return last;
}

/**
 * Signs in by following the printed address, as curl would: the simulator gives consent at once.
 *
 * @param call how the command line is run; in its own process unless told
 */
export async function signIn(options: CallOptions, call = afterimage): Promise<Ended> {
  let opened: Promise<unknown> = Promise.resolve();
  const ended = await call(['sign-in', '--no-browser'], {
    ...options,
    onLine: (line) => {
      if (line.startsWith('http')) opened = fetch(line).then((page) => page.text());
    },
  });
  await opened;
  return ended;
}
