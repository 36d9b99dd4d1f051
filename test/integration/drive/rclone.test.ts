import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../simulator/server/simulator.ts';
import { startGoogleProxy } from '../../support/google-proxy.ts';
import { signedInRclone } from '../../support/rclone.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('rclone, unmodified, lists and copies what lies in the simulated Drive', { tags: 'rclone' }, async () => {
  const scratch = await temporaryFolder();
  const folder = join(scratch, 'drive');
  await mkdir(folder);
  const contents = new Map([
    ['takeout-20260301T120000Z-001.zip', Buffer.from('PK first part'.repeat(40_000))],
    ['GH010015-002.MP4', Buffer.from('a bare film'.repeat(200))],
  ]);
  for (const [name, bytes] of contents) await writeFile(join(folder, name), bytes);
  const simulator = await startSimulator({ items: 0, albums: 0, drive: { folder } });
  onTestFinished(() => simulator.close());
  const proxy = await startGoogleProxy(simulator.url, scratch);
  onTestFinished(() => proxy.stop());
  const rclone = await signedInRclone(simulator, proxy, scratch, 'drive');

  const lines = (await rclone.run('lsf', '--format', 'ps', 'google:Takeout')).trim().split('\n');
  expect(lines.toSorted()).toEqual([...contents].map(([name, { length }]) => `${name};${length}`).toSorted());
  const copied = join(scratch, 'copied');
  // It compares the checksums that Drive tells.
  await rclone.run('copy', '--checksum', 'google:Takeout', copied);
  for (const [name, bytes] of contents) expect(bytes.equals(await readFile(join(copied, name)))).toBe(true);
});
