import { rename } from 'node:fs/promises';
import { setUp, test } from '../app.ts';
import { takePictures } from './camera.ts';
import { folderForPictures, goTo, plainNames, until } from './stage.ts';

test('what needs a person', async ({ world }) => {
  const google = await world.google({ items: 120, albums: 4, seed: 22 });
  await plainNames(google);
  const videos: string[] = [];
  const photos: string[] = [];
  for await (const { id, kind } of google.truth()) (kind === 'video' ? videos : photos).push(id);
  google.changeLibrary(videos.slice(0, 3).map((id) => ({ kind: 'set-video-status', id, status: 'FAILED' as const })));
  google.planFaults({
    rules: photos.slice(0, 4).map((path) => ({ match: { path }, answer: { kind: 'html', status: 200 } })),
  });
  const folder = await folderForPictures('disk-2');
  const app = await world.launch();
  await app.willChoose(folder);
  await setUp(app, google);
  await until(app, ({ run, lastRun }) => run === null && lastRun !== null);
  await takePictures(app, 'overview-problems', 'whole');
  await goTo(app, 'problems');
  await app.page.getByRole('heading', { name: 'Problems', level: 1 }).waitFor();
  await takePictures(app, 'problems', 'whole');
  await goTo(app, 'overview');

  google.planFaults({});
  await app.ask('backup.pause', { kind: 'tomorrow' });
  await takePictures(app, 'overview-paused');
  await app.ask('backup.resume', null);

  await rename(folder, `${folder}-unplugged`);
  await app.ask('backup.start', { full: false });
  await until(app, ({ destinationTrouble }) => destinationTrouble !== null);
  await takePictures(app, 'overview-folder-gone');
  await rename(`${folder}-unplugged`, folder);
  await app.ask('destination.check', null);
  await until(app, ({ destinationTrouble, run }) => destinationTrouble === null && run === null);

  google.revoke();
  await app.ask('backup.start', { full: false });
  await until(app, ({ accounts, run }) => run === null && (accounts[0]?.trouble ?? null) !== null);
  await takePictures(app, 'overview-sign-in-ended');
});

test('Google asks to wait', async ({ world }) => {
  const google = await world.google({ items: 400, albums: 4, seed: 23 });
  await plainNames(google);
  const app = await world.launch();
  await app.willChoose(await folderForPictures('disk-3'));
  google.planFaults({
    rules: [
      {
        match: { operation: 'media.download' },
        after: 60,
        answer: { kind: 'status', status: 429, headers: { 'Retry-After': '890' } },
      },
    ],
  });
  await setUp(app, google);
  // What came before the wait is stored, and told.
  await until(app, ({ quota, run }) => quota?.state === 'waiting' && (run?.progress.items.done ?? 0) >= 60);
  await takePictures(app, 'overview-waiting');
});

test('the limit of the day is used up', async ({ world }) => {
  const google = await world.google({ items: 900, albums: 60, seed: 24, itemBytes: 4_000 });
  const app = await world.launch();
  await app.willChoose(await folderForPictures('disk-4'));
  await app.ask('settings.change', { dailyRequestLimit: 40 });
  await setUp(app, google);
  await until(app, ({ run, trouble }) => run === null && trouble?.code === 'quota-day');
  await takePictures(app, 'overview-daily-limit', 'whole');
});
