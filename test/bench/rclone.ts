import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { RunningSimulator } from '../demo/simulator-process.ts';
import type { GoogleProxy } from '../support/google-proxy.ts';
import type { Contender } from './contender.ts';
import { measureProcess } from './measured-process.ts';

const clientFile = z.object({ installed: z.object({ client_id: z.string(), client_secret: z.string() }) });
const granted = z.object({ access_token: z.string(), refresh_token: z.string(), token_type: z.string() });

/** As many transfers side by side as we make connections; the rest are rclone's defaults. */
const transfers = 12;
/** The library has names that are too long for a file system: rclone leaves them out, and says so. */
const someFailed = 1;

/**
 * `rclone copy` from its Google Photos backend, unmodified: it is led to a simulator that plays the time before
 * 31 March 2025, when rclone could still list a whole library.
 */
export function rcloneContender(simulator: RunningSimulator, proxy: GoogleProxy): Contender {
  return {
    name: 'rclone',
    perform: async ({ items }, folder) => {
      const config = join(folder, 'rclone.conf');
      const copied = join(folder, 'copied');
      await mkdir(copied);
      await writeFile(config, await rcloneConfig(simulator));
      const { seconds, peakRssBytes } = await measureProcess(
        'rclone',
        ['copy', 'google:media/all', copied, '--config', config, '--transfers', `${transfers}`, '--retries', '1'],
        { environment: { HTTPS_PROXY: proxy.url, SSL_CERT_FILE: proxy.certificateFile }, accepted: [0, someFailed] },
      );
      const files = (await readdir(copied)).length;
      if (files < items * 0.9) throw new Error(`rclone copied ${files} of ${items} items`);
      return { seconds, peakRssBytes, delayP99Ms: null, cpuSeconds: null, requests: null, leftOut: items - files };
    },
  };
}

async function rcloneConfig({ url, clientFile: file }: RunningSimulator): Promise<string> {
  const { client_id, client_secret } = clientFile.parse(JSON.parse(await readFile(file, 'utf8'))).installed;
  const answer = await fetch(`${url}/simulator/grant`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scopes: ['https://www.googleapis.com/auth/photoslibrary.readonly'] }),
  });
  const token = { ...granted.parse(await answer.json()), expiry: new Date(Date.now() + 3_000_000).toISOString() };
  return [
    ...['[google]', 'type = google photos', 'read_only = true'],
    ...[`client_id = ${client_id}`, `client_secret = ${client_secret}`, `token = ${JSON.stringify(token)}`, ''],
  ].join('\n');
}
