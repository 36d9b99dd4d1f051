import { expect, setUp, test, untilComplete } from './app.ts';
import { expectOnDisk } from './on-disk.ts';

test('a permission that was left unticked is explained in the set-up, and given at the second try', async ({
  world,
  person,
}) => {
  const google = await world.google({ items: 5, albums: 0, seed: 11, consent: 'ask' });
  const app = await world.launch();
  const { page } = app;
  await app.ask('client.set', { text: JSON.stringify(google.client) });
  await app.ask('setup.plan', { door: 'client' });
  await app.ask('setup.goTo', { step: 'sign-in' });
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  await person.givesConsent(app, { boxes: 'unticked' });
  await expect(page.getByRole('alert')).toContainText('A permission was left unticked');
  await expect(page.getByText('Sign in again and leave the named permission ticked.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in (needs a look)' })).toBeVisible();

  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  await person.givesConsent(app);
  await expect(page.getByText('Signed in as first@example.com')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in (done)' })).toBeVisible();
});

test('a backup without the permission says what is missing; signing in again with it continues', async ({
  world,
  person,
}) => {
  const google = await world.google({ items: 20, albums: 1, seed: 12, consent: 'ask' });
  const app = await world.launch();
  const { page } = app;
  await Promise.all([setUp(app, google), person.givesConsent(app)]);
  await untilComplete(app);
  await page.getByRole('link', { name: 'Settings' }).click();
  const accounts = page.getByRole('region', { name: 'Accounts' });
  await accounts.getByRole('button', { name: 'Sign in again' }).click();
  await person.givesConsent(app, { boxes: 'unticked' });
  await expect(accounts.getByRole('alert')).toContainText('A permission was left unticked');

  google.changeLibrary([{ kind: 'add-items', count: 4 }]);
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const notices = page.getByRole('region', { name: 'Needs attention' });
  await expect(notices).toContainText(/A permission (is missing|was left unticked)/);
  expect(await app.tray()).toMatchObject({ icon: 'error', tooltip: expect.stringContaining('permission') });
  await notices.getByRole('button', { name: 'Sign in again' }).click();
  await person.givesConsent(app);
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(4);
  await expect(notices).toHaveCount(0);
  await expectOnDisk(google, world.folder);
});

test('a second account is signed in beside the first; each is backed up when it is in use', async ({
  world,
  person,
}) => {
  const [first, second] = ['first@example.com', 'second@example.com'] as const;
  const google = await world.google({
    accounts: [
      { email: first, items: 20, albums: 1, seed: 1 },
      { email: second, items: 30, albums: 2, seed: 2 },
    ],
    consent: 'ask',
  });
  const app = await world.launch();
  const { page } = app;
  await Promise.all([setUp(app, google), person.givesConsent(app, { account: first })]);
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(20);

  await page.getByRole('link', { name: 'Settings' }).click();
  const rowOf = (email: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: email, exact: true }) });
  await page.getByRole('button', { name: 'Sign in with another account' }).click();
  await person.givesConsent(app, { account: second });
  await expect(rowOf(second)).toContainText('In use');
  await expect(rowOf(first)).not.toContainText('In use');
  await app.clickTray('back-up');
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(30);
  await expectOnDisk(google, world.folder, [first, second]);

  google.changeLibrary([{ kind: 'add-items', count: 2 }], first);
  google.changeLibrary([{ kind: 'add-items', count: 7 }], second);
  await rowOf(first).getByRole('button', { name: 'Back up this account' }).click();
  await expect(rowOf(first)).toContainText('In use');
  await app.clickTray('back-up');
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(2);

  await rowOf(second).getByRole('button', { name: 'Sign out…' }).click();
  await page.getByRole('button', { name: `Sign out ${second}` }).click();
  await expect.poll(async () => (await app.state()).accounts.map(({ email }) => email)).toEqual([first]);
  await expect(rowOf(second)).toHaveCount(0);
  await expect(rowOf(first)).toContainText('In use');
});
