import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { createDispatcher } from '../../../electron/engine/google/dispatcher.ts';
import { googleServer, sendJson } from './google-server.ts';
import { pipeline } from './pipeline.ts';

const never = new AbortController().signal;

interface Proxy {
  readonly address: string;
  /** `CONNECT host:port` for tunnels, `METHOD url` for the rest. */
  readonly seen: readonly string[];
}

/** A proxy that answers plain requests itself and refuses tunnels with `tunnelStatus`. */
async function proxyServer(tunnelStatus: string): Promise<Proxy> {
  const seen: string[] = [];
  const server: Server = createServer((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    response.end('from the proxy');
  });
  server.on('connect', (incoming, socket) => {
    seen.push(`CONNECT ${incoming.url}`);
    socket.end(`HTTP/1.1 ${tunnelStatus}\r\ncontent-length: 0\r\n\r\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function connections(environment: Record<string, string>) {
  const dispatcher = createDispatcher({ connections: 2, environment });
  onTestFinished(() => dispatcher.destroy());
  return dispatcher;
}

describe('the system proxy', () => {
  test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])('in %s is used', async (name) => {
    const proxy = await proxyServer('502 Bad Gateway');
    const dispatcher = connections({ [name]: `http://${proxy.address}` });
    const answer = await request('http://photos.example/a?b=1', { dispatcher });
    expect(await answer.body.text()).toBe('from the proxy');
    expect(proxy.seen).toEqual(['GET http://photos.example/a?b=1']);
  });

  test('is not used for this computer, nor for the hosts in NO_PROXY', async () => {
    const proxy = await proxyServer('502 Bad Gateway');
    const server = await googleServer(sendJson(200, 'direct'));
    const dispatcher = connections({ HTTP_PROXY: proxy.address, NO_PROXY: 'nowhere.invalid' });
    expect(await (await request(server.origin, { dispatcher })).body.json()).toBe('direct');
    await expect(request('http://nowhere.invalid/', { dispatcher })).rejects.toThrow();
    expect(proxy.seen).toEqual([]);
  });

  test('carries the calls to Google through a tunnel; one that refuses is told as unreachable', async () => {
    const proxy = await proxyServer('502 Bad Gateway');
    const { http } = pipeline({ environment: { HTTPS_PROXY: `http://${proxy.address}` } });
    const call = http.json('GET', 'https://photoslibrary.googleapis.com/v1/albums', { schema: z.object({}) }, never);
    const result = await call;
    expect(result.ok ? 'ok' : result.problem.code).toBe('network-unreachable');
    expect(proxy.seen[0]).toBe('CONNECT photoslibrary.googleapis.com:443');
  });

  test('that is no address is told by the name of its variable', () => {
    for (const value of ['http://', 'ftp://proxy.example']) {
      expect(() => connections({ https_proxy: value })).toThrow(/HTTPS_PROXY/);
    }
  });
});
