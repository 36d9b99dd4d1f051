import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Simulator } from '../simulator/server/simulator.ts';
import { readBackupFolder } from '../support/backup-folder.ts';
import { type AppWorld, expect, holdBack, type RunningApp, setUp, test, untilComplete } from './app.ts';

/** Polls quickly, and never gives up on a person in the time that a test takes. */
const patient = { picker: { pollSeconds: 5, timeoutSeconds: 24 * 60 * 60 } } as const;

function card(page: Page): Locator {
  return page.getByRole('region', { name: 'Choose in Google Photos', exact: true });
}

/** Presses "Choose photos…", names an album, and goes to the browser. */
async function beginChoosing(page: Page, album = ''): Promise<void> {
  await page.getByRole('button', { name: /^Choose (photos|more|again)…$/ }).click();
  await page.getByRole('textbox', { name: 'Album (optional)' }).fill(album);
  await page.getByRole('dialog').getByRole('button', { name: 'Open Google Photos' }).click();
}

/** Ticks the first so many photos on the page to choose on, and presses Done. */
async function tickAndPressDone(picker: Page, count: number): Promise<void> {
  for (let place = 0; place < count; place += 1) await picker.getByRole('checkbox').nth(place).check();
  await picker.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(picker.getByRole('heading', { name: 'Done' })).toBeVisible();
}

/** What the Picker serves for these items, clips of motion photos included: sums of their bytes. */
async function servedFor(google: Simulator, ids: readonly string[]): Promise<readonly string[]> {
  const sums: string[] = [];
  for await (const { id, pairOf, sha256 } of google.pickedTruth()) {
    if (sha256 !== null && ids.includes(pairOf ?? id)) sums.push(sha256);
  }
  return [...new Set(sums)].toSorted();
}

async function expectStored(google: Simulator, { folder }: AppWorld, ids: readonly string[]): Promise<void> {
  const { photos } = await readBackupFolder(folder);
  expect([...photos.keys()].toSorted()).toEqual(await servedFor(google, ids));
  expect(google.statistics().openSessions).toEqual([]);
}

/** Set up as far as choosing photos; no backup has run. */
async function upToChoosing(app: RunningApp, google: Simulator): Promise<void> {
  const { ask } = app;
  expect(await ask('client.set', { text: JSON.stringify(google.client) })).toMatchObject({ ok: true });
  expect(await ask('account.signIn', { capability: 'library', account: null })).toMatchObject({ ok: true });
  const chosen = await ask('destination.choose', null);
  if (!chosen.ok || chosen.value === null) throw new Error('No folder was chosen');
  expect(await ask('destination.use', { choice: chosen.value.choice })).toMatchObject({ ok: true });
  expect(await ask('setup.plan', { door: 'choice' })).toMatchObject({ ok: true });
  expect(await ask('setup.goTo', { step: 'done' })).toMatchObject({ ok: true });
}

/** The app, with one backup behind it. */
async function backedUp(world: AppWorld, google: Simulator): Promise<RunningApp> {
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  return app;
}

test('photos are chosen in the browser: the permission the first time, the count, the album, the copies', async ({
  world,
  person,
}) => {
  const google = await world.google({ items: 30, albums: 0, seed: 6, ...patient });
  const app = await world.launch();
  const { page } = app;
  await upToChoosing(app, google);
  const permissions = async () => (await app.openedInBrowser()).filter((url) => url.includes('/o/oauth2/'));
  expect((await permissions()).join()).not.toContain('photospicker');

  await beginChoosing(page, 'Summer');
  const picker = await person.opensPicker(app);
  expect((await permissions()).at(-1)).toContain('photospicker');
  await expect(page.getByText('As first@example.com, select what you want')).toBeVisible();
  await expect(page.getByRole('timer')).toContainText(/until|left/);
  expect((await app.tray())?.tooltip).toContain('Waiting for what you choose');
  const ids: string[] = [];
  for (const box of (await picker.getByRole('checkbox').all()).slice(0, 7)) {
    ids.push((await box.getAttribute('value')) ?? '');
  }
  await tickAndPressDone(picker, 7);

  await expect(page.getByText('All 7 chosen items are in your backup')).toBeVisible();
  await expect(page.getByText('Google Takeout has the originals.')).toBeVisible();
  await expectStored(google, world, ids);
  const { albums } = await readBackupFolder(world.folder);
  expect([...albums.keys()]).toEqual(['Summer']);

  // The second time nobody is asked for a permission, and what is there is not fetched again.
  const asked = (await permissions()).length;
  google.resetStatistics();
  await beginChoosing(page);
  await tickAndPressDone(await person.opensPicker(app), 7);
  await expect(page.getByText('Already there')).toBeVisible();
  await expect.poll(async () => (await app.state()).run).toBeNull();
  expect(await permissions()).toHaveLength(asked);
  expect(google.statistics().mediaRequests).toBe(0);
  await expectStored(google, world, ids);
});

test('a copy says in the viewer what it lacks, and its bytes are those that Google serves', async ({
  world,
  person,
}) => {
  const google = await world.google({ items: 6, albums: 0, seed: 7, ...patient });
  const app = await world.launch();
  await upToChoosing(app, google);
  await beginChoosing(app.page);
  await tickAndPressDone(await person.opensPicker(app), 1);
  await expect(app.page.getByText('1 chosen item is in your backup')).toBeVisible();
  await app.ask('setup.finish', null);
  await untilComplete(app);
  const { photos } = await readBackupFolder(world.folder);
  for (const [sum, [path = '']] of photos) {
    const bytes = await readFile(join(world.folder, path));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
  }
  await app.page.getByRole('link', { name: 'Photos' }).click();
  await app.page.getByRole('gridcell').first().getByRole('button').click();
  await expect(app.page.getByText('Google removes the place where it was taken')).toBeVisible();
});

test('cancelled while choosing: nothing is left, at Google or on the screen, and the next one starts over', async ({
  world,
}) => {
  const google = await world.google({ items: 12, albums: 0, seed: 8, ...patient });
  const app = await backedUp(world, google);
  await beginChoosing(app.page);
  await expect(card(app.page)).toContainText('Google Photos is open in your browser');
  expect(google.statistics().openSessions).toHaveLength(1);
  await card(app.page).getByRole('button', { name: 'Cancel' }).click();
  await expect(card(app.page).getByRole('button', { name: 'Choose photos…' })).toBeVisible();
  expect(google.statistics().openSessions).toEqual([]);
  // What was chosen by hand says nothing of the backup.
  await expect(
    app.page.getByRole('heading', { name: /isn't backed up yet, only 12 items that your client ID made\.$/ }),
  ).toBeVisible();
});

test('a selection that ends at Google while the person chooses says so, and another one can be begun', async ({
  world,
  person,
}) => {
  const google = await world.google({ items: 12, albums: 0, seed: 9, ...patient });
  const app = await backedUp(world, google);
  await beginChoosing(app.page);
  const picker = await person.opensPicker(app);
  google.spoilSessions('expire');
  await expect(card(app.page)).toContainText('Google no longer hands out this selection');
  await picker.reload();
  await expect(picker.getByRole('heading', { name: 'This selection is over' })).toBeVisible();
  await beginChoosing(app.page);
  await tickAndPressDone(await person.opensPicker(app), 2);
  await expect(card(app.page)).toContainText('All 2 chosen items are in your backup');
  expect(google.statistics().openSessions).toEqual([]);
});

test('an account without Google Photos, and an API that is off, each have their words and a way on', async ({
  world,
}) => {
  const google = await world.google({
    accounts: [{ email: 'first@example.com', items: 3, albums: 0, photos: false }],
    ...patient,
  });
  const app = await backedUp(world, google);
  await beginChoosing(app.page);
  await expect(card(app.page)).toContainText('This account does not use Google Photos');
  await card(app.page).getByRole('button', { name: 'Open Google Photos' }).click();
  await expect.poll(async () => (await app.openedInBrowser()).at(-1)).toBe('https://photos.google.com/');
  google.changeProject({ apis: { photospicker: false } });
  await card(app.page).getByRole('button', { name: 'Dismiss this message' }).click();
  await beginChoosing(app.page);
  await expect(card(app.page)).toContainText('API is not switched on');
  await card(app.page).getByRole('button', { name: "Open Google's page" }).click();
  await expect.poll(async () => (await app.openedInBrowser()).at(-1)).toContain('photospicker.googleapis.com');
});

test('quit while the person chooses: the next start resumes the same selection and opens no window on its own', async ({
  world,
  person,
}) => {
  const google = await world.google({ items: 20, albums: 0, seed: 10, ...patient });
  const first = await backedUp(world, google);
  await beginChoosing(first.page, 'Two');
  const picker = await person.opensPicker(first);
  await expect(card(first.page)).toContainText('Google Photos is open in your browser');
  await first.quit();
  expect(google.statistics().openSessions).toHaveLength(1);

  const second = await world.launch();
  await expect(card(second.page)).toContainText("You haven't finished choosing");
  await expect(card(second.page)).toContainText('Into the album “Two”');
  expect(await second.openedInBrowser()).toEqual([]);
  await tickAndPressDone(picker, 5);
  await expect(card(second.page)).toContainText('All 5 chosen items are in your backup');
  expect(google.statistics().requests['sessions.create']).toBe(1);
  expect(google.statistics().openSessions).toEqual([]);
  const { albums } = await readBackupFolder(world.folder);
  expect([...albums.keys()]).toContain('Two');
});

test('a selection waits for the backup in progress, and begins automatically when that has ended', async ({
  world,
  person,
}) => {
  const google = await world.google({ items: 60, albums: 0, seed: 11, itemBytes: 20_000, ...patient });
  const { letGo } = holdBack(google, 10);
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await app.state()).run?.source).toBe('library');
  await beginChoosing(app.page);
  await expect(card(app.page)).toContainText('You can choose when the backup has finished');
  letGo();
  await tickAndPressDone(await person.opensPicker(app), 3);
  await expect(card(app.page)).toContainText('All 3 chosen items are in your backup');
  expect((await app.state()).lastRun).toMatchObject({ source: 'library', outcome: 'complete' });
  expect(google.statistics().openSessions).toEqual([]);
});

// A second session begins only behind two thousand items.
test('more than one session takes: the count is kept, and the person says when it is all', {
  tag: '@only-long',
}, async ({ world, person }) => {
  const google = await world.google({ items: 2_003, albums: 0, seed: 12, itemBytes: 2_560, ...patient });
  const app = await world.launch();
  await upToChoosing(app, google);
  await beginChoosing(app.page);
  const picker = await person.opensPicker(app);
  google.pick({ select: { count: 2_000 } });
  await picker.close();
  const full = app.page.getByText('2,000 items chosen, as many as fit at once');
  // Two thousand items are listed, and each photo is asked for its clip.
  await expect(full).toBeVisible({ timeout: 120_000 });
  const further = await person.opensPicker(app);
  await expect(further.getByRole('heading', { name: 'Select photos and videos' })).toBeVisible();
  await app.page.getByRole('button', { name: "That's all" }).click();
  await expect(app.page.getByText('All 2,000 chosen items are in your backup')).toBeVisible({
    timeout: 240_000,
  });
  expect(google.statistics().openSessions).toEqual([]);
});
