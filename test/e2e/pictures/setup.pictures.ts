import { expect, test } from '../app.ts';
import { takePictures } from './camera.ts';
import { folderForPictures, until } from './stage.ts';

test('the set-up, step by step', async ({ world, person }) => {
  const google = await world.google({ items: 40, albums: 2, seed: 21, consent: 'ask' });
  const app = await world.launch();
  const { page } = app;
  await app.willChoose(await folderForPictures('disk-1'));
  const next = () => page.getByRole('button', { name: /^(continue|it is published)$/i }).click();

  await takePictures(app, 'setup-1-welcome', 'whole');
  await page.getByRole('radio', { name: 'What my own client ID made' }).click();
  await next();
  await page.getByRole('heading', { name: 'Create your client ID' }).waitFor();
  await takePictures(app, 'setup-2-client', 'whole');
  const { client_id, client_secret } = google.client.installed;
  await page.getByText('Paste its text instead').click();
  await page.getByLabel('Text of the file').fill(JSON.stringify({ web: { client_id, client_secret } }));
  await page.getByRole('button', { name: 'Check this text' }).click();
  await page.getByText(/web/i).first().waitFor();
  await takePictures(app, 'setup-2-client-refused', 'whole');
  await page.getByLabel('Text of the file').fill(JSON.stringify(google.client));
  await page.getByRole('button', { name: 'Check this text' }).click();
  await page.getByText('This is the right file').waitFor();
  await takePictures(app, 'setup-2-client-accepted', 'whole');
  await next();

  await page.getByRole('heading', { name: 'Stay signed in' }).waitFor();
  await takePictures(app, 'setup-3-publish', 'whole');
  await next();

  await page.getByRole('heading', { name: 'Sign in with Google', level: 1 }).waitFor();
  await takePictures(app, 'setup-4-sign-in', 'whole');
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  await page.getByText('Your browser is waiting for you').waitFor();
  await takePictures(app, 'setup-4-sign-in-waiting', 'whole');
  await person.givesConsent(app);
  await page.getByText(/Signed in as/).waitFor();
  await takePictures(app, 'setup-4-signed-in', 'whole');
  await next();

  await page.getByRole('heading', { name: 'Choose the backup folder' }).waitFor();
  await takePictures(app, 'setup-5-folder', 'whole');
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await page.getByRole('button', { name: /^Use/ }).waitFor();
  await takePictures(app, 'setup-5-folder-chosen', 'whole');
  await page.getByRole('button', { name: /^Use/ }).click();
  await until(app, ({ destination }) => destination !== null);
  await next();

  await page.getByRole('heading', { name: 'Ready for the first backup' }).waitFor();
  await expect(page.getByRole('button', { name: 'Start the first backup' })).toBeEnabled();
  await takePictures(app, 'setup-7-ready', 'whole');
});
