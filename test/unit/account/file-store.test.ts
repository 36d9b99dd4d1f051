import { execFileSync } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFileStore } from '../../../electron/account/file-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';

const posix = process.platform !== 'win32';

describe('a token file', () => {
  test('keeps secrets for the next process, and says that it is not encrypted', async () => {
    const path = join(await temporaryFolder(), 'made', 'on-the-way', 'tokens.json');
    const { store, warnings } = valueIn(await openFileStore(path));
    expect(warnings.map(({ code }) => code)).toEqual(['token-store-unprotected']);
    expect(store.kind).toBe('file');
    expect(valueIn(await store.get('account/1'))).toBeNull();
    valueIn(await store.set('account/1', 'first'));
    valueIn(await store.set('account/1', 'second'));
    const again = valueIn(await openFileStore(path)).store;
    expect(valueIn(await again.get('account/1'))).toBe('second');
    valueIn(await again.delete('account/1'));
    valueIn(await again.delete('account/1'));
    expect(valueIn(await store.get('account/1'))).toBeNull();
  });

  test('knows no secrets that nobody stored', async () => {
    const { store } = valueIn(await openFileStore(join(await temporaryFolder(), 'tokens.json')));
    valueIn(await store.set('a', 'b'));
    expect(valueIn(await store.get('constructor'))).toBeNull();
    expect(valueIn(await store.get('__proto__'))).toBeNull();
  });

  test('loses nothing when many write at once, and leaves nothing behind', async () => {
    const folder = await temporaryFolder();
    const { store } = valueIn(await openFileStore(join(folder, 'tokens.json')));
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.set(`account/${index}`, String(index))));
    for (let index = 0; index < 20; index += 1) {
      expect(valueIn(await store.get(`account/${index}`))).toBe(String(index));
    }
    expect(await readdir(folder)).toEqual(['tokens.json']);
  });

  test.runIf(posix)('is 0600, whatever it was replaced over, in a folder of 0700', async () => {
    const folder = join(await temporaryFolder(), 'own');
    const path = join(folder, 'tokens.json');
    const { store } = valueIn(await openFileStore(path));
    valueIn(await store.set('a', 'b'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('on a file system that shows everything to everybody holds nothing', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'tokens.json');
    const { store } = valueIn(await openFileStore(path, async () => false));
    const refused = problemIn(await store.set('a', 'secret'), 'token-store-unwritable');
    expect(`${refused.wayOut}${refused.detail}`).not.toContain('chmod');
    expect(await readdir(folder)).toEqual([]);
  });

  test.runIf(posix)('is removed when it lies on such a file system already', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'tokens.json');
    valueIn(await valueIn(await openFileStore(path)).store.set('a', 'secret'));
    await chmod(path, 0o777);
    const refused = problemIn(await openFileStore(path, async () => false), 'token-store-unreadable');
    expect(`${refused.wayOut}${refused.detail}`).not.toContain('chmod');
    expect(await readdir(folder)).toEqual([]);
  });

  test.runIf(posix)('that is a link is replaced where it is, so that no old secret stays behind', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'tokens.json');
    const way = join(folder, 'way.json');
    valueIn(await valueIn(await openFileStore(path)).store.set('a', 'old secret'));
    await symlink(path, way);
    const { store } = valueIn(await openFileStore(way));
    valueIn(await store.set('a', 'new'));
    expect(await readFile(path, 'utf8')).not.toContain('old secret');
    expect((await lstat(way)).isSymbolicLink()).toBe(true);
    expect(valueIn(await store.get('a'))).toBe('new');
  });

  test.runIf(posix)('that is a pipe or a folder is refused at once', async () => {
    const folder = await temporaryFolder();
    execFileSync('mkfifo', ['-m', '600', join(folder, 'pipe')]);
    await mkdir(join(folder, 'folder'), { mode: 0o700 });
    for (const name of ['pipe', 'folder']) {
      problemIn(await openFileStore(join(folder, name)), 'token-store-unreadable');
    }
  });

  test.runIf(posix).each([0o640, 0o604, 0o622, 0o644])('is refused when others may touch it (%i)', async (mode) => {
    const path = join(await temporaryFolder(), 'tokens.json');
    const { store } = valueIn(await openFileStore(path));
    valueIn(await store.set('a', 'b'));
    await chmod(path, mode);
    expect(problemIn(await openFileStore(path), 'token-store-unreadable').wayOut).toContain('chmod 600');
    problemIn(await store.get('a'), 'token-store-unreadable');
    problemIn(await store.set('a', 'c'), 'token-store-unreadable');
    expect(await readFile(path, 'utf8')).toContain('"b"');
  });

  test.each(['', '{"version":1,', '[]', '{"version":2,"secrets":{}}', '{"version":1,"secrets":{"a":7}}'])(
    'that is damaged is kept aside: %s',
    async (text) => {
      const folder = await temporaryFolder();
      const path = join(folder, 'tokens.json');
      await writeFile(path, text, { mode: 0o600 });
      const { store, warnings } = valueIn(await openFileStore(path));
      expect(warnings.map(({ code }) => code)).toEqual(['token-store-unprotected', 'token-store-unreadable']);
      valueIn(await store.set('a', 'b'));
      const [aside] = (await readdir(folder)).filter((name) => name.startsWith('tokens.json.damaged-'));
      expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(text);
    },
  );

  test('that cannot be written is a problem, not a crash', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a-file'), '');
    const { store } = valueIn(await openFileStore(join(folder, 'tokens.json')));
    await mkdir(join(folder, 'tokens.json'));
    expect((await store.set('a', 'b')).ok).toBe(false);
    problemIn(await openFileStore(join(folder, 'a-file', 'tokens.json')), 'token-store-unreadable');
  });
});
