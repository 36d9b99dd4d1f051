import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { probeDestination } from '../../../electron/engine/destination/probe.ts';
import { type FullRunReport, writeRunReport } from '../../../electron/engine/destination/reports.ts';
import { type SumsEntry, sumsLine, writeSums } from '../../../electron/engine/destination/sums.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { smallDisk } from './disks.ts';
import { codeOf, openedDestination, valueIn } from './open-folder.ts';

async function withFile(destination: Destination, path: string): Promise<SumsEntry> {
  await mkdir(dirname(join(destination.path, path)), { recursive: true });
  await writeFile(join(destination.path, path), path);
  return { path, sha256: createHash('sha256').update(path).digest('hex') };
}

describe('SHA256SUMS', () => {
  test.runIf(process.platform === 'linux')('is what sha256sum checks, strange names included', async () => {
    const destination = await openedDestination();
    const paths = ['Photos/1 \\ 2.jpg', 'Photos/two\nlines.jpg', 'Photos/ümläut 日本.jpg', 'Photos/\u{1f600}.jpg'];
    const entries: SumsEntry[] = [];
    for (const path of paths) entries.push(await withFile(destination, path));
    expect(valueIn(await writeSums(destination, entries))).toBe('written');
    const checked = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], {
      cwd: destination.path,
      encoding: 'utf8',
    });
    expect(checked.match(/: OK$/gmu)?.length).toBe(paths.length);
  });

  test('is written only when it changes', async () => {
    const destination = await openedDestination();
    const a = await withFile(destination, 'Photos/a.jpg');
    const b = await withFile(destination, 'Photos/b.jpg');
    expect(valueIn(await writeSums(destination, [a]))).toBe('written');
    const before = await stat(join(destination.path, 'SHA256SUMS'));
    expect(valueIn(await writeSums(destination, [a]))).toBe('unchanged');
    expect((await stat(join(destination.path, 'SHA256SUMS'))).ino).toBe(before.ino);
    expect(valueIn(await writeSums(destination, [a, b]))).toBe('written');
    expect(await readFile(join(destination.path, 'SHA256SUMS'), 'utf8')).toBe(sumsLine(a) + sumsLine(b));
    expect(await readdir(join(destination.path, '.afterimage/staging'))).toEqual([]);
  });

  test('goes by bytes, not by UTF-16 units, and refuses what is out of order', async () => {
    const destination = await openedDestination();
    const sha256 = 'a'.repeat(64);
    const inOrder = ['Photos/\uffee', 'Photos/\u{1f600}'].map((path) => ({ path, sha256 }));
    expect(valueIn(await writeSums(destination, inOrder))).toBe('written');
    await expect(writeSums(destination, inOrder.toReversed())).rejects.toThrow(RangeError);
    expect(await readFile(join(destination.path, 'SHA256SUMS'), 'utf8')).toContain('\u{1f600}');
  });

  describe('of the person', () => {
    const sha256 = 'a'.repeat(64);
    const ours = [{ path: 'Photos/a.jpg', sha256 }];
    const contentOf = (folder: string, name: string): Promise<string> => readFile(join(folder, name), 'utf8');

    test.each([
      ['of other files', `${'0'.repeat(64)}  archive.tar\n`],
      ['that looks like ours', `${'0'.repeat(64)}  Photos/mine.jpg\n`],
      ['that is empty', ''],
    ])('a list %s that is there first stays, and ours has another name', async (_what, mine) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'SHA256SUMS'), mine);
      expect(valueIn(await probeDestination(folder))).toMatchObject({ sumsFile: 'SHA256SUMS.afterimage' });
      const destination = await openedDestination(folder);
      for (const expected of ['written', 'unchanged']) {
        expect(valueIn(await writeSums(destination, ours))).toBe(expected);
        expect(await contentOf(folder, 'SHA256SUMS')).toBe(mine);
        expect(await contentOf(folder, 'SHA256SUMS.afterimage')).toBe(`${sha256}  Photos/a.jpg\n`);
      }
      expect(valueIn(await probeDestination(folder))).toMatchObject({ sumsFile: 'SHA256SUMS.afterimage' });
    });

    test.each([
      ['put there later', `${'0'.repeat(64)}  archive.tar\n`],
      ['without an end of line', `${'0'.repeat(64)}  archive.tar`],
      ['that grew out of ours', `# my notes\n${sha256}  Photos/a.jpg\n`],
      ['larger than one read', `${`${'0'.repeat(64)}  Photos/a.jpg\n`.repeat(9_000)}${'0'.repeat(64)}  letters.txt\n`],
    ])('a list %s stays', async (_what, mine) => {
      const destination = await openedDestination();
      valueIn(await writeSums(destination, ours));
      expect(valueIn(await probeDestination(destination.path)).sumsFile).toBeUndefined();
      await writeFile(join(destination.path, 'SHA256SUMS'), mine);
      valueIn(await writeSums(destination, ours));
      expect(await contentOf(destination.path, 'SHA256SUMS')).toBe(mine);
      expect(await contentOf(destination.path, 'SHA256SUMS.afterimage')).toBe(`${sha256}  Photos/a.jpg\n`);
    });

    test('a file of theirs under the second name stays, too, and is told', async () => {
      const destination = await openedDestination();
      for (const name of ['SHA256SUMS', 'SHA256SUMS.afterimage']) {
        await writeFile(join(destination.path, name), 'mine');
      }
      expect(codeOf(await writeSums(destination, ours))).toBe('destination-unsuitable');
      for (const name of ['SHA256SUMS', 'SHA256SUMS.afterimage']) {
        expect(await contentOf(destination.path, name)).toBe('mine');
      }
    });

    test.each(['', 'a'.repeat(40), `${'b'.repeat(64)}  Photos/b.jpg\n${'b'.repeat(64)}  Photos/c`])(
      'one of ours that was cut off (%j) is written anew',
      async (rest) => {
        const destination = await openedDestination();
        await writeFile(join(destination.path, 'SHA256SUMS'), rest);
        expect(valueIn(await writeSums(destination, ours))).toBe('written');
        expect(await contentOf(destination.path, 'SHA256SUMS')).toBe(`${sha256}  Photos/a.jpg\n`);
      },
    );
  });

  test('a full disk leaves the list of before', async (context) => {
    const destination = await openedDestination(await smallDisk(context, '256k'));
    const sha256 = 'a'.repeat(64);
    expect(valueIn(await writeSums(destination, [{ path: 'Photos/a.jpg', sha256 }]))).toBe('written');
    const many = Array.from({ length: 6000 }, (_, n) => ({ path: `Photos/${String(n).padStart(5, '0')}.jpg`, sha256 }));
    expect(codeOf(await writeSums(destination, many))).toBe('destination-full');
    expect(await readFile(join(destination.path, 'SHA256SUMS'), 'utf8')).toBe(`${sha256}  Photos/a.jpg\n`);
  });
});

describe('reports', () => {
  function reportOf(run: number): FullRunReport {
    const startedAt = new Date(Date.UTC(2026, 0, 1, 0, run)).toISOString();
    const sums = { discovered: 1, stored: 1, present: 0, skipped: 0, failed: 0, bytes: 5, seconds: 1 };
    const identity = { run, source: 'library', account: '1', kind: 'full', dryRun: false } as const;
    const end = { outcome: 'complete', startedAt, finishedAt: startedAt, problem: null } as const;
    return { ...identity, ...sums, ...end, apiRequests: 1, mediaRequests: 1, problems: [] };
  }

  test('are kept as JSON, the newest hundred', async () => {
    const destination = await openedDestination();
    const folder = join(destination.path, '.afterimage/reports');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    for (let run = 1; run <= 102; run += 1) valueIn(await writeRunReport(destination, reportOf(run)));
    const names = (await readdir(folder)).sort();
    expect(names.length).toBe(101);
    expect(names[0]).toBe('2026-01-01T00-03-00-000Z-run-3.json');
    expect(names.at(-1)).toBe('notes.txt');
    expect(JSON.parse(await readFile(join(folder, names[0] ?? ''), 'utf8'))).toEqual(reportOf(3));
  });
});
