import type { FromPage } from './messages.ts';
import type { PortRegistry } from './port-registry.ts';

type Listener = (event: object, ...args: unknown[]) => void;

/** `ipcRenderer`, as far as it is written. */
export type IpcRenderer = {
  on(channel: string, listener: Listener): IpcRenderer;
  once(channel: string, listener: Listener): IpcRenderer;
  off(channel: string, listener: Listener): IpcRenderer;
  addListener(channel: string, listener: Listener): IpcRenderer;
  removeListener(channel: string, listener: Listener): IpcRenderer;
  removeAllListeners(channel?: string): IpcRenderer;
  listenerCount(channel: string | symbol): number;
  send(channel: string, ...args: unknown[]): void;
  postMessage(channel: string, message: unknown, transfer?: MessagePort[]): void;
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
};

/** `ipcRenderer` and its intake from the main process. */
export type PageIpc = {
  readonly ipcRenderer: IpcRenderer;
  emit(channel: string, args: readonly unknown[], ports: readonly MessagePort[]): void;
  settle(id: number, outcome: { readonly value: unknown } | { readonly refusal: string }): void;
};

/** Runs as source text inside pages: it may use nothing from outside itself. */
export function makePageIpc(tell: (message: FromPage) => void, ports: PortRegistry): PageIpc {
  type Entry = { readonly listener: Listener; readonly run: Listener };
  type Call = { resolve(value: unknown): void; reject(error: Error): void };
  const entries = new Map<string, Entry[]>();
  const calls = new Map<number, Call>();
  let last = 0;

  const add = (channel: string, listener: Listener, run: Listener): IpcRenderer => {
    entries.set(channel, [...(entries.get(channel) ?? []), { listener, run }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener): IpcRenderer => {
    const present = entries.get(channel) ?? [];
    const index = present.findLastIndex((entry) => entry.listener === listener);
    if (index >= 0) entries.set(channel, present.toSpliced(index, 1));
    return ipcRenderer;
  };
  const on = (channel: string, listener: Listener): IpcRenderer => add(channel, listener, listener);
  const once = (channel: string, listener: Listener): IpcRenderer =>
    add(channel, listener, (event, ...args) => {
      remove(channel, listener);
      listener(event, ...args);
    });
  const ipcRenderer: IpcRenderer = {
    on,
    once,
    off: remove,
    addListener: on,
    removeListener: remove,
    removeAllListeners: (channel) => {
      if (channel === undefined) entries.clear();
      else entries.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel) => entries.get(String(channel))?.length ?? 0,
    send: (channel, ...args) => tell({ t: 'send', channel, args, ports: [] }),
    postMessage: (channel, message, transfer = []) =>
      tell({ t: 'send', channel, args: [message], ports: transfer.map(ports.adopt) }),
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        tell({ t: 'invoke', id, channel, args });
        calls.set(id, { resolve, reject });
      }),
  };
  return {
    ipcRenderer,
    emit: (channel, args, received) => {
      for (const { run } of entries.get(channel) ?? []) run({ sender: ipcRenderer, ports: received }, ...args);
    },
    settle: (id, outcome) => {
      const call = calls.get(id);
      calls.delete(id);
      if ('value' in outcome) call?.resolve(outcome.value);
      else call?.reject(new Error(outcome.refusal));
    },
  };
}
