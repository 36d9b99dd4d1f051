import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function command(...flags: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['test/simulator/takeout/main.ts', ...flags], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('an export and the one after it are written, and told of in one line', async () => {
  const folder = await temporaryFolder();
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const size = ['--items', '30', '--albums', '2', '--seed', '3', '--parts', '2', '--tiny', '--locale', 'de'];
  const { status, stdout } = command('--out', first, ...size);
  expect(status).toBe(0);
  const told: unknown = JSON.parse(stdout);
  expect(told).toMatchObject({ folder: first, generation: 0, counts: { trash: 5 } });
  const parts = ['takeout-20260905T101115Z-3-001.zip', 'takeout-20260905T101115Z-3-002.zip'];
  expect(told).toMatchObject({ parts });
  const beside = ['entries.ndjson', 'expected.json', 'sample.json', ...parts, 'truth.ndjson'];
  expect((await readdir(first)).toSorted()).toEqual(beside);
  const later = command('--out', second, '--incremental-of', first, '--format', 'tgz', '--parts', '1');
  expect(JSON.parse(later.stdout)).toMatchObject({ generation: 1, parts: ['takeout-20261104T101115Z-3-001.tgz'] });
});

test.each([
  ['no folder', []],
  ['a flag that nobody knows', ['--out', 'x', '--unknown']],
  ['no number', ['--out', 'x', '--items', 'many']],
  ['no parts', ['--out', 'x', '--parts', '0']],
  ['a language that is not there', ['--out', 'x', '--locale', 'xx']],
])('%s ends it with 2', (_, flags) => {
  expect(command(...flags)).toMatchObject({ status: 2, stdout: '' });
});

test('a size that nothing fits into ends it with 2 and writes nothing', async () => {
  const folder = await temporaryFolder();
  expect(command('--out', folder, '--item-bytes', '10')).toMatchObject({ status: 2, stdout: '' });
  expect(await readdir(folder)).toEqual([]);
});
