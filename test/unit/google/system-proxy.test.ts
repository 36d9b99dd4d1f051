import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { httpProxy } from '../base/proxy-servers.ts';
import { pipeline } from './pipeline.ts';

const never = new AbortController().signal;

describe('the system proxy', () => {
  test('carries the calls to Google through a tunnel; one that refuses is told as unreachable', async () => {
    const proxy = await httpProxy('502 Bad Gateway');
    const { http } = pipeline({ environment: { HTTPS_PROXY: `http://${proxy.address}` } });
    const call = http.json('GET', 'https://photoslibrary.googleapis.com/v1/albums', { schema: z.object({}) }, never);
    const result = await call;
    expect(result.ok ? 'ok' : result.problem.code).toBe('network-unreachable');
    expect(proxy.seen[0]).toBe('CONNECT photoslibrary.googleapis.com:443');
  });

  test('that is no address is told by the name of its variable, with a way out', () => {
    for (const value of ['http://', 'ftp://proxy.example']) {
      expect(() => pipeline({ environment: { https_proxy: value } })).toThrow(
        expect.objectContaining({
          problem: expect.objectContaining({
            code: 'network-unreachable',
            detail: 'The variable HTTPS_PROXY does not hold the address of a proxy.',
            wayOut: expect.stringContaining('Correct HTTPS_PROXY'),
          }),
        }),
      );
    }
  });
});
