import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Simulator } from '../simulator/server/simulator.ts';
import type { GoogleProxy } from './google-proxy.ts';
import { testEnvironment } from './test-environment.ts';

/** What rclone calls a backend, what it asks to be permitted, and how it is set up. */
const backends = {
  'google photos': {
    scopes: ['photoslibrary.appendonly', 'photoslibrary.readonly.appcreateddata', 'photoslibrary.edit.appcreateddata'],
    lines: [],
  },
  drive: { scopes: ['drive.readonly'], lines: ['scope = drive.readonly'] },
} as const;

/** A backend of rclone, unmodified, led to a simulator. */
export interface Rclone {
  /** Runs it; rejects with what it said when it fails. Resolves to its output. */
  readonly run: (...args: readonly string[]) => Promise<string>;
}

/** Signs rclone in, in the folder `scratch`; its remote is called `google:`. */
export async function signedInRclone(
  simulator: Simulator,
  proxy: GoogleProxy,
  scratch: string,
  type: keyof typeof backends = 'google photos',
): Promise<Rclone> {
  const { client_id, client_secret } = simulator.client.installed;
  const { scopes, lines: more } = backends[type];
  const { tokens } = await simulator.grant(scopes.map((scope) => `https://www.googleapis.com/auth/${scope}`));
  const token = { ...tokens, expiry: new Date(Date.now() + 3_000_000).toISOString() };
  const config = join(scratch, 'rclone.conf');
  const lines = ['[google]', `type = ${type}`, ...more, `client_id = ${client_id}`, `client_secret = ${client_secret}`];
  await writeFile(config, [...lines, `token = ${JSON.stringify(token)}`, ''].join('\n'));
  const env = testEnvironment({ HTTPS_PROXY: proxy.url, SSL_CERT_FILE: proxy.certificateFile });
  return {
    run: async (...args) => {
      const child = spawn('rclone', [...args, '--config', config, '--retries', '1'], { env });
      const ended = new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      });
      const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      if (code !== 0) throw new Error(`rclone ${args.join(' ')} ended with ${code}: ${complained}`);
      return said;
    },
  };
}
