import type { utilityProcess } from 'electron';
import type { EngineChild } from '../supervision/engine-child.ts';

/** Starts the engine in a process of its own, without Electron's privileges. */
export function forkEngine(utility: Pick<typeof utilityProcess, 'fork'>, script: string): EngineChild {
  const child = utility.fork(script, [], { serviceName: 'Afterimage engine' });
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
