import type { makeCodec } from './codec.ts';
import type { makeFilePaths } from './file-paths.ts';
import type { IpcRenderer, makePageIpc } from './ipc-renderer.ts';
import type { FromPage, ToPage, WindowRequest } from './messages.ts';
import type { makePortRegistry } from './port-registry.ts';
import type { makeWorldBridge } from './world-bridge.ts';

/** What the preload script may know of the process, as in Electron's sandbox. */
export type PreloadProcess = Readonly<Record<string, unknown>>;

/** The preload script as the function that Electron makes of it. */
export type Preload = (
  require: (id: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: PreloadProcess,
  global: typeof globalThis,
) => void;

/** What `require('electron')` gives a preload script, as far as it is written. */
export type PreloadElectron = {
  readonly contextBridge: Pick<Electron.ContextBridge, 'exposeInMainWorld'>;
  readonly ipcRenderer: IpcRenderer;
  readonly webUtils: Pick<Electron.WebUtils, 'getPathForFile'>;
};

export type IsolatedWorld = {
  readonly secret: string;
  readonly file: string;
  readonly process: PreloadProcess;
  readonly preload: Preload;
  /** The functions that this world is built from; they come along as source text. */
  readonly makers: {
    readonly makeCodec: typeof makeCodec;
    readonly makeWorldBridge: typeof makeWorldBridge;
    readonly makePortRegistry: typeof makePortRegistry;
    readonly makeFilePaths: typeof makeFilePaths;
    readonly makePageIpc: typeof makePageIpc;
  };
};

/** The preload's world: `require('electron')`, the channel to the main process, and the preload script itself. */
export function enterIsolatedWorld({ secret, file, process, preload, makers }: IsolatedWorld): void {
  const toMain: (text: string) => void = Reflect.get(globalThis, '__standinTell');
  const codec = makers.makeCodec();
  const tell = (message: FromPage): void => toMain(codec.encode(message));
  const ports = makers.makePortRegistry(tell);
  const ipc = makers.makePageIpc(tell, ports);
  const files = makers.makeFilePaths((id, count) => tell({ t: 'files', id, count }));
  const bridge = makers.makeWorldBridge('isolated', 'main', secret, {
    open: (request: WindowRequest) => tell({ t: 'open', request }),
    close: () => tell({ t: 'close' }),
  });

  const hear = (message: ToPage): void => {
    switch (message.t) {
      case 'send':
        return ipc.emit(message.channel, message.args, message.ports.map(ports.receive));
      case 'reply':
        return ipc.settle(message.id, { value: message.value });
      case 'refusal':
        return ipc.settle(message.id, { refusal: message.message });
      case 'paths':
        return files.found(message.id, message.paths);
      default:
        return ports.deliver(message);
    }
  };
  // The main process calls these two by name; nothing but the preload shares this world.
  Object.assign(globalThis, {
    __standinHear: (text: string) => hear(codec.decode(text) as ToPage),
    __standinFile: files.file,
  });

  let lastTitle = '';
  const tellTitle = (): void => {
    if (window.top !== window || document.title === lastTitle) return;
    lastTitle = document.title;
    tell({ t: 'title', title: lastTitle });
  };
  window.addEventListener('DOMContentLoaded', () => {
    tellTitle();
    new MutationObserver(tellTitle).observe(document.head, { childList: true, characterData: true, subtree: true });
  });

  const unwritten = <T extends object>(name: string, written: T): T =>
    new Proxy(written, {
      get: (target, member, receiver) => {
        const there = member in target || typeof member === 'symbol' || member === 'then';
        if (!there) throw new Error(`stand-in Electron: ${name}.${member} is not implemented`);
        return Reflect.get(target, member, receiver);
      },
    });
  const contextBridge = unwritten('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => void bridge.ask('expose', key, api),
  });
  const ipcRenderer = unwritten('ipcRenderer', ipc.ipcRenderer);
  const webUtils = unwritten('webUtils', { getPathForFile: files.pathOf });
  const electron: PreloadElectron = unwritten('electron', { contextBridge, ipcRenderer, webUtils });
  // Events are held back only for a preload that can ask for paths; it may do so for the first time when they come.
  if (/\bwebUtils\b/.test(Function.prototype.toString.call(preload))) files.watch();
  const require = (id: string): unknown => {
    if (/^electron(\/renderer|\/common)?$/.test(id)) return electron;
    throw new Error(`module not found: ${id}`);
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, process, globalThis);
  } catch (error) {
    console.error(`Unable to load preload script: ${file}`, error);
    tell({ t: 'preload-error', file, error: error instanceof Error ? error : new Error(String(error)) });
  }
}
