// Runs first in a utility process: gives the app's module `process.parentPort`, then loads it.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hideNode } from './core/executable.ts';
import { MessagePortMain } from './ipc/message-port-main.ts';
import { PortLink } from './ipc/port-link.ts';
import { resolveElectronTo } from './resolve-electron.ts';
import { ParentPort } from './system/parent-port.ts';
import type { UtilityMessage } from './system/utility-messages.ts';

const [modulePath = '', ...args] = process.argv.slice(2);
hideNode();
process.argv = [process.execPath, modulePath, ...args];
Object.assign(process, { type: 'utility' });
Object.assign(process.versions, { electron: '45.4.1' });
resolveElectronTo(new URL('./electron-in-utility.ts', import.meta.url));

const send = (message: UtilityMessage): void => {
  // Disconnected means that the main process has ended; the listener below ends this one too.
  if (process.connected) process.send?.(message);
};
const ports = new PortLink('utility', send);
const parentPort = new ParentPort((data) => send({ t: 'message', data, ports: [] }));
process.on('message', (message: UtilityMessage) => {
  if (message.t !== 'message') ports.deliver(message);
  else
    parentPort.receive(
      message.data,
      message.ports.map((id) => new MessagePortMain(ports.receive(id))),
    );
});
process.on('disconnect', () => process.exit(0));
// As in Electron: a module that listens to nothing ends when it has run through.
process.channel?.unref();
parentPort.on('newListener', (event) => {
  if (event === 'message') process.channel?.ref();
});
Object.assign(process, { parentPort });

await import(pathToFileURL(resolve(modulePath)).href);
