import { expect } from '@playwright/test';
import type { CoverageScenarioName } from './coverage-scenarios.ts';
import { test } from './page.ts';

const states: readonly (readonly [CoverageScenarioName, verdict: RegExp, step: string, place: RegExp])[] = [
  ['not-backed-up', /^Your Google library isn't backed up yet\.$/, 'Order your export', /#\/takeout\/order$/],
  [
    'only-made',
    /^Your Google library isn't backed up yet, only 1.041 items that your client ID made\.$/,
    'Order your export',
    /#\/takeout\/order$/,
  ],
  ['export-incomplete', /^214 files of the export of .* are missing\.$/, 'Add the missing files', /#\/takeout$/],
  ['export-late', /^Covered to .*\. The export due on .* hasn't arrived\.$/, 'Get the export', /#\/takeout$/],
  ['damaged', /^5 files in your backup folder are missing or damaged\.$/, 'See damaged files', /#\/problems$/],
  [
    'two-accounts',
    /^ben@example\.com: 8 files of the export of .* are missing\.$/,
    'Add the missing files',
    /#\/takeout$/,
  ],
];

for (const [name, verdict, step, place] of states) {
  test(`${name}: the verdict and the one next step`, async ({ look }) => {
    const page = await look(name, 'overview');
    await expect(page.getByRole('heading', { level: 2, name: verdict })).toBeVisible();
    await page.getByRole('button', { name: step, exact: true }).click();
    await expect(page).toHaveURL(place);
  });
}

for (const name of ['quota-waiting', 'quota-slowed'] as const) {
  test(`${name}: each fact of Google's limits stands in one place`, async ({ look }) => {
    const page = await look(name, 'overview');
    const main = page.getByRole('main');
    const card = main.getByRole('region', { name: "Google's limits today" });
    await expect(card).toContainText(/The count starts again/);
    await expect(main.getByRole('region', { name: 'Needs attention' })).toHaveCount(0);
    await expect(main.getByText(/request limit is used up/)).toHaveCount(name === 'quota-waiting' ? 1 : 0);
    await expect(main.getByText(/resumes automatically/)).toHaveCount(name === 'quota-waiting' ? 1 : 0);
  });
}

test('covered: until when, account by account, and what is due next; nothing is to be done', async ({ look }) => {
  const page = await look('idle', 'overview');
  await expect(page.getByRole('heading', { level: 2, name: /^Covered to / })).toBeVisible();
  const card = page.getByRole('region', { name: 'Coverage' });
  await expect(card).toContainText(/ada@example\.org.*Covered to .*Next export due/);
  // Nobody can tell: the disk is large, or its photos do not span a year.
  await expect(card).not.toContainText('Disk space');
  await expect(page.getByRole('button', { name: /export/i })).toHaveCount(0);
});

test('when the disk will be full, at the pace of the latest year, in every language', async ({ show }) => {
  for (const [language, words] of [
    ['en', 'Disk space31 GB free, full in about 14 months'],
    ['de', 'Speicherplatz31 GB frei, voll in etwa 14 Monaten'],
    ['es', 'Espacio en disco31 GB libres; se llenará en unos 14 meses'],
  ] as const) {
    const page = await show('filling-up', 'overview', language);
    const terms = page.locator('dl').filter({ hasText: words.slice(0, 10) });
    await expect
      .poll(async () => (await terms.allTextContents()).join().replaceAll(/\u00A0|\u202F/g, ' '))
      .toContain(words);
  }
});
