import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import { openWorld } from '../../support/world.ts';

test("the command line reads a day's share again, and says what it found until it is mended", async () => {
  const { backup, data, call } = await openWorld({ items: 20, albums: 0, seed: 3 });
  await call(['backup']);
  const settings = join(data, 'settings.json');
  await writeFile(settings, JSON.stringify({ ...JSON.parse(await readFile(settings, 'utf8')), scrubDays: 1 }));
  const lines = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  for (const line of lines) await rm(join(backup, line.slice(66)));
  const first = await call(['verify', '--scrub', '--json']);
  expect(first.code).toBe(3);
  const { due, checked } = lastRecord(first);
  // All were stored today, and half of the time is left.
  expect(due).toMatchObject({ files: checked });
  expect(Number(checked)).toBeGreaterThan(0);
  expect(Number(checked)).toBeLessThan(20);
  expect(lastRecord(first)).toMatchObject({ event: 'scrubbed', intact: 0, ended: 'done' });
  expect(lastRecord(await call(['status', '--json']))).toMatchObject({ folder: { missing: checked } });
  const second = await call(['verify', '--scrub']);
  // What is damaged stays so, whether or not it is read again.
  expect(second.code).toBe(3);
  expect(second.stdout).toMatch(/^Nothing is due to be read again today\.\n {2}\d+ findings of earlier checks/u);
  expect(await call(['verify', '--scrub', '--subset', '1/2'])).toMatchObject({ code: 2 });
});
