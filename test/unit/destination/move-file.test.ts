import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moveWithoutReplacing } from '../../../electron/engine/destination/move-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** As FAT answers a hard link. */
const noLinks = (): Promise<never> => Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' }));

describe.each([
  ['with hard links', undefined],
  ['without hard links', noLinks],
])('%s', (_, linkFile) => {
  test('a file moves whole', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'from'), 'bytes');
    expect(await moveWithoutReplacing(join(folder, 'from'), join(folder, 'to'), linkFile)).toBe('moved');
    expect(await readdir(folder)).toEqual(['to']);
    expect(await readFile(join(folder, 'to'), 'utf8')).toBe('bytes');
  });

  test('what is there is never replaced', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'from'), 'bytes');
    await writeFile(join(folder, 'to'), 'mine');
    expect(await moveWithoutReplacing(join(folder, 'from'), join(folder, 'to'), linkFile)).toBe('taken');
    expect(await readFile(join(folder, 'from'), 'utf8')).toBe('bytes');
    expect(await readFile(join(folder, 'to'), 'utf8')).toBe('mine');
  });

  test('a folder that is missing is told', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'from'), 'bytes');
    const move = moveWithoutReplacing(join(folder, 'from'), join(folder, 'gone/to'), linkFile);
    await expect(move).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
