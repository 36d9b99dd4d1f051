import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { simulatorProcess } from '../../demo/simulator-process.ts';
import { startGoogleProxy } from '../../support/google-proxy.ts';
import type { Contender } from '../contender.ts';
import { measureProcess } from '../measured-process.ts';
import { grantedToken } from './granted-token.ts';

const clientFile = z.object({ installed: z.object({ client_id: z.string(), client_secret: z.string() }) });
/** It makes each item by itself, and Google one at a time: more than one transfer makes it wait for minutes. */
const transfers = 1;

/** `rclone copy` to its Google Photos backend, unmodified. */
export function rcloneUploadContender(photos: string): Contender {
  return {
    name: 'rclone',
    perform: async ({ items }, folder) => {
      const simulator = await simulatorProcess(['--items', '0', '--albums', '0', '--auto-consent']);
      const proxy = await startGoogleProxy(simulator.url, join(folder, 'proxy'));
      try {
        const { client_id, client_secret } = clientFile.parse(
          JSON.parse(await readFile(simulator.clientFile, 'utf8')),
        ).installed;
        const granted = await grantedToken(simulator.url);
        const token = { ...granted, expiry: new Date(Date.now() + 3_000_000).toISOString() };
        const config = join(folder, 'rclone.conf');
        const remote = ['[google]', 'type = google photos', `client_id = ${client_id}`];
        await writeFile(
          config,
          [...remote, `client_secret = ${client_secret}`, `token = ${JSON.stringify(token)}`, ''].join('\n'),
        );
        const { seconds, peakRssBytes } = await measureProcess(
          'rclone',
          ['copy', photos, 'google:upload', '--config', config, '--transfers', `${transfers}`, '--retries', '1'],
          { environment: { HTTPS_PROXY: proxy.url, SSL_CERT_FILE: proxy.certificateFile } },
        );
        const lines = (await (await fetch(`${simulator.url}/simulator/uploads`)).text()).trimEnd().split('\n');
        return {
          seconds,
          peakRssBytes,
          delayP99Ms: null,
          cpuSeconds: null,
          requests: null,
          leftOut: items - lines.length,
        };
      } finally {
        await proxy.stop();
        await simulator.stop();
      }
    },
  };
}
