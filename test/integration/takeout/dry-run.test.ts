import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeoutMediaSchema } from '../../../electron/contract/takeout-models.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { lastRecord } from '../../support/command-line.ts';
import { openImportWorld } from '../../support/import-world.ts';

test('a dry run tells of every media entry what the truth says, stores nothing, and ends with the accounting', async () => {
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample(
    { out, items: 120, albums: 6, seed: 9, itemBytes: 'tiny', locale: 'fr' },
    createPictureStudio(),
  );
  const dry = await call(['import', '--dry-run', '--json', out]);
  expect(dry.code, dry.stderr).toBe(0);
  expect(lastRecord(dry)).toMatchObject({
    event: 'finished',
    dryRun: true,
    stored: 0,
    entries: sample.expected.counts,
  });
  expect(await readdir(backup)).toEqual(['.afterimage']);

  const media = dry.records.filter(({ event }) => event === 'media').map((record) => takeoutMediaSchema.parse(record));
  const lines = (await readFile(join(out, 'entries.ndjson'), 'utf8')).split('\n').filter((line) => line !== '');
  const states = { stored: 'store', duplicate: 'present', trash: 'skip' } as const;
  const expected = lines
    .map((line) => JSON.parse(line) as { readonly part: string; readonly path: string; readonly state: string })
    .filter(({ state, path }) => state in states && !path.endsWith('.json'))
    .map(({ part, path, state }) => ({ part, path, state: states[state as keyof typeof states] }));
  expect(media.map(({ part, path, state }) => ({ part, path, state }))).toEqual(expected);

  const byPath = new Map(sample.truth.flatMap((truth) => truth.paths.map(({ path }) => [path, truth] as const)));
  const words = {
    sidecar: 'sidecar',
    exif: 'exif',
    'quicktime-zone': 'exif',
    'quicktime-utc': 'exif',
    'file-name': 'name',
    'year-folder': 'folder',
    none: 'none',
  } as const;
  for (const { path, state, kind, taken, takenFrom, albums, lat } of media) {
    const truth = byPath.get(path);
    if (state === 'skip' || truth === undefined) continue;
    // A copy without a sidecar in its own folder knows less than the asset does.
    if (takenFrom === words[truth.takenFrom]) {
      expect(taken, path).toBe(
        truth.taken ?? truth.takenLocal ?? (truth.takenYear === null ? null : `${truth.takenYear}`),
      );
    }
    expect([path, kind]).toEqual([path, truth.kind]);
    expect([path, lat === null]).toEqual([path, truth.lat === null]);
    for (const title of albums)
      expect(
        truth.albums.map((album) => album.title),
        path,
      ).toContain(title);
  }

  const real = await call(['import', '--json', out]);
  expect(lastRecord(real)).toMatchObject({ outcome: 'complete', entries: sample.expected.counts });
  const second = await call(['import', '--dry-run', '--json', out]);
  const present = sample.expected.counts.stored + sample.expected.counts.duplicate;
  expect(lastRecord(second)).toMatchObject({ entries: { ...sample.expected.counts, stored: 0, duplicate: present } });
});

test('exports and explain answer for people and as records', async () => {
  const { folder, backup, call } = await openImportWorld();
  const none = await call(['exports']);
  expect(none.stdout).toContain('No export was given yet');
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample(
    { out, items: 30, albums: 3, seed: 4, itemBytes: 'tiny', parts: 3, absentItems: 'left out' },
    createPictureStudio(),
  );
  const [first, , third] = sample.parts;
  const imported = await call(['import', first?.path ?? '', third?.path ?? '']);
  expect(imported.code, imported.stderr).toBe(0);
  expect(imported.stdout).toMatch(/entries = /);
  const exports = await call(['exports', '--json']);
  expect(exports.records[0]).toMatchObject({
    event: 'exports',
    exports: [
      {
        complete: false,
        missingParts: [2],
        parts: [
          { number: 1, state: 'imported' },
          { number: 3, state: 'imported' },
        ],
      },
    ],
  });
  expect((await call(['exports'])).stdout).toContain('missing: export file 2');
  await call(['import', out]);
  expect((await call(['exports', '--json'])).records[0]).toMatchObject({
    exports: [{ complete: true, missingParts: [], missing: 0 }],
  });

  const truth = sample.truth.find(({ caption, albums }) => caption !== null && albums.length > 0);
  const sums = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).split('\n');
  const path = sums.find((line) => line.startsWith(truth?.sha256 ?? '-'))?.slice(66) ?? '';
  const told = await call(['explain', '--json', join(backup, path)]);
  expect(told.records).toMatchObject([{ path, sha256: truth?.sha256, caption: truth?.caption }]);
  const text = await call(['explain', path]);
  expect(text.stdout).toContain('Its title and its name are those of this file.');
  expect((await call(['explain', 'no such file'])).code).toBe(2);
});

test('what lies in the trash is taken in only when it is asked for', async () => {
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample(
    { out, items: 20, albums: 2, seed: 4, itemBytes: 'tiny' },
    createPictureStudio(),
  );
  const without = await call(['import', '--json', out]);
  expect(lastRecord(without)).toMatchObject({ outcome: 'complete', entries: sample.expected.counts });
  const before = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  expect(before).toHaveLength(sample.truth.length);
  const withTrash = await call(['import', '--json', '--include-trash', out]);
  expect(withTrash.code, withTrash.stderr).toBe(0);
  const after = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  expect(after.length).toBeGreaterThan(before.length);
  for (const line of before) expect(after).toContain(line);
});

test('a quick dry run goes by names and sidecars, and reads no photo', async () => {
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const options = { out, items: 40, albums: 3, seed: 5, itemBytes: 'tiny' } as const;
  await writeTakeoutSample(options, createPictureStudio());
  const mediaOf = ({ records }: Awaited<ReturnType<typeof call>>) =>
    records.filter(({ event }) => event === 'media').map((record) => takeoutMediaSchema.parse(record));
  const whole = await call(['import', '--dry-run', '--json', out]);
  const quick = await call(['import', '--dry-run', '--quick', '--json', out]);
  expect(quick.code, quick.stderr).toBe(0);
  expect(lastRecord(quick)).toMatchObject({ event: 'finished', dryRun: true, stored: 0, bytes: 0 });
  expect(await readdir(backup)).toEqual(['.afterimage']);
  // What names and sidecars tell is told alike; a clip within its photo counts as one of its own.
  const told = ({ part, path, sidecar, confidence, kind, albums, takenFrom, taken }: (typeof byName)[number]) =>
    takenFrom === 'sidecar' ? { part, path, sidecar, confidence, kind, albums, taken } : { part, path, sidecar };
  const byName = mediaOf(quick);
  expect(byName.map(told)).toEqual(mediaOf(whole).map(told));
  expect(byName.filter(({ state }) => state === 'skip').length).toBeGreaterThan(0);

  const loose = join(folder, 'loose', 'Takeout', 'Google Photos', 'Photos from 2020');
  await mkdir(loose, { recursive: true });
  await writeFile(join(loose, 'IMG_1.jpg'), 'no photo at all');
  const statesOf = async (flags: readonly string[]) =>
    mediaOf(await call(['import', '--dry-run', ...flags, '--json', join(folder, 'loose')])).map(({ state }) => state);
  expect(await statesOf([])).toEqual(['fail']);
  expect(await statesOf(['--quick'])).toEqual(['store']);
});

test('only a dry run can be quick', async () => {
  const { folder, call } = await openImportWorld();
  const { code, stderr } = await call(['import', '--quick', folder]);
  expect(code).not.toBe(0);
  expect(stderr).toContain('--dry-run');
});
