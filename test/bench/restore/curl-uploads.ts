import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simulatorProcess } from '../../demo/simulator-process.ts';
import type { Contender } from '../contender.ts';
import { measureProcess } from '../measured-process.ts';
import { grantedToken } from './granted-token.ts';

/** As many uploads side by side as we make. */
const connections = 8;
const batchSize = 50;

/** What the machine can do: curl uploads everything side by side, and makes the items in batches, one after the other. */
export function curlContender(photos: string): Contender {
  return {
    name: 'curl',
    perform: async ({ items }, folder) => {
      const simulator = await simulatorProcess(['--items', '0', '--albums', '0', '--auto-consent']);
      try {
        const { access_token } = await grantedToken(simulator.url);
        const names = await readdir(photos);
        const tokens = join(folder, 'tokens');
        await mkdir(tokens);
        const api = `${simulator.url}/photoslibrary/v1`;
        const uploads = join(folder, 'uploads.conf');
        const lines = names.map((name) => [
          ...[`url = "${api}/uploads"`, `header = "Authorization: Bearer ${access_token}"`],
          ...['header = "Content-Type: application/octet-stream"', 'header = "X-Goog-Upload-Protocol: raw"'],
          ...['header = "X-Goog-Upload-Content-Type: image/jpeg"', 'header = "Expect:"'],
          ...[`data-binary = "@${join(photos, name)}"`, `output = "${join(tokens, name)}"`],
        ]);
        await writeFile(uploads, lines.map((one) => one.join('\n')).join('\nnext\n'));
        const quiet = ['--silent', '--show-error', '--fail'];
        const parallel = ['--parallel', '--parallel-max', `${connections}`];
        const sent = await measureProcess('curl', [...quiet, ...parallel, '--config', uploads]);
        let seconds = sent.seconds;
        for (let from = 0; from < names.length; from += batchSize) {
          const body = join(folder, 'body.json');
          await writeFile(body, await batchOf(names.slice(from, from + batchSize), tokens));
          const made = await measureProcess('curl', [
            ...[...quiet, '-H', `Authorization: Bearer ${access_token}`, '-H', 'Content-Type: application/json'],
            ...['--data-binary', `@${body}`, '--output', join(folder, 'answer.json'), `${api}/mediaItems:batchCreate`],
          ]);
          seconds += made.seconds;
        }
        const requests = names.length + Math.ceil(names.length / batchSize);
        return {
          seconds,
          peakRssBytes: sent.peakRssBytes,
          delayP99Ms: null,
          cpuSeconds: null,
          requests,
          leftOut: items - names.length,
        };
      } finally {
        await simulator.stop();
      }
    },
  };
}

async function batchOf(names: readonly string[], tokens: string): Promise<string> {
  const newMediaItems = await Promise.all(
    names.map(async (fileName) => ({
      simpleMediaItem: { fileName, uploadToken: await readFile(join(tokens, fileName), 'utf8') },
    })),
  );
  return JSON.stringify({ newMediaItems });
}
