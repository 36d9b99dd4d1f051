import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { appEventChannel, droppedChannel, ipcChannel } from '../contract/channels.ts';
import type { AfterimageBridge } from '../contract/ipc.ts';

/** Three functions are all that the page gets; the main process judges what comes through them. */
const bridge: AfterimageBridge = {
  ask: (verb, input) => ipcRenderer.invoke(ipcChannel, verb, input),
  onEvent: (listener) => {
    const forward = (_event: unknown, event: unknown): void => listener(event);
    ipcRenderer.on(appEventChannel, forward);
    return () => {
      ipcRenderer.off(appEventChannel, forward);
    };
  },
  offerDropped: (files) => {
    const paths = files.map((file) => (file instanceof File ? webUtils.getPathForFile(file) : ''));
    return ipcRenderer.invoke(
      droppedChannel,
      paths.filter((path) => path !== ''),
    );
  },
};

contextBridge.exposeInMainWorld('afterimage', bridge);
