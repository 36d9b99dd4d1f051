import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import { openWorld } from '../../support/world.ts';

test('a proof names every file, when it was read last, and the one number that stands for all', async () => {
  const { backup, call } = await openWorld({ items: 20, albums: 2, seed: 3 });
  await call(['backup']);
  await call(['verify']);
  const reports = join(backup, '.afterimage/reports');
  expect((await readdir(reports)).filter((name) => name.startsWith('proof-'))).toEqual([]);
  const [line = ''] = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).split('\n');
  await rm(join(backup, line.slice(66)));
  const verified = await call(['verify', '--proof', '--json']);
  expect(verified.code).toBe(3);
  const path = String(lastRecord(verified)['proof']);
  expect(path).toMatch(/^\.afterimage\/reports\/proof-\d{4}-\d{2}-\d{2}\.json$/);
  const proof: unknown = JSON.parse(await readFile(join(backup, path), 'utf8'));
  const root = execFileSync('sha256sum', ['SHA256SUMS'], { cwd: backup, encoding: 'utf8' }).slice(0, 64);
  expect(proof).toMatchObject({
    format: 1,
    photos: 19,
    albums: 2,
    root: { file: 'SHA256SUMS', sha256: root },
    read: { never: 0 },
    findings: { total: 1, faults: { missing: 1 } },
    exports: [],
  });
  expect(proof).toHaveProperty('files.length', 20);
  expect(proof).toHaveProperty('files.0', expect.objectContaining({ path: line.slice(66), sha256: line.slice(0, 64) }));
  expect(proof).toHaveProperty('files.0.read.outcome', 'missing');
  expect(proof).toHaveProperty('files.1.read.outcome', 'intact');
  const page = await readFile(join(backup, path.replace(/json$/u, 'html')), 'utf8');
  expect(page).toContain(root);
  expect(page).not.toMatch(/<script|javascript:/iu);
  // A second one of the same day takes its place.
  await call(['verify', '--proof']);
  expect((await readdir(reports)).filter((name) => name.startsWith('proof-'))).toHaveLength(2);
});
