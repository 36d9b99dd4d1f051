import type { utilityProcess } from 'electron';
import type { EngineChild } from '../supervision/engine-child.ts';

/** Starts the engine in a process of its own. What it writes to its standard error, such as a last stack, is logged. */
export function forkEngine(
  utility: Pick<typeof utilityProcess, 'fork'>,
  script: string,
  log: (line: string) => void,
): EngineChild {
  const child = utility.fork(script, [], { serviceName: 'Afterimage engine', stdio: ['ignore', 'ignore', 'pipe'] });
  // V8 gives up, most often because memory ran out; `exit` follows in any case. Unheard, it would be thrown in this
  // process. The report that comes along holds the environment: it is not for a log.
  child.on('error', (type, location) => log(`Engine: ${type} in ${location}`));
  child.stderr?.on('data', (chunk: Buffer) => log(`Engine: ${chunk.toString().trimEnd()}`));
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
