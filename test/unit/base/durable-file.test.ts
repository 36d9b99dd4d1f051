import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  renameDurably,
  writeFileDurably,
  writeNewFile,
  writePrivateFileDurably,
} from '../../../electron/base/durable-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchSyncs } from './synced-paths.ts';

const isPosix = process.platform !== 'win32';

describe('writeFileDurably', () => {
  test('replaces a file; both its bytes and its name are on the disk', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'report.json');
    await writeFile(file, 'the old text, which is longer');
    const syncs = await watchSyncs();
    await writeFileDurably(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['report.json']);
    expect(syncs.isSynced(file)).toBe(true);
    if (isPosix) expect(syncs.isSynced(folder)).toBe(true);
  });

  test('makes the temporary file where it is told to', async () => {
    const folder = await temporaryFolder();
    const staging = join(folder, 'staging');
    await mkdir(staging);
    await mkdir(join(folder, 'closed'));
    const file = join(folder, 'closed', 'a.xmp');
    await writeFileDurably(file, 'text', { temporaryFolder: staging });
    expect([readdirSync(staging), readFileSync(file, 'utf8')]).toEqual([[], 'text']);
    await expect(writeFileDurably(file, 'x', { temporaryFolder: join(folder, 'none') })).rejects.toThrow(/ENOENT/);
    expect(readFileSync(file, 'utf8')).toBe('text');
  });

  test('leaves nothing behind when it fails', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'taken'));
    await writeFile(join(folder, 'taken', 'inside'), '');
    await expect(writeFileDurably(join(folder, 'taken'), 'text')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  test.runIf(isPosix)('replaces a link instead of writing to where it leads', async () => {
    const folder = await temporaryFolder();
    const elsewhere = join(folder, 'elsewhere');
    await writeFile(elsewhere, 'theirs');
    symlinkSync(elsewhere, join(folder, 'link'));
    await writeFileDurably(join(folder, 'link'), 'ours');
    expect(readFileSync(elsewhere, 'utf8')).toBe('theirs');
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('ours');
  });

  test('shortens a long name for the temporary file', async () => {
    const file = join(await temporaryFolder(), `${'ä'.repeat(120)}.json`);
    await writeFileDurably(file, 'text');
    expect(await readFile(file, 'utf8')).toBe('text');
  });
});

describe('writePrivateFileDurably', () => {
  test('makes the folders that are missing, and their names durable', async () => {
    const folder = await temporaryFolder();
    const syncs = await watchSyncs();
    const file = join(folder, 'data', 'afterimage', 'tokens.json');
    await writePrivateFileDurably(file, '{}');
    expect(readFileSync(file, 'utf8')).toBe('{}');
    if (!isPosix) return;
    for (const path of [folder, join(folder, 'data'), join(folder, 'data', 'afterimage')]) {
      expect(syncs.isSynced(path), path).toBe(true);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  test.runIf(isPosix)('closes a file to others that they could read before', async () => {
    const file = join(await temporaryFolder(), 'tokens.json');
    writeFileSync(file, 'old');
    chmodSync(file, 0o644);
    await writePrivateFileDurably(file, 'new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

test('writeNewFile refuses a name that is taken', async () => {
  const file = join(await temporaryFolder(), 'note');
  const syncs = await watchSyncs();
  await writeNewFile(file, Buffer.from('first'));
  expect(syncs.isSynced(file)).toBe(true);
  await expect(writeNewFile(file, 'second')).rejects.toThrow(/EEXIST/);
  expect(readFileSync(file, 'utf8')).toBe('first');
});

test('renameDurably syncs the file and the folder of its new name', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'to'));
  writeFileSync(join(folder, 'a.partial'), 'content');
  const syncs = await watchSyncs();
  renameDurably(join(folder, 'a.partial'), join(folder, 'to', 'a'));
  expect(readFileSync(join(folder, 'to', 'a'), 'utf8')).toBe('content');
  expect(syncs.isSynced(join(folder, 'to', 'a'))).toBe(true);
  if (isPosix) expect(syncs.isSynced(join(folder, 'to'))).toBe(true);
});
