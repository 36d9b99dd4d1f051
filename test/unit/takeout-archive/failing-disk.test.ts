import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPart } from '../../../electron/engine/sources/takeout/archive/part.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { entryAt, fetched, fileOf, forms, keepingSink, listed, opened, unstopped, writePart } from './part-reading.ts';
import { ioError, watchedDisk } from './watched-disk.ts';

const archives = forms.filter((form) => form !== 'folder');
const large = randomBytes(3 << 20);
const files = [fileOf('Takeout/a.jpg', 'photo'), fileOf('Takeout/large.mp4', large), fileOf('Takeout/b.json', '{}')];
const largePlace = { path: 'Takeout/large.mp4', position: 1 };

describe.each(forms)('a disk that is unplugged while a part (%s) is read', (form) => {
  test('ends what is read with its own problem, and what comes after too', async () => {
    let isGone = false;
    const { disk } = watchedDisk({
      beforeRead: () => {
        if (isGone) throw ioError();
        return Number.POSITIVE_INFINITY;
      },
    });
    const part = await opened(await writePart(form, files), disk);
    const { entries } = await listed(part);
    const sink = keepingSink(() => {
      isGone = true;
    });
    const result = await part.fetch(entryAt(entries, largePlace.path), sink, unstopped);
    expect(result).toMatchObject({ ok: false, problem: { code: 'part-gone', detail: 'EIO: i/o error, read' } });
    expect(sink.hasEnded()).toBe(false);
    expect(await fetched(part, entryAt(entries, 'Takeout/b.json'))).toBe('part-gone');
    isGone = false;
    expect(await fetched(part, entryAt(entries, 'Takeout/b.json'))).toEqual(Buffer.from('{}'));
  });
});

test.each(archives)('%s: a disk that is gone at once', async (form) => {
  const { disk } = watchedDisk({
    beforeRead: () => {
      throw ioError();
    },
  });
  expect(await openPart(await writePart(form, files), disk)).toMatchObject({
    ok: false,
    problem: { code: 'part-gone' },
  });
});

test.each(forms)('%s: a file system that answers with less than was asked for', async (form) => {
  const { disk } = watchedDisk({ beforeRead: () => 1000 });
  const few = [fileOf('Takeout/a.jpg', large.subarray(0, 100_000)), fileOf('Takeout/b.json', '{}')];
  const part = await opened(await writePart(form, few), disk);
  const { entries } = await listed(part);
  expect(await Promise.all(entries.map((entry) => fetched(part, entry)))).toEqual([
    large.subarray(0, 100_000),
    Buffer.from('{}'),
  ]);
});

describe('an archive that another program', () => {
  test.each(archives)('cuts off while it is read (%s)', async (form) => {
    const path = await writePart(form, files);
    const part = await opened(path);
    const sink = keepingSink(() => truncate(path, 100));
    expect(await part.fetch(largePlace, sink, unstopped)).toMatchObject({
      ok: false,
      problem: { code: 'part-changed' },
    });
  });

  test.each(archives)('writes over while it is read (%s)', async (form) => {
    const path = await writePart(form, files);
    const part = await opened(path);
    const sink = keepingSink(() => writeFile(path, Buffer.alloc(4 << 20, 1)));
    expect(await part.fetch(largePlace, sink, unstopped)).toMatchObject({
      ok: false,
      problem: { code: 'part-changed' },
    });
    expect(sink.hasEnded()).toBe(false);
  });

  test('appends to: its list is no longer believed', async () => {
    const path = await writePart('zip', files);
    const part = await opened(path);
    await appendFile(path, Buffer.alloc(100_000));
    await truncate(path, 200);
    expect((await listed(part)).end?.code).toBe('part-changed');
  });
});

describe('what cannot be opened', () => {
  test.each([
    ['is not there', async (path: string) => path, 'part-missing'],
    [
      'is below a file',
      async (path: string) => {
        await writeFile(path, 'x');
        return join(path, 'takeout-20260905T101112Z-001.zip');
      },
      'part-missing',
    ],
    [
      'is a folder of something else',
      async (path: string) => {
        await mkdir(path);
        return path;
      },
      'part-not-recognised',
    ],
  ])('%s', async (_, prepare, code) => {
    const path = await prepare(join(await temporaryFolder(), 'takeout-20260905T101112Z-001.zip'));
    expect(await openPart(path)).toMatchObject({ ok: false, problem: { code } });
  });

  test('belongs to somebody else', async () => {
    const refusing = () => Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'open' }));
    const problem = { code: 'part-unreadable' };
    expect(await openPart(await writePart('zip', files), refusing)).toMatchObject({ ok: false, problem });
  });

  test('is a device', async () => {
    expect(await openPart('/dev/null')).toMatchObject({ ok: false, problem: { code: 'part-unreadable' } });
  });
});
