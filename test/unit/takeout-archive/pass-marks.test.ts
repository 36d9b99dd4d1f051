import { expect, test } from 'vitest';
import type { WaitingNotes } from '../../../electron/contract/bytes.ts';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import type { TarMark } from '../../../electron/engine/sources/takeout/archive/tar-reader.ts';
import { PassMarks } from '../../../electron/engine/sources/takeout/pass-marks.ts';

/** Notes in memory; a `hold` keeps what is written from being there. */
function memoryNotes() {
  const all = new Map<string, Uint8Array>();
  let hold: Promise<void> = Promise.resolve();
  let isFull = false;
  const notes: WaitingNotes = {
    read: async (name) => all.get(name) ?? null,
    write: async (name, content) => {
      all.delete(name);
      await hold;
      if (isFull) throw new ProblemError(problem('destination-full'));
      all.set(name, content);
    },
    drop: async (prefix) => {
      for (const name of all.keys()) if (name.startsWith(prefix)) all.delete(name);
    },
  };
  const full = (is: boolean): void => {
    isFull = is;
  };
  const holdBack = (until: Promise<void>): void => {
    hold = until;
  };
  return { all, notes, full, holdBack };
}

const part = { fingerprint: 'f', bytes: 1_000_000, resuming: { identity: 'one', fetchFrom: () => undefined } };

/** The mark before the entry at `position`, of entries of 1,000 bytes each. */
function markAt(position: number): TarMark {
  const place = position * 1_000;
  const gzip = { packed: place, bit: 3, unpacked: place, window: Buffer.alloc(Math.min(place, 32 << 10)) };
  return { gzip: { ...gzip, memberBegin: 0, crc32: 1 }, offset: place, position, global: new Map([['path', 'p']]) };
}

async function reachedAll(marks: PassMarks, positions: readonly number[]): Promise<void> {
  for (const position of positions) await marks.reached(markAt(position));
  await marks.settled();
}

const hundred = Array.from({ length: 100 }, (_, i) => i + 1);

test('a mark is read back as it was written, by this run and the next', async () => {
  const { notes } = memoryNotes();
  const marks = new PassMarks(notes, part);
  await reachedAll(marks, [7]);
  expect(await marks.nearest(9)).toEqual(markAt(7));
  expect(await new PassMarks(notes, part).nearest(7)).toEqual(markAt(7));
  expect(await marks.nearest(6)).toBeNull();
});

test('however far the first entry that is not stored lies behind, a mark is left before it', async () => {
  const { all, notes } = memoryNotes();
  await reachedAll(new PassMarks(notes, part), hundred);
  expect(all.size).toBe(16);
  for (const position of [2, 10, 50, 90, 99, 100]) {
    const found = (await new PassMarks(notes, part).nearest(position))?.position ?? 0;
    expect(found).toBeGreaterThanOrEqual(position - 2 - (100 - position));
    expect(found).toBeGreaterThan(0);
  }
});

test('a pass waits for the mark before, so that the disk is never two behind', async () => {
  const { notes, holdBack } = memoryNotes();
  const marks = new PassMarks(notes, part);
  const { promise, resolve } = Promise.withResolvers<void>();
  holdBack(promise);
  await marks.reached(markAt(1));
  let isThrough = false;
  const second = marks.reached(markAt(2)).then(() => {
    isThrough = true;
  });
  await new Promise(setImmediate);
  expect(isThrough).toBe(false);
  resolve();
  await second;
});

test('a mark that does not fit on the disk costs nothing else', async () => {
  const { notes, full } = memoryNotes();
  const marks = new PassMarks(notes, part);
  await reachedAll(marks, [1]);
  full(true);
  await reachedAll(marks, [2, 3]);
  full(false);
  await reachedAll(marks, [4]);
  expect((await marks.nearest(3))?.position).toBe(1);
  expect((await marks.nearest(4))?.position).toBe(4);
  full(true);
  await expect(marks.write(markAt(5), { entries: 5, hasIndex: false })).rejects.toThrow(ProblemError);
});

test('one that came by another pass with a later entry adds nothing, one with an earlier entry does', async () => {
  const { all, notes } = memoryNotes();
  const marks = new PassMarks(notes, part);
  await reachedAll(marks, [5]);
  const late = { ...markAt(5), position: 6, offset: 6_000 };
  await marks.reached(late);
  await marks.settled();
  expect(all.size).toBe(1);
  await marks.reached({ ...markAt(5), position: 4 });
  await marks.settled();
  expect((await marks.nearest(4))?.position).toBe(4);
});

test('a listing goes on at its furthest mark, and marks of fetching are none of it', async () => {
  const { notes } = memoryNotes();
  const marks = new PassMarks(notes, part);
  for (const position of hundred.slice(0, 40))
    await marks.write(markAt(position), { entries: position, hasIndex: true });
  await reachedAll(marks, [60]);
  const found = await new PassMarks(notes, part).ofListing();
  expect(found).toEqual({ mark: markAt(40), listed: { entries: 40, hasIndex: true } });
});

test('one that is spoilt is passed over for the next nearest', async () => {
  const { all, notes } = memoryNotes();
  const marks = new PassMarks(notes, part);
  await reachedAll(marks, [1, 2, 3]);
  const [, , last = ''] = [...all.keys()];
  all.set(last, Buffer.from('{"identity":"one"}'));
  expect((await marks.nearest(9))?.position).toBe(2);
  expect((await new PassMarks(notes, part).nearest(9))?.position).toBe(2);
});

test.each([
  ['of another file', { ...part, resuming: { ...part.resuming, identity: 'two' } }],
  ['of a file that is shorter now', { ...part, bytes: 500 }],
])('those %s are none', async (_, other) => {
  const { notes } = memoryNotes();
  await reachedAll(new PassMarks(notes, part), [1, 2]);
  expect(await new PassMarks(notes, other).nearest(9)).toBeNull();
});

test('all are gone once they are dropped, also one that was on its way', async () => {
  const { all, notes } = memoryNotes();
  const marks = new PassMarks(notes, part);
  await reachedAll(marks, hundred);
  await marks.reached(markAt(101));
  await marks.drop();
  expect(all.size).toBe(0);
  expect(await marks.nearest(200)).toBeNull();
});
