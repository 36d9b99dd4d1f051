import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The sums in SHA256SUMS, in order, each of them compared with its file. Throws where the list is not true. */
export async function trueSums(backup: string): Promise<readonly string[]> {
  const text = await readFile(join(backup, 'SHA256SUMS'), 'utf8').catch(() => '');
  const told: string[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, escaped = '', sum = '', path = ''] = /^(\\?)([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === '') throw new Error(`${line} is no line of a list of sums`);
    told.push(sum);
    // A name with a line break, which tests give to no photo.
    if (escaped !== '') continue;
    if (!path.startsWith('Photos/')) throw new Error(`${path} is listed`);
    const content = await readFile(join(backup, path)).catch(() => null);
    if (content === null) throw new Error(`${path} is listed and not there`);
    const found = createHash('sha256').update(content).digest('hex');
    if (found !== sum) throw new Error(`${path} has another sum than is listed`);
  }
  return told.toSorted();
}
