import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../simulator/server/simulator.ts';
import { startGoogleProxy } from '../../support/google-proxy.ts';
import { signedInRclone } from '../../support/rclone.ts';
import { openRestoreWorld } from '../../support/restore-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { restored } from './restored.ts';

test('rclone, unmodified, uploads into an album of the simulated Google and lists it', { tags: 'rclone' }, async () => {
  const scratch = await temporaryFolder();
  const simulator = await startSimulator({ items: 0, albums: 0 });
  onTestFinished(() => simulator.close());
  const proxy = await startGoogleProxy(simulator.url, scratch);
  onTestFinished(() => proxy.stop());
  const rclone = await signedInRclone(simulator, proxy, scratch);

  const photos = join(scratch, 'photos');
  await mkdir(photos);
  const sums: string[] = [];
  for (const shade of [10, 20, 30]) {
    const background = { r: shade, g: shade, b: 0 };
    const bytes = await sharp({ create: { width: 32, height: 32, channels: 3, background } })
      .jpeg()
      .toBuffer();
    await writeFile(join(photos, `${shade}.jpg`), bytes);
    sums.push(createHash('sha256').update(bytes).digest('hex'));
  }
  await rclone.run('copy', photos, 'google:album/Rome');

  expect((await rclone.run('lsf', 'google:album/Rome')).trim().split('\n').sort()).toEqual([
    '10.jpg',
    '20.jpg',
    '30.jpg',
  ]);
  const arrived = [];
  for await (const upload of simulator.uploads()) arrived.push(upload);
  expect(arrived.map(({ sha256 }) => sha256).sort()).toEqual(sums.sort());
  expect(arrived.map(({ albums }) => albums.map(({ title }) => title))).toEqual([['Rome'], ['Rome'], ['Rome']]);
});

test('rclone, unmodified, sees what was restored', { tags: 'rclone' }, async () => {
  const scratch = await temporaryFolder();
  const world = await openRestoreWorld();
  await restored(world);
  const proxy = await startGoogleProxy(world.google.url, scratch);
  onTestFinished(() => proxy.stop());
  const rclone = await signedInRclone(world.google, proxy, scratch);
  const list = async (path: string) => (await rclone.run('lsf', `google:${path}`)).trim().split('\n').sort();
  expect(await list('album')).toEqual(['Rome/']);
  const { Rome = [] } = await world.albumsThere();
  expect(await list('album/Rome')).toEqual([...Rome].sort());
  const uploads = await world.uploads();
  expect(await list('media/all')).toEqual(uploads.map(({ filename }) => filename).sort());
});
