import { lstat, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { MadeEntry } from '../../../electron/engine/destination/album-entry.ts';
import { type AlbumViewRequest, finalizeAlbumView } from '../../../electron/engine/destination/album-view.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { runsOf } from '../../support/test-environment.ts';
import { smallDisk } from './disks.ts';
import { openedDestination } from './open-folder.ts';

const kinds = ['symlink', 'hardlink', 'copy'] as const;
const august = 'Photos/2023/08';

let destination: Destination;
const inside = (path: string): string => join(destination.path, path);

beforeEach(async () => {
  destination = await openedDestination();
  await withPhotos();
});

async function withPhotos(): Promise<void> {
  await mkdir(inside(august), { recursive: true });
  for (const name of ['a', 'b', 'c', 'd']) await writeFile(inside(`${august}/${name}.jpg`), `photo ${name}`);
}

function wanted(...names: readonly string[]): AlbumViewRequest['wanted'] {
  return names.map((name) => ({ name: `${name}.jpg`, target: `${august}/${name}.jpg` }));
}

async function settle(change: Partial<AlbumViewRequest>): Promise<readonly MadeEntry[]> {
  const outcome = await finalizeAlbumView(destination, request(change));
  expect(outcome.problems).toEqual([]);
  return outcome.made;
}

function request(change: Partial<AlbumViewRequest>): AlbumViewRequest {
  const usual = { kind: 'symlink', title: 'Trip', folder: 'Albums/Trip', previousFolder: null, wanted: [], made: [] };
  return { ...usual, kind: change.kind ?? 'symlink', ...change };
}

describe.each(kinds)('a view by %s', (kind) => {
  test('shows the photos, and looks the same after a second time', async () => {
    const made = await settle({ kind, wanted: wanted('a', 'b') });
    expect(made.map((entry) => [entry.name, entry.kind])).toEqual([
      ['a.jpg', kind],
      ['b.jpg', kind],
    ]);
    expect(await readFile(inside('Albums/Trip/b.jpg'), 'utf8')).toBe('photo b');
    expect(await settle({ kind, wanted: wanted('a', 'b'), made })).toEqual(made);
    expect((await readdir(inside('Albums/Trip'))).sort()).toEqual(['a.jpg', 'b.jpg']);
    expect(await readdir(inside('.afterimage/staging'))).toEqual([]);
  });

  test('removes what left the album, and the folder with the last photo', async () => {
    const made = await settle({ kind, wanted: wanted('a', 'b') });
    const fewer = await settle({ kind, wanted: wanted('b'), made });
    expect(await readdir(inside('Albums/Trip'))).toEqual(['b.jpg']);
    await settle({ kind, wanted: [], made: fewer });
    expect(await readdir(inside('Albums'))).toEqual([]);
    expect((await readdir(inside(august))).length).toBe(4);
  });

  test("never touches the person's own files, even under a name that is ours", async () => {
    await mkdir(inside('Albums/Trip'), { recursive: true });
    await writeFile(inside('Albums/Trip/A.JPG'), 'mine');
    await writeFile(inside('Albums/Trip/notes.txt'), 'mine');
    const made = await settle({ kind, wanted: wanted('a') });
    expect(made[0]?.name).toBe('a (2).jpg');
    await rm(inside('Albums/Trip/a (2).jpg'));
    await writeFile(inside('Albums/Trip/a (2).jpg'), 'edited by the person');
    await settle({ kind, wanted: [], made });
    expect((await readdir(inside('Albums/Trip'))).sort()).toEqual(['A.JPG', 'a (2).jpg', 'notes.txt']);
  });

  test('recreates what the person removed', async () => {
    const made = await settle({ kind, wanted: wanted('a') });
    await rm(inside('Albums/Trip/a.jpg'));
    await settle({ kind, wanted: wanted('a'), made });
    expect(await readdir(inside('Albums/Trip'))).toEqual(['a.jpg']);
  });

  test('recognises its own entries when a crash came before they were remembered', async () => {
    const made = await settle({ kind, wanted: wanted('a', 'b') });
    expect(await settle({ kind, wanted: wanted('a', 'b', 'c'), made: [] })).toEqual([
      ...made,
      expect.objectContaining({ name: 'c.jpg' }),
    ]);
    expect((await readdir(inside('Albums/Trip'))).length).toBe(3);
  });

  test('takes the folder along when the title changes, with what the person put there', async () => {
    const made = await settle({ kind, wanted: wanted('a') });
    await writeFile(inside('Albums/Trip/notes.txt'), 'mine');
    await settle({ kind, folder: 'Albums/Rome', previousFolder: 'Albums/Trip', wanted: wanted('a', 'b'), made });
    expect(await readdir(inside('Albums'))).toEqual(['Rome']);
    expect((await readdir(inside('Albums/Rome'))).sort()).toEqual(['a.jpg', 'b.jpg', 'notes.txt']);
    expect(await readFile(inside('Albums/Rome/a.jpg'), 'utf8')).toBe('photo a');
  });

  test('moves entry by entry where the new folder is there already', async () => {
    const made = await settle({ kind, wanted: wanted('a') });
    await mkdir(inside('Albums/Rome'));
    await writeFile(inside('Albums/Trip/notes.txt'), 'mine');
    await settle({ kind, folder: 'Albums/Rome', previousFolder: 'Albums/Trip', wanted: wanted('a'), made });
    expect(await readdir(inside('Albums/Rome'))).toEqual(['a.jpg']);
    expect(await readdir(inside('Albums/Trip'))).toEqual(['notes.txt']);
  });

  test('photos of one name get a number, and keep it', async () => {
    await mkdir(inside('Photos/2024/01'), { recursive: true });
    await writeFile(inside('Photos/2024/01/a.jpg'), 'another a');
    const twins = [...wanted('a'), { name: 'A.jpg', target: 'Photos/2024/01/a.jpg' }];
    const made = await settle({ kind, wanted: twins });
    expect(made.map(({ name }) => name)).toEqual(['a.jpg', 'A (2).jpg']);
    const left = await settle({ kind, wanted: twins.slice(1), made });
    expect(left.map(({ name }) => name)).toEqual(['A (2).jpg']);
    expect(await readFile(inside('Albums/Trip/A (2).jpg'), 'utf8')).toBe('another a');
  });

  test('a photo that is missing is said once, and the others are shown', async () => {
    await rm(inside(`${august}/b.jpg`));
    const outcome = await finalizeAlbumView(destination, request({ kind, wanted: wanted('a', 'b', 'c') }));
    expect(outcome.problems.map(({ code, subject }) => [code, subject])).toEqual([['album-view-incomplete', 'Trip']]);
    expect(outcome.made.map(({ name }) => name)).toEqual(['a.jpg', 'c.jpg']);
  });
});

test('links are relative, so that the whole folder can be moved', async () => {
  await settle({ wanted: wanted('a') });
  expect(await readlink(inside('Albums/Trip/a.jpg'))).toBe('../../Photos/2023/08/a.jpg');
  await rename(destination.path, `${destination.path}-moved`);
  expect(await readFile(`${destination.path}-moved/Albums/Trip/a.jpg`, 'utf8')).toBe('photo a');
  await rename(`${destination.path}-moved`, destination.path);
});

test('hard links share the bytes, copies do not and keep the time', async () => {
  await settle({ kind: 'hardlink', wanted: wanted('a') });
  expect((await stat(inside('Albums/Trip/a.jpg'))).ino).toBe((await stat(inside(`${august}/a.jpg`))).ino);
  await settle({ kind: 'copy', folder: 'Albums/Copy', wanted: wanted('a') });
  const [copy, photo] = await Promise.all([stat(inside('Albums/Copy/a.jpg')), stat(inside(`${august}/a.jpg`))]);
  expect(copy.ino).not.toBe(photo.ino);
  expect(Math.abs(copy.mtimeMs - photo.mtimeMs)).toBeLessThan(1);
});

test.each(kinds.flatMap((from) => [...kinds, 'none' as const].map((to) => [from, to] as const)))(
  'the kind of view can change from %s to %s',
  async (from, to) => {
    const made = await settle({ kind: from, wanted: wanted('a', 'b') });
    const changed = await settle({ kind: to, wanted: wanted('a', 'b'), made });
    if (to === 'none') {
      expect(changed).toEqual([]);
      expect(await readdir(inside('Albums'))).toEqual([]);
      return;
    }
    expect((await lstat(inside('Albums/Trip/a.jpg'))).isSymbolicLink()).toBe(to === 'symlink');
    // A copy in place of a hard link that was refused is as good, so copies stay.
    expect(changed.map(({ kind }) => kind)).toEqual(from === 'copy' && to === 'hardlink' ? ['copy', 'copy'] : [to, to]);
  },
);

test.each([
  ['an absolute link', () => inside(`${august}/a.jpg`)],
  ['an absolute link to where the folder was', () => `/media/old disk/${august}/a.jpg`],
  ['a link by another way', () => `../.././Albums/../${august}/a.jpg`],
])('%s in the place of an entry is made again under its name', async (_what, text) => {
  const made = await settle({ wanted: wanted('a') });
  await rm(inside('Albums/Trip/a.jpg'));
  await symlink(text(), inside('Albums/Trip/a.jpg'));
  expect(await settle({ wanted: wanted('a'), made, doubt: 'keep edits' })).toEqual(made);
  expect(await readdir(inside('Albums/Trip'))).toEqual(['a.jpg']);
  expect(await readlink(inside('Albums/Trip/a.jpg'))).toBe(`../../${august}/a.jpg`);
});

test.each(['../../Photos/2023/08/b.jpg', '/somewhere/a.jpg', 'a.jpg'])(
  'a link of the person’s own to %s keeps its place',
  async (text) => {
    const made = await settle({ wanted: wanted('a') });
    await rm(inside('Albums/Trip/a.jpg'));
    await symlink(text, inside('Albums/Trip/a.jpg'));
    expect(await settle({ wanted: wanted('a'), made, doubt: 'keep edits' })).toMatchObject([{ name: 'a (2).jpg' }]);
    expect(await readlink(inside('Albums/Trip/a.jpg'))).toBe(text);
  },
);

test('a file in the place of the folder is left alone', async () => {
  await mkdir(inside('Albums'));
  await writeFile(inside('Albums/Trip'), 'mine');
  const outcome = await finalizeAlbumView(destination, request({ wanted: wanted('a') }));
  expect(outcome.problems.map(({ code }) => code)).toEqual(['album-view-incomplete']);
  expect(await readFile(inside('Albums/Trip'), 'utf8')).toBe('mine');
});

test("somebody else's link under a name of ours stays", async () => {
  await mkdir(inside('Albums/Trip'), { recursive: true });
  await symlink('/somewhere', inside('Albums/Trip/a.jpg'));
  const made = await settle({ wanted: wanted('a') });
  expect(made.map(({ name }) => name)).toEqual(['a (2).jpg']);
  expect(await readlink(inside('Albums/Trip/a.jpg'))).toBe('/somewhere');
});

test('a full disk is said as such, and no half copy is seen', async (context) => {
  destination = await openedDestination(await smallDisk(context, '512k'));
  await withPhotos();
  await writeFile(inside(`${august}/a.jpg`), Buffer.alloc(300_000));
  const outcome = await finalizeAlbumView(destination, request({ kind: 'copy', wanted: wanted('a') }));
  expect(outcome).toMatchObject({ made: [], problems: [{ code: 'destination-full' }] });
  expect(await readdir(inside('Albums/Trip'))).toEqual([]);
  expect(await readdir(inside('.afterimage/staging'))).toEqual([]);
});

test('any sequence of albums ends with exactly what is wanted', async () => {
  const step = fc.record({
    names: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
    kind: fc.constantFrom('symlink', 'hardlink', 'copy', 'none'),
    title: fc.constantFrom('Trip', 'Rome'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
      await rm(inside('Albums'), { recursive: true, force: true });
      let made: readonly MadeEntry[] = [];
      let previousFolder: string | null = null;
      for (const { names, kind, title } of steps) {
        const folder = `Albums/${title}`;
        made = await settle({ kind, wanted: wanted(...names), made, folder, previousFolder });
        previousFolder = folder;
        const shown = await readdir(inside(folder)).catch(() => []);
        expect(shown.sort()).toEqual(kind === 'none' ? [] : names.map((name) => `${name}.jpg`).sort());
        for (const name of shown) expect(await readFile(inside(`${folder}/${name}`), 'utf8')).toBe(`photo ${name[0]}`);
      }
    }),
    { numRuns: runsOf(40) },
  );
});
