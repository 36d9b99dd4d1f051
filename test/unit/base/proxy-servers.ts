import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy that runs until the test ends. */
export interface ProxyServer {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** `CONNECT host:port` for tunnels, `METHOD url` for the rest. */
  readonly seen: readonly string[];
}

/** An HTTP proxy that answers plain requests itself and refuses tunnels with `tunnelStatus`. */
export async function httpProxy(tunnelStatus = '502 Bad Gateway'): Promise<ProxyServer> {
  const seen: string[] = [];
  const server = answering(seen);
  server.on('connect', (incoming, socket) => {
    seen.push(`CONNECT ${incoming.url}`);
    socket.end(`HTTP/1.1 ${tunnelStatus}\r\ncontent-length: 0\r\n\r\n`);
  });
  return { address: await listening(server, () => server.closeAllConnections()), seen };
}

/** A SOCKS5 proxy (RFC 1928, without a password) that answers in place of the host that is asked for by name. */
export async function socksProxy(): Promise<ProxyServer> {
  const seen: string[] = [];
  const inner = answering(seen);
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (wanted) => {
        const end = 5 + wanted.readUInt8(4);
        seen.push(`CONNECT ${wanted.toString('latin1', 5, end)}:${wanted.readUInt16BE(end)}`);
        socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        inner.emit('connection', socket);
      });
    });
  });
  return {
    address: await listening(server, () => {
      for (const socket of sockets) socket.destroy();
    }),
    seen,
  };
}

function answering(seen: string[]): Server {
  return createServer((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    response.end('from the proxy');
  });
}

async function listening(server: SocketServer, hangUp: () => void): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    hangUp();
    server.close();
    await once(server, 'close');
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
