import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDispatcher } from '../../../electron/base/dispatcher.ts';
import { httpProxy, socksProxy } from './proxy-servers.ts';

function connections(environment: Record<string, string>) {
  const dispatcher = createDispatcher({ connections: 2, environment });
  onTestFinished(() => dispatcher.destroy());
  return dispatcher;
}

async function directServer(): Promise<string> {
  const server = createServer((_incoming, response) => response.end('direct'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the system proxy', () => {
  test.each([
    ['HTTP_PROXY', 'http://'],
    ['http_proxy', 'http://'],
    ['http_proxy', ''],
    ['ALL_PROXY', 'http://'],
    ['all_proxy', ''],
  ])('in %s is used (%shost:port)', async (name, scheme) => {
    const proxy = await httpProxy();
    const dispatcher = connections({ [name]: `${scheme}${proxy.address}` });
    const answer = await request('http://photos.example/a?b=1', { dispatcher });
    expect(await answer.body.text()).toBe('from the proxy');
    expect(proxy.seen).toEqual(['GET http://photos.example/a?b=1']);
  });

  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'HTTP_PROXY'])(
    'in %s tunnels what is encrypted',
    async (name) => {
      const proxy = await httpProxy();
      await expect(
        request('https://photos.example/', { dispatcher: connections({ [name]: proxy.address }) }),
      ).rejects.toThrow();
      expect(proxy.seen[0]).toBe('CONNECT photos.example:443');
    },
  );

  test.each(['socks5h', 'socks5', 'socks'])('may speak %s, and looks up the host itself', async (scheme) => {
    const proxy = await socksProxy();
    const dispatcher = connections({ ALL_PROXY: `${scheme}://${proxy.address}` });
    const answer = await request('http://nowhere.invalid/a', { dispatcher });
    expect(await answer.body.text()).toBe('from the proxy');
    expect(proxy.seen).toEqual(['CONNECT nowhere.invalid:80', 'GET /a']);
  });

  test('is not used for this computer, nor for the hosts in NO_PROXY', async () => {
    const proxy = await httpProxy();
    const dispatcher = connections({ HTTP_PROXY: proxy.address, NO_PROXY: 'nowhere.invalid' });
    expect(await (await request(await directServer(), { dispatcher })).body.text()).toBe('direct');
    await expect(request('http://nowhere.invalid/', { dispatcher })).rejects.toThrow();
    expect(proxy.seen).toEqual([]);
  });

  test('is only ever read from the environment that is given', async () => {
    expect(connections({})).toBeInstanceOf(Agent);
    expect(connections({ HTTPS_PROXY: '', NO_PROXY: '*' })).toBeInstanceOf(Agent);
  });
});
