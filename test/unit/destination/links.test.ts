import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { link, lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { problemOf } from '../../../electron/contract/problem.ts';
import type { MadeEntry } from '../../../electron/engine/destination/album-entry.ts';
import { finalizeAlbumView } from '../../../electron/engine/destination/album-view.ts';
import {
  type Destination,
  initialiseDestination,
  openDestination,
} from '../../../electron/engine/destination/identity.ts';
import { lockDestination } from '../../../electron/engine/destination/lock.ts';
import { probeDestination } from '../../../electron/engine/destination/probe.ts';
import { relocateFiles } from '../../../electron/engine/destination/relocation-moves.ts';
import { writeRunReport } from '../../../electron/engine/destination/reports.ts';
import { hashFiles, scanPhotos } from '../../../electron/engine/destination/scan.ts';
import { writeSidecar } from '../../../electron/engine/destination/sidecar.ts';
import { openStaging } from '../../../electron/engine/destination/staging.ts';
import { writeSums } from '../../../electron/engine/destination/sums.ts';
import { xmpSidecar } from '../../../electron/engine/destination/xmp.ts';
import { type Bystander, bystander } from '../../support/bystander.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { codeOf, identity, now, openedDestination, threadsForTest, valueIn } from './open-folder.ts';

const { signal } = new AbortController();
const MiB = 1024 * 1024;

let destination: Destination;
let outside: Bystander;
let before: readonly string[];
const inside = (path: string): string => join(destination.path, path);

beforeEach(async () => {
  destination = await openedDestination();
  outside = await bystander({ '08/there.jpg': 'mine', 'Trip/a.jpg': 'mine', 'q.part': 'mine' });
  before = await outside.state();
  return async () => expect(await outside.state()).toEqual(before);
});

/** Puts a link in the place of something in the backup. */
async function linked(path: string, target: string): Promise<void> {
  await rm(inside(path), { recursive: true, force: true });
  await mkdir(dirname(inside(path)), { recursive: true });
  await symlink(target, inside(path));
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(inside(path)), { recursive: true });
  await writeFile(inside(path), text);
}

async function all<T>(given: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of given) found.push(one);
  return found;
}

describe.each(['.afterimage/staging', '.afterimage/quarantine', '.afterimage/reports', 'Photos', 'Albums'])(
  'a link in the place of %s',
  (place) => {
    test.each([
      ['a folder', () => outside.folder],
      ['a file', () => outside.file],
      ['nothing', () => join(outside.folder, 'nothing')],
    ])('that leads to %s is told and never followed', async (_what, target) => {
      await linked(place, target());
      const opened = await openDestination(destination.path, identity);
      expect(opened).toMatchObject({ problem: { code: 'destination-link', detail: expect.stringContaining(place) } });
      expect((await lstat(inside(place))).isSymbolicLink()).toBe(true);
    });
  },
);

describe('a link in the place of .afterimage', () => {
  test('is no backup, even where the real one lies behind it', async () => {
    await rename(inside('.afterimage'), inside('moved'));
    await symlink('moved', inside('.afterimage'));
    expect(codeOf(await openDestination(destination.path, identity))).toBe('destination-link');
    expect(codeOf(await probeDestination(destination.path))).toBe('destination-link');
  });

  test('is not made a backup', async () => {
    await linked('.afterimage', outside.folder);
    const making = { now: () => now, newIdentity: () => identity };
    expect(codeOf(await initialiseDestination(destination.path, making))).toBe('destination-link');
  });

  test.each(['Photos', 'Albums', '.afterimage'])('and of %s is told when a folder is chosen', async (place) => {
    await linked(place, outside.folder);
    expect(codeOf(await probeDestination(destination.path))).toBe('destination-link');
  });

  test('an identity that is a link is none', async () => {
    const moved = join(await temporaryFolder(), 'destination.json');
    await rename(inside('.afterimage/destination.json'), moved);
    await symlink(moved, inside('.afterimage/destination.json'));
    expect(codeOf(await destination.stillThere())).toBe('destination-link');
  });

  test('the chosen folder itself may be a link', async () => {
    const way = join(await temporaryFolder(), 'way');
    await symlink(destination.path, way);
    const opened = valueIn(await openDestination(way, identity));
    await put('Photos/2023/08/a.jpg', 'photo');
    expect(await all(scanPhotos(opened, signal))).toMatchObject([{ path: 'Photos/2023/08/a.jpg' }]);
    expect(codeOf(await writeSidecar(opened, 'Photos/2023/08/a.jpg', '<x/>'))).toBe('none');
  });
});

describe('staging', () => {
  const part = `.afterimage/staging/${createHash('sha256').update('key').digest('hex').slice(0, 32)}.part`;
  const note = JSON.stringify({ key: 'key', etag: '"e"', bytes: 3 });

  async function store(bytes: Buffer, path: string): Promise<unknown> {
    const staging = valueIn(await openStaging(destination, threadsForTest(), now));
    const file = await staging.open('key');
    const offer = file.resumeFrom();
    await file.start({ from: 0, etag: '"e"' });
    for (let at = 0; at < bytes.length; at += MiB) await file.write(bytes.subarray(at, at + MiB));
    const { stagedPath } = valueIn(await file.finish());
    const [outcome] = valueIn(await staging.place([{ stagedPath, path, takenAt: now }]));
    return { offer, outcome };
  }

  test('is not emptied when it became a link after the folder was opened', async () => {
    await linked('.afterimage/staging', outside.folder);
    expect(codeOf(await openStaging(destination, threadsForTest(), now))).toBe('destination-link');
    expect(codeOf(await writeSums(destination, []))).toBe('destination-link');
  });

  const leftovers: readonly (readonly [string, () => Promise<void>])[] = [
    ['a link to a file', () => linked(part, outside.file)],
    ['a link to nothing', () => linked(part, join(outside.folder, 'nothing'))],
    ['a link to a folder', () => linked(part, outside.folder)],
    ['a second name of a file', () => link(outside.file, inside(part))],
    ['a named pipe', async () => void execFileSync('mkfifo', [inside(part)])],
    ['a folder', async () => void (await mkdir(inside(part)))],
  ];
  describe.each([
    ['small', Buffer.alloc(5, 1)],
    ['large', Buffer.alloc(10 * MiB, 2)],
  ] as const)('a %s content', (_size, bytes) => {
    test.each(leftovers)('does not go on with a part that is %s', async (_what, leave) => {
      await leave();
      await put(`${part}.json`, note);
      expect(await store(bytes, 'Photos/a.jpg')).toEqual({ offer: null, outcome: { kind: 'placed' } });
      expect((await lstat(inside('Photos/a.jpg'))).isFile()).toBe(true);
      expect(Buffer.compare(await readFile(inside('Photos/a.jpg')), bytes)).toBe(0);
      expect(await readdir(inside('.afterimage/staging'))).toEqual([]);
    });

    test('is not written through links that lie under the names of notes', async () => {
      await put(part, 'part');
      await linked(`${part}.json`, outside.file);
      await linked(`${part}.json.new`, outside.file);
      expect(await store(bytes, 'Photos/a.jpg')).toMatchObject({ offer: null, outcome: { kind: 'placed' } });
    });
  });

  test.each(['write-whole', 'create', 'reopen'])('a link that comes later is not written through: %s', async (kind) => {
    const threads = threadsForTest();
    await linked(part, outside.file);
    const file = threads.file();
    const ways: Readonly<Record<string, () => Promise<unknown>>> = {
      'write-whole': () => threads.writeWhole(inside(part), new SharedArrayBuffer(5), 5),
      create: () => file.create(inside(part)),
      reopen: () => expect(file.reopen(inside(part), 3)).rejects.toMatchObject({ code: 'ELOOP' }),
    };
    await ways[kind]?.();
    expect((await lstat(inside(part))).isSymbolicLink()).toBe(kind === 'reopen');
  });

  test('a part with a second name is not cut off', async () => {
    await link(outside.file, inside(part));
    const reopening = threadsForTest().file().reopen(inside(part), 3);
    await expect(reopening).rejects.toMatchObject({ code: 'EMLINK' });
  });

  test.each(['Photos', 'Photos/2023', 'Photos/2023/08'])('nothing is placed behind a link at %s', async (place) => {
    await linked(place, outside.folder);
    expect(await store(Buffer.alloc(5), 'Photos/2023/08/a.jpg')).toMatchObject({
      outcome: { kind: 'failed', problem: { code: 'destination-link', detail: expect.stringContaining(place) } },
    });
    // The others of the batch have their places.
    expect(await store(Buffer.alloc(5), place === 'Photos' ? 'b.jpg' : 'Photos/2022/b.jpg')).toMatchObject({
      outcome: { kind: 'placed' },
    });
  });
});

describe('an album', () => {
  const usual = { kind: 'copy', title: 'Trip', folder: 'Albums/Trip', previousFolder: null, made: [] } as const;
  const wanted = [{ name: 'a.jpg', target: 'Photos/a.jpg' }];

  async function madeLikeOutside(name: string): Promise<MadeEntry> {
    const { size, mtimeMs } = await lstat(join(outside.folder, 'Trip/a.jpg'));
    return { name, target: 'Photos/gone.jpg', kind: 'copy', bytes: size, mtimeMs };
  }

  test.each(['Albums', 'Albums/Trip'])('is not settled behind a link at %s', async (place) => {
    await put('Photos/a.jpg', 'photo');
    await linked(place, place === 'Albums' ? outside.folder : join(outside.folder, 'Trip'));
    const made = [await madeLikeOutside('a.jpg')];
    expect(await finalizeAlbumView(destination, { ...usual, wanted, made })).toMatchObject({
      problems: [{ code: 'destination-link', detail: expect.stringContaining(place) }],
    });
    const none = await finalizeAlbumView(destination, { ...usual, kind: 'none', wanted, made });
    expect(none.problems).toMatchObject([{ code: 'destination-link' }]);
  });

  test('does not follow its old folder where that is a link', async () => {
    await put('Photos/a.jpg', 'photo');
    await linked('Albums/Old', join(outside.folder, 'Trip'));
    const made = [await madeLikeOutside('a.jpg')];
    const outcome = await finalizeAlbumView(destination, { ...usual, previousFolder: 'Albums/Old', wanted, made });
    expect(outcome.problems).toMatchObject([{ code: 'destination-link' }]);
  });

  test('has only entries that lie in its folder', async () => {
    await put('Photos/a.jpg', 'photo');
    await put('Albums/Trip/own.txt', 'own');
    const names = [join(outside.folder, 'Trip/a.jpg'), '../../Photos/a.jpg', '..', '.', '', 'a\\b', 'x/y', 'nul\0'];
    const { size, mtimeMs } = await lstat(inside('Photos/a.jpg'));
    const made = names.map((name, index): MadeEntry => {
      return { name, target: `Photos/gone${index}.jpg`, kind: 'copy', bytes: size, mtimeMs };
    });
    const outcome = await finalizeAlbumView(destination, { ...usual, wanted, made });
    expect(outcome).toMatchObject({ problems: [], made: [{ name: 'a.jpg' }] });
    expect(outcome.made).toHaveLength(1);
    expect(await readFile(inside('Photos/a.jpg'), 'utf8')).toBe('photo');
  });

  test.each(['symlink', 'hardlink', 'copy'] as const)('shows no photo that is a link: %s', async (kind) => {
    await linked('Photos/a.jpg', outside.file);
    const outcome = await finalizeAlbumView(destination, { ...usual, kind, wanted });
    expect(outcome).toMatchObject({ made: [], problems: [{ code: 'album-view-incomplete' }] });
    expect(await readdir(inside('Albums/Trip'))).toEqual([]);
  });
});

describe('stored photos', () => {
  const photo = { path: 'Photos/2023/08/a.jpg' };
  const hashed = () => all(hashFiles(destination, [photo], { threads: threadsForTest(), concurrency: 1, signal }));

  test.each([
    ['a link', () => linked(photo.path, outside.file)],
    ['a link to nothing', () => linked(photo.path, join(outside.folder, 'nothing'))],
    [
      'a named pipe',
      async () => {
        await mkdir(dirname(inside(photo.path)), { recursive: true });
        execFileSync('mkfifo', [inside(photo.path)]);
      },
    ],
  ])('in whose place lies %s are missing', async (_what, leave) => {
    await leave();
    expect(await hashed()).toEqual([{ kind: 'missing', file: photo }]);
    expect(await threadsForTest().look(destination.path, [photo.path])).toEqual(['no file']);
  });

  test.each(['Photos', 'Photos/2023'])('behind a link at %s are neither there nor missing', async (place) => {
    await linked(place, outside.folder);
    expect(await hashed()).toMatchObject([{ kind: 'unreadable', problem: { code: 'destination-link' } }]);
    expect(await threadsForTest().look(destination.path, [photo.path])).toEqual([
      { behind: expect.stringMatching(`^ELOOP: .*'${place}'$`) },
    ]);
  });

  test('are not looked for behind a link', async () => {
    await linked('Photos', outside.folder);
    const scanned = all(scanPhotos(destination, signal));
    expect(problemOf(await scanned.catch((thrown: unknown) => thrown))).toMatchObject({ code: 'destination-link' });
  });

  const move = { from: photo.path, to: 'Photos/2022/01/a.jpg', bytes: 8, time: 0 };
  test('are not moved into a folder behind a link, nor out of one', async () => {
    await put(photo.path, 'photo');
    await linked('Photos/2022', outside.folder);
    for (const way of [move, { ...move, from: move.to, to: photo.path }]) {
      expect(valueIn(await relocateFiles(destination, [way]))).toMatchObject([
        { kind: 'failed', problem: { code: 'destination-link' } },
      ]);
    }
  });

  test('pass no time on to what a link in their place leads to', async () => {
    await linked(photo.path, outside.file);
    await linked(move.to, outside.file);
    expect(valueIn(await relocateFiles(destination, [move]))).toEqual([{ kind: 'gone' }]);
    expect(valueIn(await relocateFiles(destination, [{ ...move, to: move.from }]))).toEqual([{ kind: 'gone' }]);
  });
});

describe('what is written beside photos', () => {
  const photo = 'Photos/2023/08/a.jpg';
  const xmp = xmpSidecar({ description: 'said', takenLocal: null, zoneMinutes: null }) ?? '';

  test('a sidecar that is a link or a pipe is another program’s', async () => {
    await put(photo, 'photo');
    await linked(`${photo}.xmp`, outside.file);
    expect(valueIn(await writeSidecar(destination, photo, xmp))).toBe('foreign');
    await rm(inside(`${photo}.xmp`));
    execFileSync('mkfifo', [inside(`${photo}.xmp`)]);
    expect(valueIn(await writeSidecar(destination, photo, xmp))).toBe('foreign');
  });

  test('no sidecar is written behind a link', async () => {
    await linked('Photos/2023', outside.folder);
    expect(codeOf(await writeSidecar(destination, photo, xmp))).toBe('destination-link');
  });

  test('old reports are not removed behind a link', async () => {
    await linked('.afterimage/reports', outside.folder);
    const report = { run: 1, startedAt: now.toISOString() } as Parameters<typeof writeRunReport>[1];
    expect(codeOf(await writeRunReport(destination, report))).toBe('destination-link');
  });

  test('the list of checksums is not taken from behind a link', async () => {
    await linked('SHA256SUMS', outside.file);
    expect(codeOf(await writeSums(destination, []))).toBe('destination-link');
  });
});

describe('the lock', () => {
  const clock = (): Date => now;

  test.each(['a database', 'nothing'])('is not taken on %s behind a link', async (what) => {
    await linked('.afterimage/lock.sqlite', what === 'nothing' ? join(outside.folder, 'nothing') : outside.file);
    expect(codeOf(await lockDestination(destination, clock))).toBe('destination-link');
  });
});
