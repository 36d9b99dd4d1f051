import { randomBytes } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import type { OpenPart, PartEntry } from '../../../electron/engine/sources/takeout/archive/part.ts';
import type { TarMark } from '../../../electron/engine/sources/takeout/archive/tar-reader.ts';
import type { ArchiveEntry } from '../../simulator/takeout/archive/archive-writer.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { entryAt, fetched, fileOf, keepingSink, listed, opened, unstopped, writePart } from './part-reading.ts';
import { watchedDisk } from './watched-disk.ts';

const block = 1 << 20;

/** Files of 200,000 bytes: a pass goes through several blocks. */
const photos = Array.from({ length: 12 }, (_, i) => fileOf(`Takeout/${i}.jpg`, randomBytes(200_000)));

async function watchedPart(files: readonly ArchiveEntry[]) {
  const watched = watchedDisk();
  const path = await writePart('pax', files);
  const part = await opened(path, watched.disk);
  const { entries } = await listed(part);
  const before = watched.reads.length;
  /** A pass reads the first block once. */
  const passes = (): number => watched.reads.slice(before).filter((offset) => offset === 0).length;
  return { part, entries, passes };
}

function contentOf(files: readonly ArchiveEntry[], { path }: PartEntry): Buffer {
  return Buffer.concat(files.find((file) => file.path === path)?.chunks ?? []);
}

async function expectAll(part: OpenPart, entries: readonly PartEntry[]): Promise<void> {
  await Promise.all(entries.map(async (entry) => expect(await fetched(part, entry)).toEqual(contentOf(photos, entry))));
}

describe('one forward pass', () => {
  test('serves all that is asked for at once, in whatever order', async () => {
    const { part, entries, passes } = await watchedPart(photos);
    await expectAll(part, entries.toReversed());
    expect(passes()).toBe(1);
  });

  test('waits for what is asked for next, as transfers side by side do', async () => {
    const { part, entries, passes } = await watchedPart(photos);
    const queue = [...entries];
    const worker = async (): Promise<void> => {
      for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) await expectAll(part, [entry]);
    };
    await Promise.all([worker(), worker(), worker()]);
    expect(passes()).toBe(1);
  });

  test('still has what it went past a moment ago', async () => {
    const { part, entries, passes } = await watchedPart(photos);
    for (const i of [2, 1, 4, 3, 0, 11, 9]) await expectAll(part, entries.slice(i, i + 1));
    expect(passes()).toBe(1);
  });

  test('starts over for what was fetched before, once for all that is asked for', async () => {
    const { part, entries, passes } = await watchedPart(photos);
    await expectAll(part, entries);
    await expectAll(part, entries.slice(0, 4));
    expect(passes()).toBe(2);
  });

  test('passes what nobody asks for, even when it is larger than what is kept', async () => {
    const files = [fileOf('Takeout/large.mp4', Buffer.alloc(40 << 20)), fileOf('Takeout/a.jpg', 'a')];
    const { part, entries, passes } = await watchedPart(files);
    expect(await fetched(part, entryAt(entries, 'Takeout/a.jpg'))).toEqual(Buffer.from('a'));
    expect(await fetched(part, entryAt(entries, 'Takeout/large.mp4'))).toHaveLength(40 << 20);
    expect(passes()).toBe(2);
  });

  test('is over when nobody asked for anything for long, and starts over when somebody does', async () => {
    const { part, entries, passes } = await watchedPart(photos);
    await expectAll(part, entries.slice(0, 2));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await expectAll(part, entries.slice(2, 3));
    await setImmediate();
    vi.advanceTimersByTime(59_000);
    await expectAll(part, entries.slice(3, 4));
    expect(passes()).toBe(1);
    await setImmediate();
    vi.advanceTimersByTime(61_000);
    await setImmediate();
    await expectAll(part, entries.slice(4, 6));
    expect(passes()).toBe(2);
  });

  test('continues when a sink wants no more', async () => {
    const { part, entries, passes } = await watchedPart(photos);
    const refusing = keepingSink(() => {
      throw new ProblemError(problem('bytes-not-media'));
    });
    const [first, second] = entries;
    if (first === undefined || second === undefined) throw new Error('No entries');
    const refused = part.fetch(first, refusing, unstopped);
    await expectAll(part, [second]);
    expect(await refused).toMatchObject({ ok: false, problem: { code: 'bytes-not-media' } });
    expect(passes()).toBe(1);
  });

  test('hands on a fault of a sink, and continues', async () => {
    const { part, entries } = await watchedPart(photos);
    const faulty = keepingSink(() => {
      throw new TypeError('a bug');
    });
    await expect(part.fetch(entryAt(entries, 'Takeout/0.jpg'), faulty, unstopped)).rejects.toThrow('a bug');
    await expectAll(part, entries.slice(1));
  });
});

describe('an end before its time', () => {
  test('of one who waits does not concern the others', async () => {
    const { part, entries } = await watchedPart(photos);
    const stop = new AbortController();
    const waiting = fetched(part, entryAt(entries, 'Takeout/9.jpg'), stop.signal);
    stop.abort();
    expect(await waiting).toBe('interrupted');
    await expectAll(part, entries.slice(8));
  });

  test('of the part ends all', async () => {
    const { part, entries } = await watchedPart(photos);
    const waiting = entries.map((entry) => fetched(part, entry));
    await part.close();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['interrupted']));
  });

  test('of a pass that waits for wishes', async () => {
    const { part, entries } = await watchedPart(photos);
    await expectAll(part, entries.slice(0, 1));
    await part.close();
    expect(await fetched(part, entryAt(entries, 'Takeout/1.jpg'))).toBe('interrupted');
  });
});

describe('a damaged archive', () => {
  async function cut(to: (whole: Buffer) => Buffer): Promise<string> {
    const path = await writePart('gnu', photos);
    await writeFile(path, to(await readFile(path)));
    return path;
  }

  test('that is cut gives what could be read, and then the problem', async () => {
    const path = await cut((whole) => whole.subarray(0, 700_000));
    const part = await opened(path);
    const told: string[] = [];
    const bytes: (Buffer | string)[] = [];
    const walk = async (): Promise<void> => {
      for await (const { entry, read } of part.walk(unstopped)) {
        told.push(entry.path);
        const result = await read(block);
        if (result.ok) bytes.push(result.value);
      }
    };
    await expect(walk()).rejects.toMatchObject({ problem: { code: 'part-truncated' } });
    expect(told).toEqual(['Takeout/0.jpg', 'Takeout/1.jpg', 'Takeout/2.jpg', 'Takeout/3.jpg']);
    expect(bytes).toEqual(photos.slice(0, 3).map(({ chunks }) => Buffer.concat(chunks)));
    const places = Array.from({ length: 6 }, (_, position) => ({ path: `Takeout/${position}.jpg`, position }));
    const all = await Promise.all(places.map((place) => fetched(part, place)));
    expect(all.slice(0, 3)).toEqual(bytes);
    expect(all.slice(3)).toEqual(['part-truncated', 'part-truncated', 'part-truncated']);
  });

  test('that is cut exactly between two members is not taken for a whole one', async () => {
    const whole = gunzipSync(
      await readFile(await writePart('gnu', [fileOf('Takeout/a.jpg', 'a'), fileOf('Takeout/b.jpg', 'b')])),
    );
    const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-001.tgz');
    // Header and data of one member are two blocks of 512 bytes.
    await writeFile(path, gzipSync(whole.subarray(0, 1024)));
    const { entries, end } = await listed(await opened(path));
    expect([entries.map((entry) => entry.path), end?.code]).toEqual([['Takeout/a.jpg'], 'part-truncated']);
  });

  test.each([
    ['a wrong checksum at its end', (whole: Buffer) => Buffer.concat([whole.subarray(0, -6), Buffer.alloc(6)])],
    ['a gzip of something else', () => gzipSync(Buffer.alloc(5000, 'no tar '))],
    ['rubbish behind the magic', () => Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(5000, 1)])],
  ])('with %s', async (_, to) => {
    expect((await listed(await opened(await cut(to)))).end?.code).toBe('part-damaged');
  });

  test.each([
    ['nothing but its end', () => gzipSync(Buffer.alloc(10_240)), 'part-empty'],
    ['no bytes', () => gzipSync(Buffer.alloc(0)), 'part-truncated'],
  ])('with %s', async (_, to, code) => {
    expect(await listed(await opened(await cut(to)))).toMatchObject({ entries: [], end: { code } });
  });
});

test('a part that is written to while it is read is found out', async () => {
  const path = await writePart('gnu', photos);
  const part = await opened(path);
  const first = { path: 'Takeout/0.jpg', position: 0 };
  const sink = keepingSink(async () => appendFile(path, 'more'));
  expect(await part.fetch(first, sink, unstopped)).toMatchObject({ ok: false, problem: { code: 'part-changed' } });
  expect(sink.hasEnded()).toBe(false);
});

test('what is not at that place is not given', async () => {
  const part = await opened(await writePart('gnu', photos.slice(0, 2)));
  const places = [
    { path: 'Takeout/1.jpg', position: 0 },
    { path: 'Takeout/2.jpg', position: 2 },
    { path: 'Takeout/0.jpg', position: -1 },
    { path: 'Takeout/0.jpg', position: 0.5 },
  ];
  for (const place of places) expect(await fetched(part, place), `${place.position}`).toBe('part-changed');
});

test('names in any encoding, and the time of a file', async () => {
  const part = await opened(
    await writePart('gnu', [fileOf('./Takeout/夏/ü.jpg', 'a'), fileOf(`Takeout/${'ü'.repeat(90)}.jpg`, 'b')]),
  );
  const { entries } = await listed(part);
  expect(entries.map((entry) => entry.path)).toEqual(['Takeout/夏/ü.jpg', `Takeout/${'ü'.repeat(90)}.jpg`]);
  expect(entries[0]).toMatchObject({ modifiedAt: Date.UTC(2026, 8, 5, 10), crc32: null });
});

describe('a pass from a mark', () => {
  const many = Array.from({ length: 60 }, (_, i) =>
    fileOf(`Takeout/${'long/'.repeat(30)}${i}.jpg`, randomBytes(200_000)),
  );

  test.each(['pax', 'gnu'] as const)('of a tar as %s tells the same entries with the same bytes', async (form) => {
    const part = await opened(await writePart(form, many));
    const marks = new Map<number, TarMark>();
    const all: { readonly path: string; readonly position: number }[] = [];
    for await (const { entry, mark } of part.walk(unstopped)) {
      all.push({ path: entry.path, position: entry.position });
      if (mark !== null && mark !== undefined) marks.set(mark.gzip.packed, mark);
    }
    expect(marks.size).toBeGreaterThanOrEqual(3);
    for (const mark of marks.values()) {
      const again: typeof all = [];
      for await (const { entry, read } of part.walk(unstopped, mark)) {
        again.push({ path: entry.path, position: entry.position });
        expect(await read(1 << 20)).toEqual({ ok: true, value: contentOf(many, entry) });
      }
      expect(again).toEqual(all.slice(mark.position));
    }
  });

  test('is where fetching begins that knows of one, and passes by what lies before', async () => {
    const watched = watchedDisk();
    const part = await opened(await writePart('pax', many), watched.disk);
    const marks: TarMark[] = [];
    for await (const { mark } of part.walk(unstopped)) if (mark !== null && mark !== undefined) marks.push(mark);
    const reached: number[] = [];
    part.resuming?.fetchFrom({
      nearest: async (position) => marks.findLast((mark) => mark.position <= position) ?? null,
      reached: (mark) => void reached.push(mark.position),
    });
    const { entries } = await listed(part);
    const before = watched.reads.length;
    const last = entryAt(entries, many.at(-1)?.path ?? '');
    expect(await fetched(part, last)).toEqual(contentOf(many, last));
    const first = watched.reads[before] ?? 0;
    expect(first).toBeGreaterThan(part.bytes / 2);
    expect(await fetched(part, entryAt(entries, many[0]?.path ?? ''))).toEqual(contentOf(many, entries[0] ?? last));
    expect(watched.reads.slice(before + 1)).toContain(0);
  });

  test('is none behind a link, by which is judged what lies behind it', async () => {
    const tar = gunzipSync(await readFile(await writePart('gnu', many)));
    const link = Buffer.from(tar.subarray(0, 512));
    link.write('Takeout/link', 0);
    link.fill(0, 12, 100);
    link.write('2', 156);
    link.write('00000000000', 124);
    link.write('        ', 148);
    link.write(
      `${link
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-001.tgz');
    await writeFile(path, gzipSync(Buffer.concat([link, tar])));
    const marks: unknown[] = [];
    for await (const { mark } of (await opened(path)).walk(unstopped)) marks.push(mark);
    expect(marks.length).toBe(many.length + 1);
    expect(marks.every((mark) => mark === null)).toBe(true);
  });
});
