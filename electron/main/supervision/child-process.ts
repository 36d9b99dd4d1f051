import type { utilityProcess } from 'electron';

/** One process of the app's own, as the operating system gives it; `ToChild` is what it can be told. */
export interface ChildProcess<ToChild> {
  readonly send: (message: ToChild) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once, however it ended. */
  readonly onExit: (listener: (code: number) => void) => void;
  readonly kill: () => void;
  /** Null when it does not run. */
  readonly pid: () => number | null;
}

/** Which process is started. */
export interface ChildProgram {
  /** In the log and in the system's list of processes. */
  readonly name: 'engine' | 'decoder';
  /** Absolute path. */
  readonly script: string;
  /** Passed to its program. Flags of V8 come as `--js-flags=`: Electron takes no others from here. */
  readonly execArgv?: readonly string[];
}

/** Starts its own process. What it writes to its standard error, such as a last stack, is logged. */
export function forkChild<ToChild>(
  utility: Pick<typeof utilityProcess, 'fork'>,
  { name, script, execArgv = [] }: ChildProgram,
  log: (line: string) => void,
): ChildProcess<ToChild> {
  const child = utility.fork(script, [], {
    serviceName: `Afterimage ${name}`,
    stdio: ['ignore', 'ignore', 'pipe'],
    execArgv: [...execArgv],
  });
  const label = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  // V8 gives up, most often because memory ran out; `exit` follows in any case. Unheard, it would be thrown in this
  // process. The report that comes along holds the environment: it is not for a log.
  child.on('error', (type, location) => log(`${label}: ${type} in ${location}`));
  child.stderr?.on('data', (chunk: Buffer) => log(`${label}: ${chunk.toString().trimEnd()}`));
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => {
      child.kill();
    },
    pid: () => child.pid ?? null,
  };
}
