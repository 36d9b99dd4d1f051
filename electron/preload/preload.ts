import { contextBridge, ipcRenderer } from 'electron';
import { appEventChannel, ipcChannel } from '../contract/channels.ts';
import type { AfterimageBridge } from '../contract/ipc.ts';

/** Two functions are all that the page gets; the main process judges what comes through them. */
const bridge: AfterimageBridge = {
  ask: (verb, input) => ipcRenderer.invoke(ipcChannel, verb, input),
  onEvent: (listener) => {
    const forward = (_event: unknown, event: unknown): void => listener(event);
    ipcRenderer.on(appEventChannel, forward);
    return () => {
      ipcRenderer.off(appEventChannel, forward);
    };
  },
};

contextBridge.exposeInMainWorld('afterimage', bridge);
