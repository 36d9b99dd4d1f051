import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { nodePath } from '../core/executable.ts';
import { LoudEmitter } from '../core/loud.ts';
import { notImplemented } from '../core/not-implemented.ts';
import type { MessagePortMain } from '../ipc/message-port-main.ts';
import { PortLink } from '../ipc/port-link.ts';
import type { UtilityMessage } from './utility-messages.ts';

/** Runs in the child before everything, and in its threads. */
const PRELOAD = fileURLToPath(new URL('../preload.cjs', import.meta.url));
/** Runs in the child before the app's module. */
const CHILD = fileURLToPath(new URL('../utility.ts', import.meta.url));

/** How the end of a child is told. */
export type ChildEnd = {
  /** It ended in a way that it should not: for the app. */
  readonly gone: (details: Electron.Details) => void;
  /** A crash is V8's own (out of memory), which tells `error` before it ends the process. */
  readonly tellsErrors: boolean;
  /** Found in every child's environment. */
  readonly environment: Readonly<Record<string, string>>;
};

/** `UtilityProcess`: a forked Node with `process.parentPort`. */
export class UtilityProcess extends LoudEmitter {
  readonly #child: ChildProcess;
  readonly #ports: PortLink;
  #state: 'starting' | 'running' | 'ended' = 'starting';
  #killed = false;

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions, end: ChildEnd) {
    super('UtilityProcess');
    if (modulePath === '') throw new TypeError('Missing UtilityProcess entry script.');
    if (options.session !== undefined || options.partition !== undefined)
      throw notImplemented('utilityProcess.fork session');
    this.#child = fork(CHILD, [modulePath, ...args], {
      serialization: 'advanced',
      execPath: nodePath,
      stdio: stdioOf(options.stdio),
      execArgv: ['--require', PRELOAD, ...(options.execArgv ?? []).flatMap(optionsOfNode)],
      env: { ...(options.env ?? process.env), ...end.environment },
      ...(options.cwd !== undefined && { cwd: options.cwd }),
    });
    this.#ports = new PortLink('main', (message) => this.#send(message));
    this.#child.on('spawn', () => {
      this.#state = 'running';
      this.emit('spawn');
    });
    this.#child.on('error', (error) => console.error('stand-in Electron: utility process:', error));
    this.#child.on('message', (message: UtilityMessage) => this.#hear(message));
    this.#child.on('exit', (code, signal) => {
      this.#state = 'ended';
      this.#ports.end();
      const exitCode = code ?? (signal ? constants.signals[signal] : 1);
      if (end.tellsErrors && isCrash(signal)) {
        // Unheard, it is thrown here, as it is in Electron.
        this.emit('error', 'FatalError', 'v8::internal::V8::FatalProcessOutOfMemory', '{}');
      }
      if (exitCode !== 0) end.gone(goneDetails(exitCode, signal, options.serviceName));
      this.#tellExit(exitCode, signal);
    });
  }

  /** Undefined until the process runs, and when it has ended. */
  get pid(): number | undefined {
    return this.#state === 'running' ? this.#child.pid : undefined;
  }
  get stdout(): NodeJS.ReadableStream | null {
    return this.#state === 'ended' ? null : this.#child.stdout;
  }
  get stderr(): NodeJS.ReadableStream | null {
    return this.#state === 'ended' ? null : this.#child.stderr;
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const data = structuredClone(message);
    this.#send({ t: 'message', data, ports: transfer.map((port) => this.#ports.handOver(port.detach())) });
  }

  kill(): boolean {
    this.#killed = this.#state === 'running' && this.#child.kill();
    return this.#killed;
  }

  /** A process that was told to end has ended well. What it wrote and nobody has read by now is lost. */
  #tellExit(exitCode: number, signal: NodeJS.Signals | null): void {
    const asTold = this.#killed && (signal === 'SIGTERM' || signal === 'SIGKILL');
    try {
      this.emit('exit', asTold ? 0 : exitCode);
    } finally {
      this.#child.stdout?.removeAllListeners();
      this.#child.stderr?.removeAllListeners();
    }
  }

  #send(message: UtilityMessage): void {
    // A child that has just ended misses the message, as in Electron.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #hear(message: UtilityMessage): void {
    if (message.t === 'message') this.emit('message', message.data);
    else this.#ports.deliver(message);
  }
}

function stdioOf(stdio: Electron.ForkOptions['stdio'] = 'inherit'): StdioOptions {
  if (typeof stdio !== 'string') {
    const [input, output, error] = stdio;
    if (output === undefined || error === undefined)
      throw new Error('configuration missing for stdin, stdout or stderr');
    if (input !== 'ignore') throw new Error('stdin value other than ignore is not supported.');
    return ['ignore', output, error, 'ipc'];
  }
  if (stdio !== 'inherit' && stdio !== 'pipe' && stdio !== 'ignore') {
    throw new Error('stdio must be of the following values: inherit, pipe, ignore');
  }
  return ['ignore', stdio, stdio, 'ipc'];
}

function goneDetails(exitCode: number, signal: NodeJS.Signals | null, name = 'Node Utility Process'): Electron.Details {
  const reason = signal === null ? 'abnormal-exit' : isCrash(signal) ? 'crashed' : 'killed';
  return { type: 'Utility', reason, exitCode, serviceName: 'node.mojom.NodeService', name };
}

/** Signals that a process ends itself by. */
function isCrash(signal: NodeJS.Signals | null): boolean {
  return signal !== null && ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGTRAP'].includes(signal);
}

/** Electron hands V8 what stands behind `--js-flags=`; Node takes the same flags one by one. */
function optionsOfNode(argument: string): readonly string[] {
  const [, flags] = /^--js-flags=(.*)$/.exec(argument) ?? [];
  return flags === undefined ? [argument] : flags.split(' ').filter((flag) => flag !== '');
}
