// Leaves promises and failures of Electron to nobody, in every way that a test must see, beside ways that are right.
import { autoUpdater, clipboard, dialog, net, shell, utilityProcess } from 'electron';
import { autoUpdater as packagedUpdater } from 'electron-updater';

type Commands = { readonly open: (path: string) => void; readonly ask: () => Promise<unknown> };

export const floating: Commands = {
  open: shell.openPath,
  ask: async () => {
    clipboard.writeText('not even void');
    void shell.openPath('/void-without-a-catch');
    void shell.openExternal('https://example.com').then(() => undefined);
    const kept = shell.openExternal('https://example.com/kept-and-forgotten');
    return typeof kept;
  },
};
export const alsoFloating: Commands[] = [
  { open: (path) => shell.openPath(path), ask: () => dialog.showOpenDialog({}) },
  { open: async (path) => void (await shell.openPath(path)), ask: () => Promise.all([shell.openPath('/all')]) },
];

export const heard: Commands = {
  open: (path) => void shell.openPath(path).catch(console.error),
  ask: async () => {
    const later = shell.openPath('/later');
    await clipboard.writeText('awaited');
    shell.openExternal('https://example.com').then(console.log, console.error);
    return later;
  },
};
export const heardInside: Commands = {
  open: async (path) => {
    try {
      await shell.openPath(path);
    } catch (error) {
      console.error(error);
    }
  },
  ask: () => Promise.allSettled([shell.openPath('/one'), shell.openPath('/two')]),
};

const unheard = utilityProcess.fork('engine.js');
unheard.on('exit', console.log);
const heardRequest = net.request('https://example.com');
heardRequest.on('error', console.error);
net.request('https://example.com/handed-to-nobody').end();
autoUpdater.on('error', console.error);
const { autoUpdater: fetched } = await import('electron-updater');
fetched.on('error', console.error);
packagedUpdater.on('update-available', console.log);
