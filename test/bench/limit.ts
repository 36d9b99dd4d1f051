import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from './contender.ts';
import { measureProcess } from './measured-process.ts';

/** More connections than this made curl slower, fewer too. */
const connections = 12;

/**
 * What the machine can do: curl fetches everything, sha256sum hashes it on two cores, sync brings it to the disk. No
 * listing, no names, no catalog.
 */
export function limitContender(urls: readonly string[]): Contender {
  return {
    name: 'limit',
    perform: async (_shape, folder) => {
      const fetched = join(folder, 'fetched');
      await mkdir(fetched);
      const config = join(folder, 'curl.conf');
      await writeFile(config, curlConfig(urls, fetched));
      const curl = await measureProcess('curl', [
        ...['--silent', '--show-error', '--fail', '--parallel', '--parallel-max', `${connections}`],
        ...['--config', config],
      ]);
      const files = (await readdir(fetched)).map((name) => join(fetched, name));
      if (files.length !== urls.length) throw new Error(`curl fetched ${files.length} of ${urls.length} files`);
      const startedAt = performance.now();
      const half = Math.ceil(files.length / 2);
      await Promise.all([files.slice(0, half), files.slice(half)].map((part) => measureProcess('sha256sum', part)));
      await measureProcess('sync', ['--file-system', fetched]);
      const seconds = curl.seconds + (performance.now() - startedAt) / 1_000;
      return {
        seconds,
        peakRssBytes: curl.peakRssBytes,
        delayP99Ms: null,
        cpuSeconds: null,
        requests: urls.length,
        leftOut: 0,
      };
    },
  };
}

function curlConfig(urls: readonly string[], folder: string): string {
  return urls.map((url, index) => `url = "${url}"\noutput = "${join(folder, `${index}`)}"\n`).join('');
}
