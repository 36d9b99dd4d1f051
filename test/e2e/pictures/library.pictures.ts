import type { Simulator } from '../../simulator/server/simulator.ts';
import { expect, type RunningApp, setUp, test } from '../app.ts';
import { takePictures } from './camera.ts';
import { spreadRuns } from './spread-runs.ts';
import { backUp, folderForPictures, goTo, plainNames, until } from './stage.ts';

/** Bytes a second, so slow that there is something to see. */
const slow = 2_400_000;

/** What came in between runs; the item of a number below zero cannot be read at first. */
const added = [12, 0, 3, 48, 0, -7, 0, 0, 21, 5, 0, 2, -1, 33, 9, 0];

async function someWeeks(app: RunningApp, google: Simulator): Promise<void> {
  for (const [week, count] of added.entries()) {
    const [change] = count === 0 ? [] : google.changeLibrary([{ kind: 'add-items', count: Math.abs(count) }]);
    const path = count < 0 && change?.ok ? change.itemIds[0] : undefined;
    google.planFaults(
      path === undefined ? {} : { rules: [{ match: { path }, answer: { kind: 'html', status: 200 } }] },
    );
    await backUp(app, week % 7 === 6);
  }
  google.planFaults({});
}

test('a library that is backed up', async ({ world }) => {
  const google = await world.google({ items: 900, albums: 14, seed: 21 });
  await plainNames(google);
  const first = await world.launch();
  await first.willChoose(await folderForPictures('disk'));
  await first.ask('settings.change', { bandwidthLimit: slow });
  await setUp(first, google);
  await until(first, ({ run }) => (run?.progress.items.done ?? 0) > 140 && run?.progress.secondsLeft !== null);
  await takePictures(first, 'overview-running', 'whole');
  await first.ask('backup.stop', null);
  await until(first, ({ run }) => run === null);
  await first.ask('settings.change', { bandwidthLimit: null });
  await backUp(first);
  await someWeeks(first, google);
  await first.quit();
  spreadRuns(world.profile);

  const app = await world.launch();
  const { page } = app;
  await until(app, ({ lastRun, library, run }) => lastRun !== null && library !== null && run === null);
  // What a client made is no Google library: until an export is imported, the status says so.
  await until(app, ({ status }) => status === 'attention');
  await takePictures(app, 'overview-idle', 'whole');

  await goTo(app, 'photos');
  await page.getByRole('grid').locator('img').first().waitFor();
  await takePictures(app, 'photos');
  await page.getByRole('searchbox').fill('IMG_2');
  await page.getByText(/found/).first().waitFor();
  await takePictures(app, 'photos-search');
  await page.getByRole('searchbox').fill('');
  await page
    .getByText(/stored/)
    .first()
    .waitFor();
  await page.getByRole('grid').getByRole('gridcell').nth(2).click();
  await page.getByRole('dialog').getByText('SHA-256').waitFor();
  await takePictures(app, 'photo');
  await page.keyboard.press('Escape');

  await goTo(app, 'albums');
  await page.getByRole('heading', { name: 'Albums', level: 1 }).waitFor();
  await page.getByRole('main').locator('a img').first().waitFor();
  await takePictures(app, 'albums');
  await page.getByRole('main').locator('a[data-album]').first().click();
  await page.getByRole('grid').locator('img').first().waitFor();
  await takePictures(app, 'album');

  await goTo(app, 'activity');
  await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
  await takePictures(app, 'activity');
  await goTo(app, 'problems');
  await page.getByRole('heading', { name: 'Problems', level: 1 }).waitFor();
  await takePictures(app, 'problems-none');

  await goTo(app, 'settings');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await takePictures(app, 'settings');
  for (const part of ['schedule', 'about']) {
    await goTo(app, `settings/${part}`);
    await takePictures(app, `settings-${part}`);
  }
  await app.ask('destination.verify', null);
  await until(app, ({ verification }) => verification?.stage === 'ended');
  await goTo(app, 'settings/folder');
  await page.getByText(/files checked/).waitFor();
  await takePictures(app, 'settings-folder', 'whole');
});

test('a library on its way back to Google Photos', async ({ world }) => {
  const google = await world.google({ items: 60, albums: 3, seed: 25 });
  await plainNames(google);
  const app = await world.launch();
  await app.willChoose(await folderForPictures('disk-5'));
  await setUp(app, google);
  await until(app, ({ run, lastRun }) => run === null && lastRun !== null);
  // Somebody deleted everything at Google: what a restore is for.
  const ids: string[] = [];
  for await (const { id } of google.truth()) ids.push(id);
  google.changeLibrary([{ kind: 'remove-items', ids }]);
  await backUp(app, true);
  const selection = { albums: null, years: null, search: null, missing: false };
  expect(await app.ask('restore.plan', { selection, account: null })).toMatchObject({ ok: true });
  await until(app, ({ restore }) => restore?.now.stage === 'planned');
  await goTo(app, 'restore');
  await app.page.getByRole('heading', { name: 'Restore', level: 1 }).waitFor();
  await takePictures(app, 'restore-plan', 'whole');
  await app.ask('restore.start', { typedEmail: 'first@example.com' });
  await until(app, ({ restore }) => restore?.now.stage === 'ended');
  await takePictures(app, 'restore-done', 'whole');
});
