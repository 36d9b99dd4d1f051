import { expect } from '@playwright/test';
import type { CoverageScenarioName } from './coverage-scenarios.ts';
import { test } from './page.ts';

const states: readonly (readonly [CoverageScenarioName, RegExp, string])[] = [
  ['not-backed-up', /^Your Google library isn't backed up yet\.$/, 'Order your export'],
  [
    'only-made',
    /^Your Google library isn't backed up yet, only 1.041 items that your client ID made\.$/,
    'Order your export',
  ],
  ['export-incomplete', /^214 files of the export of .* are missing\.$/, 'Add the missing files'],
  ['export-late', /^Covered to .*\. The export due on .* hasn't arrived\.$/, 'Get the export'],
  ['damaged', /^5 files in your backup folder are missing or damaged\.$/, 'See damaged files'],
  ['two-accounts', /^ben@example\.com: 8 files of the export of .* are missing\.$/, 'Add the missing files'],
];

for (const [name, verdict, step] of states) {
  test(`${name}: the verdict and the one next step`, async ({ show }) => {
    const page = await show(name, 'overview');
    await expect(page.getByRole('heading', { level: 2, name: verdict })).toBeVisible();
    await page.getByRole('button', { name: step, exact: true }).click();
    await expect(page).toHaveURL(name === 'damaged' ? /#\/problems$/ : /#\/takeout$/);
  });
}

test('covered: until when, account by account, and what is due next; nothing is to be done', async ({ show }) => {
  const page = await show('idle', 'overview');
  await expect(page.getByRole('heading', { level: 2, name: /^Covered to / })).toBeVisible();
  const card = page.getByRole('region', { name: 'Coverage' });
  await expect(card).toContainText(/ada@example\.org.*Covered to .*Next export due/);
  await expect(page.getByRole('button', { name: /export/i })).toHaveCount(0);
});
