import { hash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wholeEtag } from '../../../electron/contract/bytes.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { openDriveWorld } from '../../support/drive-world.ts';
import { archived, details, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

const name = 'takeout-20260301T120000Z-001.tgz';
const photoBytes = 300_000;
/** Places where reading can begin again lie 2 MiB apart in a small part; one or two of them may not be found, or not be noted. */
const mostLost = 8 << 20;
const download = { operation: 'drive.files.download' };

/** One part whose photos can hardly be packed, as real ones. */
async function partOf(photos: number, seed = 0): Promise<Record<string, Uint8Array | string>> {
  const files: Record<string, Uint8Array | string> = {};
  for (let i = 0; i < photos; i += 1) {
    const title = `IMG_${1_000 + i}.jpg`;
    files[`${year}/${title}`] = Buffer.concat([await picture(seed + i), randomBytes(photoBytes)]);
    files[`${year}/${title}${details}`] = sidecar(title, '2019-03-01');
  }
  return files;
}

/** A Drive with one part, of which a first fetch got so many bytes. */
async function brokenOff(photos: number, afterBytes: number) {
  const drive = join(await temporaryFolder(), 'drive');
  const files = await partOf(photos);
  const path = await archived(join(drive, name), files);
  const world = await openDriveWorld(drive);
  // Beginning and end are read first.
  const cut = { match: download, after: 2, times: 1, answer: { kind: 'truncate', afterBytes } } as const;
  const refused = { match: download, after: 2, answer: { kind: 'drive', reason: 'downloadQuotaExceeded' } } as const;
  world.simulator.planFaults({ rules: [cut, refused] });
  expect((await world.fetch()).problems).toContain('drive-download-quota');
  world.simulator.planFaults({});
  const staging = join(world.backup, '.afterimage', 'staging');
  const contents = Object.entries(files).flatMap(([file, bytes]) =>
    file.endsWith('.jpg') ? [Buffer.from(bytes)] : [],
  );
  const { size } = await stat(path);
  /** Bytes of the file that were sent since, beginning and end not counted, which are read whenever it is opened. */
  const sentSince = (): number => {
    const [served] = world.simulator.statistics().driveFiles;
    const inner = (served?.ranges ?? []).filter(
      ([first, last]) => last - first + 1 > 256 << 10 || (first > 0 && last < size - 1),
    );
    return inner.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  };
  world.simulator.resetStatistics();
  return { ...world, path, size, staging, contents, sentSince };
}

async function expectAllStored(backup: string, contents: readonly Buffer[]): Promise<void> {
  const { photos } = await readBackupFolder(backup);
  expect(photos.size).toBe(contents.length);
  for (const places of photos.values()) expect(places).toHaveLength(1);
  const stored = await Promise.all([...photos.values()].flat().map((path) => readFile(join(backup, path))));
  const expected = new Set(contents.map((bytes) => bytes.toString('latin1')));
  expect(stored.every((bytes) => expected.has(bytes.toString('latin1')))).toBe(true);
}

/** Files in staging that have a note, with its key. */
async function noted(staging: string): Promise<readonly { readonly file: string; readonly key: string }[]> {
  const notes = (await readdir(staging)).filter((file) => file.endsWith('.part.json'));
  return Promise.all(
    notes.map(async (note) => {
      const { key } = JSON.parse(await readFile(join(staging, note), 'utf8')) as { readonly key: string };
      return { file: join(staging, note.slice(0, -'.json'.length)), key };
    }),
  );
}

/** Where marks are. */
async function marksIn(staging: string): Promise<readonly string[]> {
  return (await noted(staging)).filter(({ key }) => key.includes(' mark ')).map(({ file }) => file);
}

/** Where the content of the first photo waits: keys end with the place of the entry. */
async function firstContentIn(staging: string): Promise<string> {
  const contents = (await noted(staging)).filter(({ key }) => !key.includes(' mark '));
  const place = ({ key }: { readonly key: string }): number => Number(key.slice(key.lastIndexOf(' ')));
  const [first] = contents.toSorted((one, other) => place(one) - place(other));
  if (first === undefined) throw new Error('Nothing waits');
  return first.file;
}

test('a .tgz that was broken off is fetched on from the last place that was noted', async () => {
  const { fetch, backup, size, staging, contents, sentSince } = await brokenOff(60, 12_000_000);
  expect((await marksIn(staging)).length).toBeGreaterThan(1);
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0, stored: 60 });
  await expectAllStored(backup, contents);
  expect(await readdir(staging)).toEqual([]);
  expect(sentSince()).toBeLessThan(size - 12_000_000 + mostLost);
});

const damages: readonly [string, (path: string) => Promise<void>][] = [
  ['of other bytes', async (path) => writeFile(path, Buffer.alloc((await stat(path)).size, 'x'))],
  ['cut', async (path) => writeFile(path, (await readFile(path)).subarray(0, 1_000))],
  [
    'of another place',
    async (path) => writeFile(path, (await readFile(path, 'utf8')).replace(/"packed":\d/, '"packed":9')),
  ],
];

test.each(isLong() ? damages : damages.slice(0, 1))(
  'where all that was noted is %s, it is fetched from its beginning',
  {
    tags: 'long',
  },
  async (_, damage) => {
    const { fetch, backup, size, staging, contents, sentSince } = await brokenOff(30, 6_000_000);
    const marks = await marksIn(staging);
    expect(marks.length).toBeGreaterThan(0);
    for (const mark of marks) await damage(mark);
    expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0, stored: 30 });
    await expectAllStored(backup, contents);
    expect(await readdir(staging)).toEqual([]);
    expect(sentSince()).toBeGreaterThan(size - (512 << 10));
  },
);

test('where what was noted is not true, the part is read again from its beginning in the same run', async () => {
  const { fetch, backup, size, staging, contents, sentSince } = await brokenOff(30, 6_000_000);
  for (const mark of await marksIn(staging)) {
    const text = (await readFile(mark, 'utf8')).replace(/"crc32":\d+/, '"crc32":1');
    await writeFile(mark, text);
    const note = JSON.parse(await readFile(`${mark}.json`, 'utf8')) as Record<string, unknown>;
    const kept = { ...note, etag: wholeEtag(hash('sha256', text)), bytes: Buffer.byteLength(text) };
    await writeFile(`${mark}.json`, JSON.stringify(kept));
  }
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0, stored: 30 });
  await expectAllStored(backup, contents);
  expect(await readdir(staging)).toEqual([]);
  expect(sentSince(), 'from the place, then all of it').toBeGreaterThan(size);
});

test('where a content that had come is gone, it is fetched from its beginning, once', async () => {
  const { fetch, backup, size, staging, contents, sentSince } = await brokenOff(30, 6_000_000);
  // One behind the mark would come once more in any case.
  await rm(await firstContentIn(staging));
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0, stored: 30 });
  await expectAllStored(backup, contents);
  expect(await readdir(staging)).toEqual([]);
  expect(sentSince()).toBeGreaterThan(size - (512 << 10));
  expect(sentSince()).toBeLessThanOrEqual(size);
});

test('another file under the same id is fetched from its beginning', async () => {
  const { fetch, backup, path, staging } = await brokenOff(30, 6_000_000);
  const other = await partOf(30, 100);
  await archived(path, other);
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0, stored: 30 });
  const contents = Object.entries(other).flatMap(([file, bytes]) =>
    file.endsWith('.jpg') ? [Buffer.from(bytes)] : [],
  );
  await expectAllStored(backup, contents);
  expect((await marksIn(staging)).length, 'of what is not there any more').toBeGreaterThan(0);
});

test('a part whose sum was wrong is never fetched on, for only all of its bytes can clear it', async () => {
  const drive = join(await temporaryFolder(), 'drive');
  await archived(join(drive, name), await partOf(30));
  const { fetch, backup, simulator } = await openDriveWorld(drive);
  await simulator.changeDrive({ action: 'misstate', file: name, md5Checksum: 'f'.repeat(32) });
  expect((await fetch()).problems).toContain('drive-checksum');
  const cut = { match: download, after: 2, times: 1, answer: { kind: 'truncate', afterBytes: 6_000_000 } } as const;
  const refused = { match: download, after: 2, answer: { kind: 'drive', reason: 'downloadQuotaExceeded' } } as const;
  simulator.planFaults({ rules: [cut, refused] });
  expect((await fetch()).problems).toContain('drive-download-quota');
  simulator.planFaults({});
  expect((await fetch()).problems).toContain('drive-checksum');
  expect((await readBackupFolder(backup)).photos.size).toBe(0);
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
});

const kills = 6;

test.runIf(isLong())(
  'killed again and again, each fetch begins where the one before had come to',
  {
    tags: 'long',
  },
  async () => {
    const drive = join(await temporaryFolder(), 'drive');
    const photos = 20 * (kills + 1);
    const files = await partOf(photos);
    await archived(join(drive, name), files);
    const { google, backup, call } = await openWorld({ items: 1, albums: 0, drive: { folder: drive } });
    const visits: Promise<unknown>[] = [];
    const connected = await call(['drive', 'connect', '--unattended', '--no-browser'], {
      onLine: (line) => {
        if (line.startsWith('http')) visits.push(globalThis.fetch(line).then((page) => page.text()));
      },
    });
    await Promise.all(visits);
    expect(connected.code, connected.stderr).toBe(0);
    const staging = join(backup, '.afterimage', 'staging');
    const waiting = (): number =>
      existsSync(staging) ? readdirSync(staging).filter((file) => file.endsWith('.part.json')).length - 4 : 0;
    let before = 0;
    /** Where what is no beginning and no end of the file was asked for first. */
    const begun = (): number => {
      const [served] = google.statistics().driveFiles;
      const inner = (served?.ranges ?? []).filter(([first, last]) => first >= 64 << 10 && last - first >= 256 << 10);
      return Math.min(...inner.map(([first]) => first));
    };
    for (let killed = 1; killed <= kills; killed += 1) {
      google.resetStatistics();
      const ended = await call(['drive', 'fetch', '--json'], { killWhen: () => waiting() >= 20 * killed });
      expect(ended.signal, ended.stderr).toBe('SIGKILL');
      if (before > 0) expect(begun()).toBeGreaterThan(before * photoBytes - mostLost);
      before = waiting();
    }
    google.resetStatistics();
    const last = await call(['drive', 'fetch', '--json']);
    expect(last.code, last.stderr).toBe(0);
    expect(lastRecord(last)).toMatchObject({ outcome: 'complete', failed: 0, stored: photos });
    expect(begun()).toBeGreaterThan(before * photoBytes - mostLost);
    const contents = Object.entries(files).flatMap(([file, bytes]) =>
      file.endsWith('.jpg') ? [Buffer.from(bytes)] : [],
    );
    await expectAllStored(backup, contents);
    expect(await readdir(staging)).toEqual([]);
  },
);
