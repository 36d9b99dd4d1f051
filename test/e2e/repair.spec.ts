import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, setUp, test, untilComplete, untilIdle } from './app.ts';
import { expectOnDisk } from './on-disk.ts';

test('damage that a full backup found is shown until a person presses Repair', async ({ world }) => {
  const google = await world.google({ items: 30, albums: 2, seed: 5 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  const [line = ''] = (await readFile(join(world.folder, 'SHA256SUMS'), 'utf8')).split('\n');
  const damaged = join(world.folder, line.slice(66));
  // As a program that spoils a photo does: backups leave alone what a person may have wanted.
  await appendFile(damaged, 'spoilt');
  await app.ask('backup.start', { full: true });
  await expect.poll(async () => (await app.state()).lastRun?.outcome, { timeout: 60_000 }).toBe('problems');
  await untilIdle(app);
  const codes = async () => (await app.state()).problems.map(({ code }) => code);
  // The list is read when the run has ended.
  await expect.poll(codes).toEqual(['file-changed']);

  await app.page.getByRole('link', { name: /^Problems/u }).click();
  await expect(app.page.getByText('A backed-up file has changed')).toBeVisible();
  await app.page.getByRole('button', { name: 'Repair' }).click();
  await expect.poll(codes, { timeout: 60_000 }).toEqual([]);
  await expect(app.page.getByText('A backed-up file has changed')).toBeHidden();
  await untilIdle(app);
  expect(await readdir(join(world.folder, '.afterimage/quarantine'), { recursive: true })).toContain(line.slice(66));
  await expectOnDisk(google, world.folder);

  // The same found because the person wants to know now: every file is read.
  const { page } = app;
  const link = (name: string | RegExp) => page.getByRole('link', { name }).click();
  await rm(damaged);
  await link('Overview');
  await link('Check every file');
  const check = page.getByRole('button', { name: 'Check every file now' });
  await check.click();
  const outcome = page.getByRole('status').filter({ hasText: 'files checked' });
  await expect(outcome).toContainText('1 is missing or damaged:');
  await expect(outcome).toContainText(`${line.slice(66)} (missing)`);
  await expect.poll(async () => (await app.state()).backup.level).toBe('red');
  await outcome.getByRole('button', { name: 'See damaged files' }).click();
  await page.getByRole('button', { name: 'Repair' }).click();
  await expect.poll(codes, { timeout: 60_000 }).toEqual([]);
  await untilIdle(app);
  await link('Settings');
  await link('Backup folder');
  await check.click();
  await expect(outcome).toContainText('All are exactly as they were stored.');
  await expectOnDisk(google, world.folder);
});
