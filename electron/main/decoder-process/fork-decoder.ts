import type { utilityProcess } from 'electron';
import type { ToDecoder } from '../../contract/picture-decoder.ts';

/** One process of the decoder, as the operating system gives it. */
export interface DecoderChild {
  readonly send: (message: ToDecoder) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once, however it ended. */
  readonly onExit: (listener: (code: number) => void) => void;
  readonly kill: () => void;
  /** Null when it does not run. */
  readonly pid: () => number | null;
}

/** Starts the decoder in a process of its own. What it writes to its standard error is logged. */
export function forkDecoder(
  utility: Pick<typeof utilityProcess, 'fork'>,
  script: string,
  log: (line: string) => void,
): DecoderChild {
  const child = utility.fork(script, [], { serviceName: 'Afterimage decoder', stdio: ['ignore', 'ignore', 'pipe'] });
  // V8 gives up; `exit` follows in any case. Unheard, it would be thrown in this process.
  child.on('error', (type, location) => log(`Decoder: ${type} in ${location}`));
  child.stderr?.on('data', (chunk: Buffer) => log(`Decoder: ${chunk.toString().trimEnd()}`));
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
