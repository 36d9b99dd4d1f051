import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import { inCatalog } from '../../support/in-catalog.ts';
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

test('once everything was read again, the next run leaves a proof, and so does the scrub that completes it', async () => {
  const { backup, data, call } = await openWorld({ items: 20, albums: 0, seed: 3 });
  const reports = join(backup, '.afterimage/reports');
  const proofs = async () => (await readdir(reports)).filter((name) => name.startsWith('proof-')).toSorted();
  await call(['backup']);
  await call(['verify', '--subset', '1/2']);
  await call(['backup']);
  expect(await proofs()).toEqual([]);
  await call(['verify']);
  // What is kept is bounded, and what a person keeps under another name is theirs.
  for (let day = 10; day < 25; day += 1) await writeFile(join(reports, `proof-2001-01-${day}.json`), '{}');
  await writeFile(join(reports, 'proof-2001.json'), '{}');
  await call(['backup']);
  const kept = await proofs();
  expect(kept).toContain('proof-2001.json');
  const made = kept.filter((name) => !name.startsWith('proof-2001'));
  expect(made.map((name) => name.slice(-4))).toEqual(['html', 'json']);
  expect(kept).toHaveLength(1 + 11 + 2);

  for (const name of kept) await rm(join(reports, name));
  const settings = join(data, 'settings.json');
  await writeFile(settings, JSON.stringify({ ...JSON.parse(await readFile(settings, 'utf8')), scrubDays: 1 }));
  // As if all had been read long ago.
  inCatalog(data, "UPDATE asset SET verified_at = '2026-01-01T00:00:00.000Z', stored_at = '2025-01-01T00:00:00.000Z'");
  const completed = await call(['verify', '--scrub', '--json']);
  expect(lastRecord(completed)).toMatchObject({
    event: 'scrubbed',
    checked: 20,
    ended: 'done',
    proof: expect.any(String),
  });
  expect(await proofs()).toHaveLength(2);
});
