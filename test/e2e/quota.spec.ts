import { capabilityScopes } from '../../electron/contract/scopes.ts';
import type { Simulator } from '../simulator/server/simulator.ts';
import { expect, setUp, test, untilComplete, untilIdle } from './app.ts';
import { expectOnDisk } from './on-disk.ts';

/** Another program of the same Google project makes so many requests: they share the day's limit. */
async function spendElsewhere(google: Simulator, requests: number): Promise<void> {
  const { accessToken } = await google.grant([capabilityScopes.library]);
  const headers = { authorization: `Bearer ${accessToken}` };
  for (let made = 0; made < requests; made += 1) {
    const answer = await fetch(`${google.url}/photoslibrary/v1/albums?pageSize=1`, { headers });
    if (!answer.ok) throw new Error(await answer.text());
  }
  google.resetStatistics();
}

test("the day's limit is waited for with its reason and its time, and the next day the backup goes on by itself", async ({
  world,
}) => {
  const google = await world.google({ items: 250, albums: 12, seed: 5, dailyRequests: 60, itemBytes: 4_000 });
  await spendElsewhere(google, 48);
  const app = await world.launch();
  const { page } = app;
  await setUp(app, google);
  await untilIdle(app);
  await expect.poll(async () => (await app.state()).quota).toMatchObject({ state: 'stopped' });
  const { quota } = await app.state();
  expect(quota?.reason?.code).toBe('quota-day');
  // The next run is planned for the moment at which Google counts again, once the one that met the limit has ended.
  await expect.poll(async () => (await app.state()).nextRuns[0]).toBe(quota?.resetsAt);

  // One place for each fact: the sentence says that it stands still, the card why and until when. (What is told to screen
  // readers once, as it happens, stands in no part of the screen.)
  const limitIsUsedUp = page
    .getByRole('main')
    .getByRole('region')
    .getByText(/request limit is used up/);
  await expect(page.getByRole('heading', { level: 2 }).and(limitIsUsedUp)).toBeVisible();
  await expect(limitIsUsedUp).toHaveCount(1);
  const card = page.getByRole('region', { name: "Google's limits today" });
  await expect(card).toContainText('Stopped');
  await expect(card).toContainText('Google gives each project a number of requests a day.');
  await expect(card).toContainText(/The count starts again .*\d/);
  await expect(card).toContainText('Nothing to do: the backup resumes automatically.');
  await expect(page.getByRole('region', { name: 'Needs attention' })).toHaveCount(0);
  expect((await app.tray())?.tooltip).toMatch(/limit is used up\. Next backup: .*\d/);
  // Google's word is taken: those that were under way are refused, and nobody asks again.
  expect(google.statistics().apiRequests).toBeLessThan(12 + 8);

  const untilReset = Date.parse(quota?.resetsAt ?? '') - Date.now() + 60_000;
  google.advance(untilReset / 1_000);
  await app.advance(untilReset);
  await untilComplete(app);
  await expect(card, 'it is told only while it matters').toHaveCount(0);
  await page.goto(`${page.url().split('#')[0]}#/settings/limits`);
  await expect(card).toContainText('Full speed');
  expect((await app.tray())?.icon).toBe('attention');
  await expectOnDisk(google, world.folder);
});
