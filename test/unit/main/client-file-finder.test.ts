import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClientFileFinder } from '../../../electron/main/account/client-file-finder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('finds client files by name alone, newest first, and reads only what it has found', async () => {
  const folder = await temporaryFolder();
  const [old, fresh] = [join(folder, 'client_secret_1.json'), join(folder, 'client_secret_1 (1).json')];
  await writeFile(old, 'old');
  await writeFile(fresh, 'fresh');
  await utimes(old, new Date('2026-01-01'), new Date('2026-01-01'));
  await writeFile(join(folder, 'client_secret_huge.json'), 'x'.repeat(70_000));
  await writeFile(join(folder, 'package.json'), '{}');
  await mkdir(join(folder, 'client_secret_folder.json'));
  await symlink(old, join(folder, 'client_secret_link.json'));
  const finder = createClientFileFinder(() => folder);
  const found = await finder.look();
  expect(found.map(({ name }) => name)).toEqual(['client_secret_1 (1).json', 'client_secret_1.json']);
  expect(await finder.read(found[0]?.file ?? '')).toEqual({ ok: true, value: 'fresh' });
  expect((await finder.look()).map(({ file }) => file)).toEqual(found.map(({ file }) => file));
  expect(await finder.read('/etc/passwd')).toMatchObject({ problem: { code: 'entry-unknown' } });
});

test('finds nothing where there is no such folder', async () => {
  expect(await createClientFileFinder(() => '/nowhere/at/all').look()).toEqual([]);
});
