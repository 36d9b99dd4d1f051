import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from '../contender.ts';
import { measureProcess } from '../measured-process.ts';

/**
 * The same durable work by hand: unzip writes both parts, sha256sum hashes what they held on two cores, sync brings it to
 * the disk. No dates, no albums, no catalog, and every double stays.
 */
export function unzipContender(parts: readonly string[]): Contender {
  return {
    name: 'unzip, sha256sum, sync',
    perform: async (_work, folder) => {
      const extracted = join(folder, 'extracted');
      await mkdir(extracted);
      const startedAt = performance.now();
      // One after the other, as a person does. 1 is a warning: names that are not what the archive says.
      for (const part of parts)
        await measureProcess('unzip', ['-q', '-o', '-d', extracted, part], { accepted: [0, 1] });
      const files = (await readdir(extracted, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));
      const half = Math.ceil(files.length / 2);
      await Promise.all([files.slice(0, half), files.slice(half)].map((some) => measureProcess('sha256sum', some)));
      await measureProcess('sync', ['--file-system', extracted]);
      const seconds = (performance.now() - startedAt) / 1_000;
      return { seconds, peakRssBytes: null, delayP99Ms: null, cpuSeconds: null, requests: null, leftOut: 0 };
    },
  };
}
