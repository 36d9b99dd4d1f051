import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { DiskFaults } from '../../support/failing-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const module = pathToFileURL(join(import.meta.dirname, '../../support/failing-disk.ts')).href;

/** Tries calls of every kind in a program and in a thread of it; prints the code of each. */
const program = `
  import { closeSync, openSync, statSync, writeSync } from 'node:fs';
  import { open, readFile } from 'node:fs/promises';
  import { isMainThread, Worker } from 'node:worker_threads';
  const [below, beside] = JSON.parse(process.env.AFTERIMAGE_TEST_PATHS);
  const told = [];
  const tried = async (work) => told.push(await Promise.resolve().then(work).then(() => 'good', (error) => error.code));
  for (let round = 0; round < 40; round += 1) {
    await tried(() => readFile(below));
    await tried(() => statSync(below));
    await tried(async () => {
      const file = await open(below, 'r+');
      try { await file.write('x'); } finally { await file.close(); }
    });
    await tried(() => {
      const file = openSync(below, 'r+');
      try { writeSync(file, 'x'); } finally { closeSync(file); }
    });
    await tried(() => readFile(beside));
  }
  const kinds = [0, 1, 2, 3, 4].map((kind) => [...new Set(told.filter((_, index) => index % 5 === kind))].sort());
  console.log(JSON.stringify([isMainThread, kinds, told.join()]));
  if (isMainThread) new Worker(new URL(import.meta.url));
`;

async function ran(faults: Partial<DiskFaults>): Promise<readonly unknown[]> {
  const folder = await temporaryFolder();
  const paths = [join(folder, 'below', 'file'), join(folder, 'beside')];
  await mkdir(join(folder, 'below'));
  for (const path of paths) await writeFile(path, 'content');
  await writeFile(join(folder, 'program.mjs'), program);
  const told: DiskFaults = { below: join(folder, 'below'), seed: 3, share: 0.3, errnos: ['EIO', 'EDQUOT'], ...faults };
  const env = testEnvironment({
    NODE_OPTIONS: `--import=${module}`,
    AFTERIMAGE_TEST_DISK: JSON.stringify(told),
    AFTERIMAGE_TEST_PATHS: JSON.stringify(paths),
  });
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'program.mjs')], { env });
  return stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

test('calls below the folder fail in every thread, the same ones for the same seed; others never do', async () => {
  const failing = ['EIO', 'Unknown system error -122', 'good'];
  const lines = await ran({});
  expect(lines).toEqual([
    [true, [failing, failing, failing, failing, ['good']], expect.any(String)],
    [false, [failing, failing, failing, failing, ['good']], expect.any(String)],
  ]);
  expect(await ran({})).toEqual(lines);
  expect(await ran({ seed: 4 })).not.toEqual(lines);
});

test('nothing fails where nothing is to', async () => {
  const good = Array.from({ length: 5 }, () => ['good']);
  expect(await ran({ share: 0 })).toEqual([
    [true, good, expect.any(String)],
    [false, good, expect.any(String)],
  ]);
});
