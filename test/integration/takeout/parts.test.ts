import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { brokenParts } from '../../simulator/takeout/broken-parts.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectImported, readLibrary } from '../../support/expect-takeout.ts';
import { openImportEngine, openImportWorld } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';
import { fileOf, writePart } from '../../unit/takeout-archive/part-reading.ts';

const studio = createPictureStudio();
const small = { items: 30, albums: 4, seed: 6, itemBytes: 'tiny' } as const;

test('the same part twice, moved and under the name that browsers give a double, is one part', async () => {
  const { folder, backup, call } = await openImportWorld();
  const sample = await writeTakeoutSample({ out: join(folder, 'sample'), ...small, parts: 2 }, studio);
  const [first, second] = sample.parts.map(({ path }) => path);
  if (first === undefined || second === undefined) throw new Error('There are two parts');
  const double = first.replace('.zip', ' (1).zip');
  await copyFile(first, double);
  const ended = await call(['import', '--json', first, double, second]);
  expect(ended.code, ended.stderr).toBe(0);
  expect(lastRecord(ended)).toMatchObject({ entries: sample.expected.counts });
  await mkdir(join(folder, 'elsewhere'));
  await rename(first, join(folder, 'elsewhere', basename(first)));
  const moved = await call(['import', '--json', join(folder, 'elsewhere'), double]);
  expect(lastRecord(moved)).toMatchObject({ outcome: 'complete', stored: 0, bytes: 0 });
  await expectImported(backup, sample.truth);
});

test('a truncated part is broken; the whole one takes its place under the same name', async () => {
  const { folder, backup, call } = await openImportWorld();
  const sample = await writeTakeoutSample(
    { out: join(folder, 'sample'), ...small, parts: 2, format: 'tgz', absentItems: 'left out' },
    studio,
  );
  const [first = ''] = sample.parts.map(({ path }) => path);
  const whole = await readFile(first);
  await writeFile(first, whole.subarray(0, Math.floor(whole.length / 2)));
  const cut = await call(['import', '--json', join(folder, 'sample')]);
  expect(cut.code).toBe(3);
  const { photos } = await readBackupFolder(backup);
  expect(photos.size).toBeLessThan(sample.truth.length);
  const known = await call(['exports', '--json']);
  expect(known.records[0]).toMatchObject({
    exports: [{ complete: false, parts: [{ state: 'broken' }, { state: 'imported' }] }],
  });

  await writeFile(first, whole);
  const again = await call(['import', '--json', join(folder, 'sample')]);
  expect(again.code, again.stderr).toBe(0);
  const healed = await call(['exports', '--json']);
  expect(healed.records[0]).toMatchObject({ exports: [{ complete: true }] });
  await expectImported(backup, sample.truth);
});

test('two parts that claim one entry with different bytes both keep their photo', async () => {
  const { folder, backup, call } = await openImportWorld();
  const [part] = await brokenParts(join(folder, 'broken'), ['same-entry']);
  const ended = await call(['import', '--json', ...(part?.files ?? [])]);
  expect(ended.code, ended.stdout.slice(-500)).toBe(0);
  const { contents } = await readLibrary(backup);
  for (const { sha256 } of part?.survivors ?? []) expect(contents.photos.get(sha256)).toHaveLength(1);
});

test('a source that vanishes in between stops nothing that is safe, and the import continues when it is back', async () => {
  const { folder, backup, call } = await openImportWorld();
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample({ out, ...small, parts: 2, format: 'folder' }, studio);
  const [first, second] = sample.parts.map(({ path }) => path);
  if (first === undefined || second === undefined) throw new Error('There are two parts');
  await rename(second, `${second}-unplugged`);
  const partly = await call(['import', '--json', first, second]);
  expect(partly.code).toBe(3);
  expect(partly.records).toContainEqual(
    expect.objectContaining({ event: 'problem', problem: expect.objectContaining({ code: 'part-missing' }) }),
  );
  await rename(`${second}-unplugged`, second);
  expect((await call(['import', '--json', first, second])).code).toBe(0);
  await expectImported(backup, sample.truth);
});

test('a full disk stops the import with nothing half on it; with more space it continues', async (context) => {
  const disk = await temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return context.skip('mounting a small tmpfs is not permitted here');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', disk], { stdio: 'ignore' }));
  const { folder, backup, call } = await openImportWorld({ backupFolder: disk });
  const out = join(folder, 'sample');
  const sample = await writeTakeoutSample({ out, items: 60, albums: 3, seed: 8, itemBytes: 60_000 }, studio);
  const full = await call(['import', '--json', out]);
  expect(full.code, full.stdout.slice(-500)).toBe(6);
  expect(lastRecord(full)).toMatchObject({ outcome: 'stopped', problem: { code: 'destination-full' } });
  const known = new Set(sample.truth.map(({ sha256 }) => sha256));
  for (const sha256 of (await readBackupFolder(backup)).photos.keys()) expect(known.has(sha256)).toBe(true);
  execFileSync('mount', ['-o', 'remount,size=96m', disk]);
  const rest = await call(['import', '--json', out]);
  expect(rest.code, rest.stderr).toBe(0);
  await expectImported(backup, sample.truth);
});

test('parts in every order and in any portions give the same library', async () => {
  const folder = await temporaryFolder();
  const sample = await writeTakeoutSample(
    { out: join(folder, 'sample'), items: 12, albums: 2, seed: 3, parts: 4, itemBytes: 'tiny' },
    studio,
  );
  const paths = sample.parts.map(({ path }) => path);
  const orders = fc.tuple(fc.shuffledSubarray(paths, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 3 }));
  await fc.assert(
    fc.asyncProperty(orders, async ([order, portion]) => {
      const { backup, importParts } = await openImportEngine();
      for (let from = 0; from < order.length; from += portion) {
        const report = await importParts(order.slice(from, from + portion));
        expect(report).toMatchObject({ outcome: 'complete', failed: 0 });
      }
      await expectImported(backup, sample.truth);
    }),
    { numRuns: isLong() ? 40 : 2, seed: 1 },
  );
});

test('several parts that are encrypted are told each by its name, and those between them are imported', async () => {
  const { folder, backup, call } = await openImportWorld();
  const parts: string[] = [];
  for (const number of [1, 2, 3, 4, 5]) {
    const photo = Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      Buffer.from(`${number}`.repeat(90)),
    ]);
    const within = join(folder, `part ${number}`);
    await mkdir(within);
    const path = join(within, `takeout-20260905T101112Z-3-00${number}.zip`);
    await rename(
      await writePart('zip64', [fileOf(`Takeout/Google Photos/Photos from 2023/${number}.png`, photo)], within),
      path,
    );
    // The even ones: the list of entries is encrypted, as the end of the archive says.
    if (number % 2 === 0) {
      const bytes = await readFile(path);
      bytes.writeUInt16LE(62, bytes.lastIndexOf('PK\u0006\u0006') + 14);
      bytes.fill(0x5a, bytes.indexOf('PK\u0001\u0002'), bytes.lastIndexOf('PK\u0006\u0006'));
      await writeFile(path, bytes);
    }
    parts.push(path);
  }
  const ended = await call(['import', '--json', ...parts]);
  expect(ended.code, ended.stderr).toBe(3);
  const told = ended.records.flatMap(({ event, problem }) => (event === 'problem' ? [Object(problem)] : []));
  const encrypted = told.filter(({ code }) => code === 'part-encrypted').map(({ subject }) => subject);
  expect(encrypted.toSorted()).toEqual([2, 4].map((number) => `takeout-20260905T101112Z-3-00${number}.zip`));
  expect((await readBackupFolder(backup)).photos.size).toBe(3);
});
