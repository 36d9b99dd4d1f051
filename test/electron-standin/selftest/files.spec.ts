import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from './launch.ts';

test('the preload learns where chosen and dropped files are', { tag: '@both' }, async ({
  sharedPage: page,
  profile,
}) => {
  const files = ['one.json', 'two.json'].map((name) => join(profile, 'files', name));
  for (const [index, file] of files.entries()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'x'.repeat(index + 1));
  }
  await page.getByLabel('Client file').setInputFiles(files);
  await expect(page.locator('#answer')).toHaveText(files.join(', '));

  const target = await page.locator('#drop').boundingBox();
  const client = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', {
      type,
      x: (target?.x ?? 0) + 5,
      y: (target?.y ?? 0) + 5,
      data: { items: [], files: files.slice(1), dragOperationsMask: 1 },
    });
  }
  await expect(page.locator('#answer')).toHaveText(files[1] ?? '');

  await page
    .getByLabel('Client file')
    .setInputFiles({ name: 'made-up.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(page.locator('#answer')).toHaveText('');
});
