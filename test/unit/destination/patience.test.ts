import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { heldFiles } from '../../../electron/engine/destination/held-files.ts';
import { openPartNotes } from '../../../electron/engine/destination/part-note.ts';
import { freshBudget, patience } from '../../../electron/engine/destination/patience.ts';
import { type Move, placeFiles } from '../../../electron/engine/destination/place-files.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchDisk } from '../../support/watched-disk.ts';

function failing(code: string, times: number) {
  let calls = 0;
  return {
    calls: () => calls,
    work: () => {
      calls += 1;
      if (calls <= times) throw Object.assign(new Error(`${code}: held`), { code });
      return 'done';
    },
  };
}

test.each(['EBUSY', 'EPERM', 'EACCES'])('%s for a moment is waited for', (code) => {
  const { work, calls } = failing(code, 3);
  expect(patience(freshBudget()).until(work)).toBe('done');
  expect(calls()).toBe(4);
});

test.each(['ENOSPC', 'ENOENT', 'EIO'])('%s is told at once', (code) => {
  const { work, calls } = failing(code, 1);
  expect(() => patience(freshBudget()).until(work)).toThrow(code);
  expect(calls()).toBe(1);
});

test('a run has one budget for waiting, and then waits no more', () => {
  const budget = freshBudget();
  budget[0] = 120;
  const { work, calls } = failing('EBUSY', 100);
  expect(() => patience(budget).until(work)).toThrow('EBUSY');
  // 50 ms were left for, 100 more were not.
  expect(calls()).toBe(2);
  expect(() => patience(budget).until(failing('EBUSY', 1).work)).toThrow('EBUSY');
});

test('a batch of which nothing is held waits for nothing', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, '.afterimage'));
  const moves: Move[] = ['a', 'b'].map((name) => {
    const from = join(root, '.afterimage', name);
    return { from, to: join(root, 'Photos', name), time: null };
  });
  for (const { from } of moves) await writeFile(from, 'bytes');
  const waits: number[] = [];
  const outcomes = placeFiles(root, moves, {
    until: (work) => work(),
    wait: (attempt) => {
      waits.push(attempt);
      return attempt < 3;
    },
  });
  expect(outcomes).toEqual([{ kind: 'moved' }, { kind: 'moved' }]);
  expect(waits).toEqual([]);
});

const refused = (path: string) =>
  ({ kind: 'failed', problem: problem('destination-not-writable', { subject: path, detail: 'EACCES' }) }) as const;

async function codesOf(judging: ReturnType<ReturnType<typeof heldFiles>['judge']>): Promise<readonly string[]> {
  return (await judging).map((outcome) => (outcome.kind === 'failed' ? outcome.problem.code : outcome.kind));
}

test('a refusal in a folder that takes other files is that file alone', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'Photos/2023'), { recursive: true });
  const judged = heldFiles().judge(root, [{ kind: 'placed' }, refused('Photos/2023/a.jpg')]);
  expect(await codesOf(judged)).toEqual(['placed', 'file-busy']);
});

test('a refusal in a folder that takes nothing is the folder', async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, 'Photos'), 'no folder');
  expect(await codesOf(heldFiles().judge(root, [refused('Photos/a.jpg')]))).toEqual(['destination-not-writable']);
});

test('a folder that was tried out has no trace of it once the next run has begun, wherever the trial was cut off', async () => {
  const tried = async (faults: StepFaults): Promise<string> => {
    const root = await temporaryFolder();
    for (const folder of ['Photos', '.afterimage/staging']) await mkdir(join(root, folder), { recursive: true });
    const stop = watchDisk(root, faults);
    await heldFiles().judge(root, [refused('Photos/a.jpg')]);
    stop();
    return root;
  };
  const whole = new StepFaults();
  expect(await readdir(join(await tried(whole), 'Photos'))).toEqual([]);
  let left = 0;
  for (const index of whole.steps.keys()) {
    const root = await tried(new StepFaults().crashingAt(index));
    left += (await readdir(join(root, 'Photos'))).length;
    await openPartNotes(root, new Date());
    for (const folder of ['Photos', '.afterimage/staging']) expect(await readdir(join(root, folder))).toEqual([]);
  }
  expect(left).toBeGreaterThan(0);
});

test.each([
  ['a photo', 'Photos/a.jpg', ''],
  ['a file with content', `Photos/.afterimage-probe-${randomUUID()}`, 'mine'],
  ['a file outside', `../outside/.afterimage-probe-${randomUUID()}`, ''],
])('a note that names %s removes nothing', async (_, path, text) => {
  const folder = await temporaryFolder();
  const root = join(folder, 'backup');
  for (const name of ['outside', 'backup/Photos', 'backup/.afterimage/staging']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  await writeFile(join(root, path), text);
  await writeFile(join(root, '.afterimage/staging/one.trial'), path);
  await openPartNotes(root, new Date());
  expect(await readFile(join(root, path), 'utf8')).toBe(text);
  expect(await readdir(join(root, '.afterimage/staging'))).toEqual([]);
});

test('many files that are held in one run are a problem of the folder', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'Photos'));
  const files = heldFiles();
  const first = await codesOf(
    files.judge(
      root,
      Array.from({ length: 4 }, (_none, index) => refused(`Photos/${index}`)),
    ),
  );
  expect(new Set(first)).toEqual(new Set(['file-busy']));
  const later = await codesOf(files.judge(root, [refused('Photos/x'), refused('Photos/y')]));
  expect(later).toEqual(['file-busy', 'destination-not-writable']);
});

test('a photo whose old name in staging is held has its place all the same, once', async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, '.afterimage'));
  const [from, to] = [join(root, '.afterimage/a'), join(root, 'Photos/a')];
  await writeFile(from, 'bytes');
  watchDisk(root, new StepFaults().failing(/^unlinkSync /u, 'EBUSY'));
  const budget = freshBudget();
  budget[0] = 60;
  expect(placeFiles(root, [{ from, to, time: null }], patience(budget))).toEqual([{ kind: 'moved' }]);
});
