import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDiskThreads } from '../../../electron/engine/destination/disk-threads.ts';
import { freshBudget } from '../../../electron/engine/destination/patience.ts';
import { SpareThreads } from '../../../electron/engine/destination/spare-threads.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { threadsForTest } from './open-folder.ts';

const { signal } = new AbortController();

function block(text: string): SharedArrayBuffer {
  const made = new SharedArrayBuffer(64);
  new Uint8Array(made).set(Buffer.from(text));
  return made;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

test('files on one thread do not mix, and take blocks in order', async () => {
  const folder = await temporaryFolder();
  const threads = threadsForTest();
  const [one, other, empty] = [threads.file(), threads.file(), threads.file()];
  const asked = [
    one.create(join(folder, 'one')),
    other.create(join(folder, 'other')),
    empty.create(join(folder, 'empty')),
    one.append(block('a'), 1),
    other.append(block('xy'), 2),
    one.append(block('bc'), 2),
  ];
  const hashes = await Promise.all([one.finish(), other.finish(), empty.finish()]);
  await Promise.all(asked);
  expect(hashes).toEqual([
    { sha256: sha256('abc'), bytes: 3 },
    { sha256: sha256('xy'), bytes: 2 },
    { sha256: sha256(''), bytes: 0 },
  ]);
  expect(await readFile(join(folder, 'one'), 'utf8')).toBe('abc');
});

test('a whole file takes one question, replaces what is there, and leaves the block as it was', async () => {
  const path = join(await temporaryFolder(), 'file');
  await writeFile(path, 'something longer');
  const given = block('short and more');
  expect(await threadsForTest().writeWhole(path, given, 5)).toEqual({ sha256: sha256('short'), bytes: 5 });
  expect(await readFile(path, 'utf8')).toBe('short');
  expect(Buffer.from(given).toString('latin1', 0, 14)).toBe('short and more');
});

test('whole files that come together are answered in the order of asking, and what is asked between them too', async () => {
  const folder = await temporaryFolder();
  const threads = threadsForTest();
  const names = Array.from({ length: 70 }, (_none, index) => `${index}`);
  const answered: string[] = [];
  const file = threads.file();
  await Promise.all([
    ...names.slice(0, 35).map(async (name) => {
      expect(await threads.writeWhole(join(folder, name), block(name), name.length)).toMatchObject({
        sha256: sha256(name),
      });
      answered.push(name);
    }),
    file.create(join(folder, 'large')).then(() => answered.push('large')),
    expect(threads.writeWhole(join(folder, 'no', 'where'), block('a'), 1)).rejects.toMatchObject({ code: 'ENOENT' }),
    ...names.slice(35).map(async (name) => {
      await threads.writeWhole(join(folder, name), block(name), name.length);
      answered.push(name);
    }),
  ]);
  expect(answered).toEqual([...names.slice(0, 35), 'large', ...names.slice(35)]);
  for (const name of names) expect(await readFile(join(folder, name), 'utf8')).toBe(name);
  await file.finish();
});

test('a file continues behind its first bytes, and its bytes can be read meanwhile', async () => {
  const path = join(await temporaryFolder(), 'file');
  await writeFile(path, 'abcdef and what no longer counts');
  const file = threadsForTest().file();
  await file.reopen(path, 6);
  await file.append(block('ghi'), 3);
  expect(Buffer.from(await file.read(4, 100)).toString()).toBe('efghi');
  expect(await file.finish()).toEqual({ sha256: sha256('abcdefghi'), bytes: 9 });
  expect(await readFile(path, 'utf8')).toBe('abcdefghi');
});

test('hashes files on several threads', async () => {
  const folder = await temporaryFolder();
  const threads = openDiskThreads({ most: 2 });
  const names = ['a', 'b', 'c', 'd'];
  for (const name of names) await writeFile(join(folder, name), name.repeat(100_000));
  const hashes = await Promise.all(names.map((name) => threads.hash(join(folder, name), signal)));
  expect(hashes).toEqual(names.map((name) => ({ sha256: sha256(name.repeat(100_000)), bytes: 100_000 })));
  await threads.close();
});

test('no further thread starts while it may not grow, and more as soon as it may', async () => {
  const path = join(await temporaryFolder(), 'file');
  await writeFile(path, 'a');
  let mayGrow = false;
  const threads = openDiskThreads({ most: 3, mayGrow: () => mayGrow }, freshBudget(), new SpareThreads());
  let started = 0;
  const count = (): void => {
    started += 1;
  };
  process.on('worker', count);
  const hashAll = () => Promise.all(Array.from({ length: 12 }, () => threads.hash(path, signal)));
  await hashAll();
  expect(started).toBe(1);
  mayGrow = true;
  await hashAll();
  expect(started).toBe(3);
  process.off('worker', count);
  await threads.close();
});

test("tells the system's error for a file that is not there, and goes on", async () => {
  const folder = await temporaryFolder();
  const threads = threadsForTest();
  await expect(threads.hash(join(folder, 'gone'), signal)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(threads.writeWhole(join(folder, 'no', 'where'), block('a'), 1)).rejects.toMatchObject({
    code: 'ENOENT',
  });
  await writeFile(join(folder, 'there'), 'a');
  expect(await threads.hash(join(folder, 'there'), signal)).toMatchObject({ bytes: 1 });
});

test('a file is not begun after a stop, and given up at one', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, Buffer.alloc(8 * 1024 * 1024));
  const threads = threadsForTest();
  await expect(threads.hash(file, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  const stopping = new AbortController();
  const hash = threads.hash(file, stopping.signal);
  stopping.abort(new Error('enough'));
  await expect(hash).rejects.toThrow('enough');
});

test('what is under way when the threads are closed rejects, and a file never continues without its beginning', async () => {
  const threads = threadsForTest();
  const file = threads.file();
  await file.create(join(await temporaryFolder(), 'file'));
  await file.append(block('abc'), 3);
  const underWay = file.append(block('def'), 3);
  const closing = threads.close();
  await expect(underWay).rejects.toThrow('closed');
  await closing;
  await expect(file.finish()).rejects.toThrow('not open');
});

describe('the threads of one run and the next', () => {
  async function startedBy(work: () => Promise<unknown>): Promise<readonly Worker[]> {
    const started: Worker[] = [];
    const count = (worker: Worker): void => void started.push(worker);
    process.on('worker', count);
    await work();
    process.off('worker', count);
    return started;
  }

  test('are the same when nothing was under way', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, 'a');
    const spare = new SpareThreads();
    const started = await startedBy(async () => {
      for (let run = 0; run < 3; run += 1) {
        const threads = openDiskThreads({ most: 1 }, freshBudget(), spare);
        expect(await threads.hash(file, signal)).toMatchObject({ sha256: sha256('a') });
        const written = threads.file();
        await written.create(`${file}-${run}`);
        await written.append(block('bc'), 2);
        expect(await written.finish()).toEqual({ sha256: sha256('bc'), bytes: 2 });
        await threads.close();
      }
    });
    expect(started).toHaveLength(1);
  });

  test.runIf(process.platform === 'linux')('draw on the budget of the run that they work for', async () => {
    const spare = new SpareThreads();
    const budgets = [freshBudget(), freshBudget()];
    for (const budget of budgets) {
      budget[0] = 60;
      const threads = openDiskThreads({ most: 1 }, budget, spare);
      // Linux removes no file of /proc for anybody, and says of it what it says of a file that is held.
      await expect(threads.writeWhole('/proc/self/comm', block('a'), 1)).rejects.toThrow(/EPERM|EACCES/);
      await threads.close();
    }
    // One wait of 50 ms, and one of 100 that was no longer in it.
    expect(budgets.map(([left]) => left)).toEqual([-90, -90]);
  });

  test('are others after a file was left open, or work cut short', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), Buffer.alloc(4 * 1024 * 1024));
    const spare = new SpareThreads();
    const started = await startedBy(async () => {
      const first = openDiskThreads({ most: 1 }, freshBudget(), spare);
      await first.file().create(join(folder, 'left'));
      await first.close();
      const second = openDiskThreads({ most: 1 }, freshBudget(), spare);
      const underWay = second.hash(join(folder, 'file'), signal);
      const closing = second.close();
      await expect(underWay).rejects.toThrow('closed');
      await closing;
      const third = openDiskThreads({ most: 1 }, freshBudget(), spare);
      await third.hash(join(folder, 'file'), signal);
      await third.close();
    });
    expect(started).toHaveLength(3);
  });
});

test('a thread that nobody takes ends after a while, and one that was taken works on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, 'a');
  const spare = new SpareThreads();
  const run = async (work: () => unknown): Promise<void> => {
    const threads = openDiskThreads({ most: 1 }, freshBudget(), spare);
    await threads.hash(file, signal);
    await work();
    expect(await threads.hash(file, signal)).toMatchObject({ bytes: 1 });
    await threads.close();
  };
  const ended: unknown[] = [];
  const watch = (worker: Worker): void => void worker.once('exit', (code) => ended.push(code));
  process.once('worker', watch);
  await run(() => undefined);
  await run(() => vi.advanceTimersByTime(60_000));
  expect(ended).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(spare.take()).toBeNull();
  await expect.poll(() => ended).toHaveLength(1);
});
