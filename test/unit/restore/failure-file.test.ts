import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { type FailedWork, failureFile } from '../../../electron/engine/restore/failure-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A list with so many failures, ended. */
function listOf(count: number, dataFolder: string, work: FailedWork = 'restore', minute = 0): string | null {
  const now = () => new Date(Date.UTC(2024, 0, 1, 10, minute));
  const list = failureFile({ dataFolder, now, log: silentLog }, work);
  for (let index = 0; index < count; index += 1) {
    list.add({
      path: `Photos/line\nbreak ${index}.jpg`,
      problem: problem('file-not-found', { detail: `no. ${index}` }),
    });
  }
  return list.close();
}

test('few failures need no file, and of many each has a line, for the owner alone', async () => {
  const data = join(await temporaryFolder(), 'data');
  expect(listOf(20, data)).toBeNull();
  const file = listOf(21, data);
  expect(file).toBe(join(data, 'failures', 'restore-20240101T100000000Z.jsonl'));
  const lines = (await readFile(file ?? '', 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    Array.from({ length: 21 }, (_none, index) => ({
      path: `Photos/line\nbreak ${index}.jpg`,
      ...{ code: 'file-not-found', title: problem('file-not-found').title, detail: `no. ${index}` },
    })),
  );
  if (process.platform === 'win32') return;
  expect((await stat(file ?? '')).mode & 0o777).toBe(0o600);
  expect((await stat(join(data, 'failures'))).mode & 0o777).toBe(0o700);
});

test('the latest ten are kept, whatever they are of, and files of other names stay', async () => {
  const data = await temporaryFolder();
  await mkdir(join(data, 'failures'));
  await writeFile(join(data, 'failures', 'notes.txt'), 'mine');
  const works = ['upload', 'restore', 'export-to'] as const;
  const files = Array.from({ length: 14 }, (_none, minute) => listOf(30, data, works[minute % 3], minute));
  const left = (await readdir(join(data, 'failures'))).map((name) => join(data, 'failures', name));
  expect(left.toSorted()).toEqual([...files.slice(4), join(data, 'failures', 'notes.txt')].toSorted());
});

test('a list that cannot be written stops nothing, and nobody is sent to it', async () => {
  const data = join(await temporaryFolder(), 'file');
  await writeFile(data, '');
  expect(listOf(2_000, data)).toBeNull();
});
