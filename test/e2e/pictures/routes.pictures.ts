import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { setUp, test } from '../app.ts';
import { takePictures } from './camera.ts';
import { folderForPictures, goTo, plainNames, until } from './stage.ts';

test('choosing by hand', async ({ world }) => {
  const google = await world.google({ items: 60, albums: 2, seed: 25 });
  await plainNames(google);
  const app = await world.launch();
  await app.willChoose(await folderForPictures('disk-5'));
  await setUp(app, google);
  await until(app, ({ run, lastRun }) => run === null && lastRun !== null);
  await app.page.getByRole('button', { name: 'Choose photos…' }).click();
  await app.page.getByRole('dialog').waitFor();
  await takePictures(app, 'choose-photos');
  await app.page.getByRole('button', { name: 'Open Google Photos' }).click();
  await app.page.getByText('Google Photos is open in your browser').first().waitFor();
  await takePictures(app, 'overview-choosing', 'whole');
  await app.page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await until(app, ({ run }) => run === null);
});

test('taking in an export', async ({ world }, testInfo) => {
  const google = await world.google({ items: 60, albums: 2, seed: 26 });
  const app = await world.launch();
  await app.willChoose(await folderForPictures('disk-6'));
  await setUp(app, google);
  await until(app, ({ run, lastRun }) => run === null && lastRun !== null);
  await goTo(app, 'takeout');
  await app.page.getByRole('heading', { name: 'Takeout', level: 1 }).waitFor();
  await takePictures(app, 'takeout-order', 'whole');

  const out = testInfo.outputPath('downloads');
  await writeTakeoutSample({ out, items: 200, albums: 6, seed: 26, parts: 3 });
  await app.willChoose(out);
  await app.page.getByRole('button', { name: 'Choose a folder…' }).click();
  const start = app.page.getByRole('button', { name: /^Import \d/ });
  await start.waitFor();
  await takePictures(app, 'takeout-offer');
  await start.click();
  await until(app, ({ takeout }) => takeout.import?.now.stage === 'ended');
  await takePictures(app, 'takeout', 'whole');
});
