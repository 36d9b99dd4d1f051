const { contextBridge, ipcRenderer } = require('electron');

window.leak = 'only visible in the preload’s own world';

contextBridge.exposeInMainWorld('api', {
  version: () => ipcRenderer.invoke('version'),
  pick: () => ipcRenderer.invoke('pick'),
  echo: (value) => ipcRenderer.invoke('echo', value),
  fail: () => ipcRenderer.invoke('fail'),
  double: (number) => ipcRenderer.invoke('double', number),
  notify: (message) => ipcRenderer.send('notify', message),
  // Asked for only now, as in a bundled preload.
  pathOf: (file) => require('electron').webUtils.getPathForFile(file),
  add: (a, b) => a + b,
  platform: process.platform,
  onProgress: (listener) => {
    const forward = (_event, value) => listener(value);
    ipcRenderer.on('progress', forward);
    return () => ipcRenderer.off('progress', forward);
  },
  // A port to the engine, straight from the page: what comes back goes to the listener.
  talkToEngine: (words, listener) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => listener(data.echo);
    ipcRenderer.postMessage('engine-port', null, [port2]);
    for (const word of words) port1.postMessage(word);
  },
  // The other way round: a port that the main process made and handed to this page.
  onPort: (listener) => {
    ipcRenderer.once('port', ({ ports }) => {
      ports[0].onmessage = ({ data }) => listener(data);
      ports[0].postMessage('hello from the page');
    });
  },
});
