import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyContent, copyContentSync } from '../../../electron/base/copy-content.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const content = Buffer.alloc(600_000, 'photo');

async function places() {
  const folder = await temporaryFolder();
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  await writeFile(from, content);
  return { from, to };
}

function refusing(code: string) {
  return (): never => {
    throw Object.assign(new Error(`${code}: fchmod`), { code });
  };
}

test.each(['ENOTSUP', 'EPERM', 'ENOSYS'])('a disk that refuses permissions (%s) gets the bytes', async (code) => {
  const one = await places();
  await copyContent(one.from, one.to, async () => refusing(code)());
  expect((await readFile(one.to)).equals(content)).toBe(true);
  const other = await places();
  copyContentSync(other.from, other.to, refusing(code));
  expect((await readFile(other.to)).equals(content)).toBe(true);
});

test('what is there is not replaced, and other errors are told', async () => {
  const { from, to } = await places();
  await expect(copyContent(from, to, async () => refusing('ENOSPC')())).rejects.toThrow('ENOSPC');
  await writeFile(to, 'mine');
  await expect(copyContent(from, to)).rejects.toThrow('EEXIST');
  expect(() => copyContentSync(from, to)).toThrow('EEXIST');
  expect(await readFile(to, 'utf8')).toBe('mine');
});
