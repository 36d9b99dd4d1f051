import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { problemOf } from '../../../electron/contract/problem.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import type { StagedFile } from '../../../electron/engine/destination/staged-file.ts';
import { openStaging, type Staging } from '../../../electron/engine/destination/staging.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { runsOf } from '../../support/test-environment.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { coverWithEmptyDisk, smallDisk } from './disks.ts';
import { codeOf, now, openedDestination, threadsForTest, valueIn } from './open-folder.ts';

const MiB = 1024 * 1024;
const fresh = { from: 0, etag: '"v1"' } as const;

/** Bytes that differ everywhere, so that a block in the wrong place shows. */
function content(bytes: number, seed = 1): Buffer {
  const made = Buffer.alloc(bytes);
  for (let at = 0; at + 4 <= bytes; at += 4) made.writeUInt32LE(Math.imul(at + seed, 2654435761) >>> 0, at);
  return made;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function feed(file: StagedFile, bytes: Uint8Array, chunk = 65_536): Promise<void> {
  for (let at = 0; at < bytes.length; at += chunk) {
    // A copy that is spoiled afterwards: what was taken must not depend on the chunk any more.
    const piece = Uint8Array.prototype.slice.call(bytes, at, at + chunk);
    await file.write(piece);
    piece.fill(0xee);
  }
}

let destination: Destination;
let staging: Staging;
const stagedNames = (): Promise<string[]> => readdir(join(destination.path, '.afterimage/staging'));

beforeEach(async () => {
  destination = await openedDestination();
});

async function opened(): Promise<Staging> {
  return valueIn(await openStaging(destination, threadsForTest(), now));
}

describe('a note of a source', () => {
  const name = 'content abc mark 1';
  const key = 'takeout me ';

  test('is there in the next run, replaced as a whole, and goes with what it belongs to', async () => {
    const first = (await opened()).early(key);
    await first.write(name, Buffer.from('once'));
    await first.write(name, Buffer.from('again'));
    const next = (await opened()).early(key);
    expect(await next.read(name, 100)).toEqual(Buffer.from('again'));
    expect(await next.read(name, 4), 'longer than is wanted').toBeNull();
    expect(await next.read('content abc mark 2', 100)).toBeNull();
    await next.drop('content abc ');
    expect(await next.read(name, 100)).toBeNull();
    expect(await stagedNames()).toEqual([]);
  });

  test('is none when it is not what was written', async () => {
    await (await opened()).early(key).write(name, Buffer.from('what was written'));
    const [file = ''] = (await stagedNames()).filter((one) => one.endsWith('.part'));
    await writeFile(join(destination.path, '.afterimage/staging', file), 'What was written');
    expect(await (await opened()).early(key).read(name, 100)).toBeNull();
  });
});

describe('a content that comes before its item is known', () => {
  const name = 'content abc 7';

  async function kept(bytes: Buffer): Promise<string> {
    const early = (await opened()).early('takeout me ');
    const into = await early.open(name);
    await feed({ write: into.write } as StagedFile, bytes);
    await into.keep();
    return sha256(bytes);
  }

  test.each([70_000, 3 * MiB + 5])('waits on the disk and is handed over whole, %i bytes of it', async (length) => {
    const expected = await kept(content(length));
    // Killed here, and again after the hand-over: it waits until it has a place.
    for (const _ of [1, 2]) {
      staging = await opened();
      expect(staging.early('takeout me ').find(name, length)).toBe(expected);
      const file = await staging.open(`takeout me ${name}`);
      const held = file.resumeFrom();
      expect(held?.offset).toBe(length);
      await file.start({ from: length, etag: held?.etag ?? null });
      expect(valueIn(await file.finish()).sha256).toBe(expected);
    }
  });

  test('is not handed over when the disk has changed it', async () => {
    await kept(content(70_000));
    staging = await opened();
    const file = await staging.open(`takeout me ${name}`);
    const [part = ''] = (await stagedNames()).filter((one) => one.endsWith('.part'));
    await writeFile(join(destination.path, '.afterimage/staging', part), content(70_000, 9));
    await file.start({ from: 70_000, etag: file.resumeFrom()?.etag ?? null });
    expect(codeOf(await file.finish())).toBe('bytes-incomplete');
    expect(await stagedNames()).toEqual([]);
  });

  test('is dropped by the beginning of its name, and nothing else is', async () => {
    await kept(content(70_000));
    const early = (await opened()).early('takeout me ');
    await early.drop('content abd ');
    expect(early.find(name, 70_000)).not.toBeNull();
    expect(early.find(name, 69_999)).toBeNull();
    await early.drop('content abc ');
    expect(early.find(name, 70_000)).toBeNull();
    expect(await stagedNames()).toEqual([]);
  });
});

describe('a content in staging', () => {
  test('has the hash and the length of what was fed, and can be read back, whatever the chunks', async () => {
    staging = await opened();
    const sizes = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.constantFrom(MiB - 1, MiB, MiB + 1, 4 * MiB + 17));
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 997, max: 2 * MiB }), async (bytes, chunk) => {
        const given = content(bytes, chunk);
        const file = await staging.open('key');
        await file.start(fresh);
        await feed(file, given, chunk);
        const [from, length] = [Math.floor(bytes / 3), 5_000];
        expect(Buffer.compare(await file.read(from, length), given.subarray(from, from + length))).toBe(0);
        const staged = valueIn(await file.finish());
        expect({ sha256: staged.sha256, bytes: staged.bytes }).toEqual({ sha256: sha256(given), bytes });
        expect(Buffer.compare(await readFile(staged.stagedPath), given)).toBe(0);
        await file.discard();
        expect(await stagedNames()).toEqual([]);
      }),
      { numRuns: runsOf(25) },
    );
  });

  test('many at once do not mix', async () => {
    staging = await opened();
    const staged = await Promise.all(
      Array.from({ length: 12 }, async (_, seed) => {
        const given = content(300_000 * seed + 1, seed);
        const file = await staging.open(`key ${seed}`);
        await file.start(fresh);
        await feed(file, given, 70_001);
        return { found: valueIn(await file.finish()).sha256, expected: sha256(given) };
      }),
    );
    for (const { found, expected } of staged) expect(found).toBe(expected);
  });

  test('a new attempt forgets the one before', async () => {
    staging = await opened();
    const file = await staging.open('key');
    await file.start(fresh);
    await feed(file, content(3 * MiB));
    await file.start({ from: 0, etag: null });
    expect(file.bytes()).toBe(0);
    expect(file.resumeFrom()).toBeNull();
    await feed(file, content(100, 7));
    expect(valueIn(await file.finish())).toMatchObject({ sha256: sha256(content(100, 7)), bytes: 100 });
  });

  test('an attempt that broke off resumes where it was', async () => {
    staging = await opened();
    const given = content(2 * MiB + 5);
    const file = await staging.open('key');
    await file.start(fresh);
    await feed(file, given.subarray(0, MiB + 3));
    expect(file.resumeFrom()).toEqual({ offset: MiB + 3, etag: '"v1"' });
    await file.start({ from: MiB + 3, etag: '"v1"' });
    await feed(file, given.subarray(MiB + 3));
    expect(valueIn(await file.finish()).sha256).toBe(sha256(given));
  });

  test('an attempt at another offset is refused', async () => {
    staging = await opened();
    const file = await staging.open('key');
    await file.start(fresh);
    await feed(file, content(1000));
    const refusal = await file.start({ from: 500, etag: '"v1"' }).catch(problemOf);
    expect(refusal).toMatchObject({ code: 'bytes-incomplete' });
  });

  test('one key is open once', async () => {
    staging = await opened();
    await staging.open('key');
    await expect(staging.open('key')).rejects.toThrow('in staging already');
  });
});

describe('a part of an earlier run', () => {
  const whole = content(12 * MiB);

  async function leavePart(bytes: number): Promise<void> {
    const before = await opened();
    const file = await before.open('key');
    await file.start(fresh);
    await feed(file, whole.subarray(0, bytes), MiB);
    await file.suspend();
  }

  test('continues without its beginning being fetched again', async () => {
    await leavePart(10 * MiB + 11);
    staging = await opened();
    const file = await staging.open('key');
    expect(file.resumeFrom()).toEqual({ offset: 10 * MiB + 11, etag: '"v1"' });
    await file.start({ from: 10 * MiB + 11, etag: null });
    await feed(file, whole.subarray(10 * MiB + 11), MiB);
    expect(Buffer.compare(await file.read(0, 4_096), whole.subarray(0, 4_096))).toBe(0);
    const staged = valueIn(await file.finish());
    expect(staged.sha256).toBe(sha256(whole));
    expect((await stagedNames()).filter((name) => name.endsWith('.json'))).toEqual([]);
  });

  test('is dropped when the content is fetched from its beginning after all', async () => {
    await leavePart(10 * MiB);
    staging = await opened();
    const file = await staging.open('key');
    await file.start({ from: 0, etag: '"v2"' });
    await feed(file, content(2000, 3));
    expect(valueIn(await file.finish()).sha256).toBe(sha256(content(2000, 3)));
    expect((await readdir(join(destination.path, '.afterimage/staging'))).length).toBe(1);
  });

  test('is not kept when it is small, nor without a validator', async () => {
    await leavePart(2 * MiB);
    expect(await stagedNames()).toEqual([]);
  });

  test('is not offered when bytes that it speaks of are gone', async () => {
    await leavePart(10 * MiB);
    const [part = ''] = (await stagedNames()).filter((name) => name.endsWith('.part'));
    await truncate(join(destination.path, '.afterimage/staging', part), 5 * MiB);
    staging = await opened();
    expect((await staging.open('key')).resumeFrom()).toBeNull();
    expect(await stagedNames()).toEqual([]);
  });

  test('is removed with every other leftover once it is too old', async () => {
    await leavePart(10 * MiB);
    const folder = join(destination.path, '.afterimage/staging');
    await writeFile(join(folder, 'left.copy'), 'x');
    const [part = ''] = (await stagedNames()).filter((name) => name.endsWith('.part'));
    const old = new Date(now.getTime() - 8 * 24 * 3600 * 1000);
    await utimes(join(folder, part), old, old);
    await opened();
    expect(await stagedNames()).toEqual([]);
  });
});

describe('placing', () => {
  async function stage(key: string, bytes: Uint8Array): Promise<string> {
    const file = await staging.open(key);
    await file.start(fresh);
    await feed(file, bytes);
    return valueIn(await file.finish()).stagedPath;
  }

  beforeEach(async () => {
    staging = await opened();
  });

  test('puts whole files with their times into folders that it makes', async () => {
    const takenAt = new Date('1965-03-04T05:06:07.000Z');
    const outcomes = await staging.place([
      { stagedPath: await stage('a', content(10)), path: 'Photos/1965/03/a.jpg', takenAt },
      { stagedPath: await stage('b', content(20)), path: 'Photos/1965/03/b.jpg', takenAt: null },
    ]);
    expect(valueIn(outcomes)).toEqual([{ kind: 'placed' }, { kind: 'placed' }]);
    const found = await stat(join(destination.path, 'Photos/1965/03/a.jpg'));
    expect([found.size, found.nlink, found.mtimeMs]).toEqual([10, 1, takenAt.getTime()]);
    expect(await stagedNames()).toEqual([]);
  });

  test('never replaces anything, nor two at once', async () => {
    await mkdir(join(destination.path, 'Photos/Undated'), { recursive: true });
    await writeFile(join(destination.path, 'Photos/Undated/mine.jpg'), 'mine');
    const stagedPath = await stage('a', content(10));
    const path = 'Photos/Undated/mine.jpg';
    expect(valueIn(await staging.place([{ stagedPath, path, takenAt: null }]))).toEqual([{ kind: 'taken' }]);
    expect(await readFile(join(destination.path, path), 'utf8')).toBe('mine');

    const rivals = [await stage('b', content(11)), await stage('c', content(12))];
    const both = rivals.map((rival) => ({ stagedPath: rival, path: 'Photos/Undated/one.jpg', takenAt: null }));
    expect(
      valueIn(await staging.place(both))
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['placed', 'taken']);
    const next = await staging.place([{ stagedPath, path: 'Photos/Undated/mine (2).jpg', takenAt: null }]);
    expect(valueIn(next)).toEqual([{ kind: 'placed' }]);
  });

  test('makes a folder again that somebody removed', async () => {
    const place = async (key: string): Promise<unknown> => {
      const stagedPath = await stage(key, content(10));
      return valueIn(await staging.place([{ stagedPath, path: `Photos/2020/01/${key}.jpg`, takenAt: null }]));
    };
    await place('a');
    await rm(join(destination.path, 'Photos'), { recursive: true });
    expect(await place('b')).toEqual([{ kind: 'placed' }]);
  });

  test('one impossible name does not harm the others', async () => {
    const long = `Photos/Undated/${'n'.repeat(300)}.jpg`;
    const [bad, good] = valueIn(
      await staging.place([
        { stagedPath: await stage('a', content(10)), path: long, takenAt: null },
        { stagedPath: await stage('b', content(10)), path: 'Photos/Undated/b.jpg', takenAt: null },
      ]),
    );
    expect(bad).toMatchObject({ kind: 'failed', problem: { code: 'name-impossible', subject: long } });
    expect(good).toEqual({ kind: 'placed' });
  });

  test('a path that leaves the destination is a bug', async () => {
    const stagedPath = await stage('a', content(10));
    await expect(staging.place([{ stagedPath, path: '../out.jpg', takenAt: null }])).rejects.toThrow(RangeError);
  });

  test('writes nothing into an empty mount point', async (context) => {
    const stagedPath = await stage('a', content(10));
    const placement = { stagedPath, path: 'Photos/Undated/a.jpg', takenAt: null };
    await coverWithEmptyDisk(context, destination.path);
    expect(codeOf(await staging.place([placement]))).toBe('destination-foreign');
    expect(await readdir(destination.path)).toEqual([]);
  });
});

describe('a full disk', () => {
  test('is said as such, leaves nothing half, and the room is free again', async (context) => {
    destination = await openedDestination(await smallDisk(context, '4m'));
    staging = await opened();
    const large = await staging.open('large');
    await large.start(fresh);
    const thrown = await feed(large, content(6 * MiB)).then(() => large.finish(), problemOf);
    expect(thrown).toMatchObject({ code: 'destination-full' });
    await large.discard();
    expect(await stagedNames()).toEqual([]);

    const small = await staging.open('small');
    await small.start(fresh);
    await feed(small, content(MiB));
    expect(valueIn(await small.finish()).sha256).toBe(sha256(content(MiB)));
  });

  test('also when the last bytes of a small content no longer fit', async (context) => {
    destination = await openedDestination(await smallDisk(context, '256k'));
    staging = await opened();
    const file = await staging.open('key');
    await file.start(fresh);
    await feed(file, content(500_000));
    expect(codeOf(await file.finish())).toBe('destination-full');
    expect(await stagedNames()).toEqual([]);
  });

  test('also when what is half cannot be removed either', async () => {
    const threads = observed(diskThreadsHere(), {
      faults: new StepFaults().failing(/^writeWhole$/u, 'ENOSPC'),
      rejecting: true,
    });
    const full = valueIn(await openStaging(destination, threads, now));
    watchDisk(destination.path, new StepFaults().failing(/^unlink \.afterimage/u, 'ENOSPC'));
    const file = await full.open('key');
    await file.start(fresh);
    await feed(file, content(5_000));
    expect(codeOf(await file.finish())).toBe('destination-full');
  });
});
