import { spawn } from 'node:child_process';
import { testEnvironment } from './test-environment.ts';

/** One ended call of the command line. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The NDJSON records of stdout; empty without `--json`. */
  readonly records: readonly Record<string, unknown>[];
}

export interface CallOptions {
  /** Global options that every call of a test shares. */
  readonly globals: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** SIGKILL as soon as this becomes true; asked at all that the run writes, and every few milliseconds. */
  readonly killWhen?: (stdout: string) => boolean;
  /** SIGINT once this text has been seen on stdout. */
  readonly interruptAt?: string;
  /** Called with each line of stdout. */
  readonly onLine?: (line: string) => void;
}

/** The bundle that command-line-build.ts has made; outside of the integration tests, the sources. */
const entry = process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? 'electron/cli/main.ts';

/** Runs the command line in its own process, as a person or a script would. */
export function afterimage(args: readonly string[], options: CallOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args, ...options.globals], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: testEnvironment(options.env),
    });
    let stdout = '';
    let stderr = '';
    let heard = 0;
    let interrupted = false;
    const killInTime = (): void => {
      if (options.killWhen?.(stdout) === true) child.kill('SIGKILL');
    };
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      killInTime();
      if (options.interruptAt !== undefined && !interrupted && stdout.includes(options.interruptAt)) {
        interrupted = true;
        child.kill('SIGINT');
      }
      for (let end = stdout.indexOf('\n', heard); end >= 0; end = stdout.indexOf('\n', heard)) {
        options.onLine?.(stdout.slice(heard, end));
        heard = end + 1;
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const watch = setInterval(killInTime, 3);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, stdout, stderr, records: args.includes('--json') ? parsedRecords(stdout) : [] });
    });
  });
}

/** Every complete line of stdout; with `--json` each must be a JSON object, else this throws. */
function parsedRecords(stdout: string): readonly Record<string, unknown>[] {
  const lines = stdout.split('\n').slice(0, -1);
  return lines.map((line) => {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) throw new Error(`Not a record: ${line}`);
    return { ...value };
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
