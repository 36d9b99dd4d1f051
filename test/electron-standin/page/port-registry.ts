import type { PortClosed, PortMessage } from './messages.ts';

/** The page's end of all message ports that went through the main process. */
export type PortRegistry = {
  /** Takes over a port that the preload hands to the main process; returns the name it has on the way. */
  adopt(port: MessagePort): string;
  /** Makes the port that the preload receives for a name from the main process. */
  receive(id: string): MessagePort;
  deliver(message: PortMessage | PortClosed): void;
};

/** Runs as source text inside pages: it may use nothing from outside itself. */
export function makePortRegistry(tell: (message: PortMessage | PortClosed) => void): PortRegistry {
  const kept = new Map<string, MessagePort>();
  let last = 0;

  const keep = (id: string, port: MessagePort): void => {
    kept.set(id, port);
    port.addEventListener('message', ({ data, ports }) => {
      tell({ t: 'port-message', id, data, ports: ports.map(adopt) });
    });
    port.addEventListener('close', () => {
      if (kept.delete(id)) tell({ t: 'port-closed', id });
    });
    port.start();
  };
  const adopt = (port: MessagePort): string => {
    const id = `page-${++last}`;
    keep(id, port);
    return id;
  };
  const receive = (id: string): MessagePort => {
    const channel = new MessageChannel();
    keep(id, channel.port1);
    return channel.port2;
  };
  const deliver = (message: PortMessage | PortClosed): void => {
    const port = kept.get(message.id);
    if (message.t === 'port-message') port?.postMessage(message.data, message.ports.map(receive));
    else if (kept.delete(message.id)) port?.close();
  };
  return { adopt, receive, deliver };
}
