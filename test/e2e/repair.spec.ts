import { appendFile, readdir, readFile } from 'node:fs/promises';
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
  expect(await codes()).toEqual(['file-changed']);

  await app.page.getByRole('link', { name: /^Problems/u }).click();
  await expect(app.page.getByText('A backed-up file has changed')).toBeVisible();
  await app.page.getByRole('button', { name: 'Repair' }).click();
  await expect.poll(codes, { timeout: 60_000 }).toEqual([]);
  await expect(app.page.getByText('A backed-up file has changed')).toBeHidden();
  await untilIdle(app);
  expect(await readdir(join(world.folder, '.afterimage/quarantine'), { recursive: true })).toContain(line.slice(66));
  await expectOnDisk(google, world.folder);
});
