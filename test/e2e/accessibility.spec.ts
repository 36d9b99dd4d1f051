import { rename } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { axeFaults } from '../support/axe-faults.ts';
import { expect, type RunningApp, setUp, test, untilComplete, untilIdle, untilUnderWay } from './app.ts';

/** Looks at what is on the screen with axe, by day and by night. */
async function expectReadable({ page }: RunningApp, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await page.evaluate((theme) => matchMedia(`(prefers-color-scheme: ${theme})`).matches, colorScheme)).toBe(
      true,
    );
    expect.soft(await axeFaults(page), `${what}, ${colorScheme}`).toEqual([]);
  }
}

/** Goes to a screen by its link. */
async function goTo({ page }: RunningApp, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
  await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
}

/** Waits until the engine's picture of a photo is shown. */
async function expectThumbnail(place: Locator): Promise<void> {
  const picture = place.locator('img[src^="/thumbnail/"]').first();
  await expect.poll(() => picture.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBeGreaterThan(0);
}

// The page's own tests look at every step and every state every day.
test('every step of the set-up is readable by everybody, by day and night', { tag: '@only-long' }, async ({
  world,
  person,
}) => {
  test.slow();
  const google = await world.google({ items: 5, albums: 0, seed: 21, consent: 'ask', status: 'testing' });
  const app = await world.launch();
  const { page } = app;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await expectReadable(app, 'welcome');
  await page.getByRole('radio', { name: 'What my own client ID made' }).click();
  await press('Continue');
  await press('Paste its text instead');
  await page.getByRole('textbox', { name: 'Text of the file' }).fill('AIza');
  await press('Check this text');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectReadable(app, 'client file refused');
  await page.getByRole('textbox', { name: 'Text of the file' }).fill(JSON.stringify(google.client));
  await press('Check this text');
  await expect(page.getByText('This is the right file')).toBeVisible();
  await expectReadable(app, 'client file accepted');
  await press('Continue');
  await expectReadable(app, 'publish');
  await press('It is published');
  await expectReadable(app, 'sign-in');
  await press('Sign in with Google');
  await expect(page.getByRole('timer')).toBeVisible();
  await expectReadable(app, 'waiting for the browser');
  await person.givesConsent(app);
  await expect(page.getByText('Signed in as first@example.com')).toBeVisible();
  await expectReadable(app, 'signed in, still in Testing');
  await press('Continue');
  await expectReadable(app, 'folder');
  await press('Choose a folder…');
  await expect(page.getByRole('button', { name: 'Use “backup”' })).toBeVisible();
  await expectReadable(app, 'folder chosen');
  await press('Use “backup”');
  await expect(page.getByRole('heading', { name: 'This is your backup folder' })).toBeVisible();
  await press('Continue');
  await expectReadable(app, 'ready');
});

test('every screen of a library is readable by everybody, by day and night', { tag: '@only-long' }, async ({
  world,
}) => {
  // Some thirty reports of axe.
  test.slow();
  const google = await world.google({ items: 120, albums: 5, seed: 22 });
  const broken: string[] = [];
  for await (const { id } of google.truth()) if (broken.length < 4) broken.push(id);
  const spoiled = broken.map((path) => ({ match: { path }, answer: { kind: 'html', status: 200 } }) as const);
  const held = { match: { operation: 'media.download' }, after: 40, answer: { kind: 'stall', seconds: 2 } } as const;
  google.planFaults({ rules: [...spoiled, held] });
  const app = await world.launch();
  const { page } = app;
  await setUp(app, google);
  await untilUnderWay(app, 20);
  await expectReadable(app, 'overview while a backup runs');
  google.planFaults({ rules: spoiled });
  await untilIdle(app);
  await expect.poll(async () => (await app.state()).problems.length).toBeGreaterThan(0);
  await expectReadable(app, 'overview with problems');
  await goTo(app, 'Problems');
  await expectReadable(app, 'problems');
  await goTo(app, 'Activity');
  await expectReadable(app, 'activity');
  await goTo(app, 'Photos');
  await expectThumbnail(page.getByRole('grid'));
  await expectReadable(app, 'photos');
  await page.getByRole('grid').getByRole('gridcell').nth(2).click();
  await expect(page.getByRole('dialog').getByText('SHA-256')).toBeVisible();
  await expectReadable(app, 'one photo');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('nothing is called like this');
  await expectReadable(app, 'photos, nothing found');
  await goTo(app, 'Albums');
  await expectThumbnail(page.getByRole('main'));
  await expectReadable(app, 'albums');
  await page.getByRole('main').getByRole('link').first().click();
  await expectThumbnail(page.getByRole('grid'));
  await expectReadable(app, 'one album');
  await goTo(app, 'Takeout');
  await expectReadable(app, 'takeout, before the first export');
  await goTo(app, 'Settings');
  await expectReadable(app, 'settings');
  await goTo(app, 'Overview');
  await page.getByRole('button', { name: 'Choose photos…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectReadable(app, 'choosing photos');
  await page.getByRole('dialog').getByRole('button', { name: 'Open Google Photos' }).click();
  await expect(page.getByRole('timer')).toBeVisible();
  await expectReadable(app, 'waiting for what is chosen');
});

test('the states that need somebody are readable by everybody, by day and night', { tag: '@only-long' }, async ({
  world,
}) => {
  const google = await world.google({ items: 6, albums: 0, seed: 23 });
  const app = await world.launch();
  const { page } = app;
  await setUp(app, google);
  await untilComplete(app);
  await expectReadable(app, 'everything is backed up');
  await app.ask('backup.pause', { kind: 'hour' });
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
  await expectReadable(app, 'paused');
  await app.ask('backup.resume', null);
  await rename(world.folder, `${world.folder}-unplugged`);
  await app.ask('destination.check', null);
  await expect(page.getByText(/folder is not there/i).first()).toBeVisible();
  await expectReadable(app, 'the folder is gone');
  await goTo(app, 'Photos');
  await expectReadable(app, 'photos of a folder that is gone');
  await app.ask('account.signOut', { account: (await app.state()).activeAccount ?? '' });
  await goTo(app, 'Overview');
  await expect(page.getByText('Not signed in').first()).toBeVisible();
  await expectReadable(app, 'signed out');
  await goTo(app, 'Settings');
  await expectReadable(app, 'settings, signed out');
});
