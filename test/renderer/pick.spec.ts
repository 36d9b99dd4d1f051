import { expect, type Page } from '@playwright/test';
import { test } from './page.ts';

function card(page: Page) {
  return page.getByRole('region', { name: 'Choose in Google Photos', exact: true });
}

test('a selection is begun with the keyboard alone, into its own album', async ({ show }) => {
  const page = await show('idle');
  await card(page).getByRole('button', { name: 'Choose photos…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Choose photos in Google Photos' });
  await expect(dialog).toContainText('As ada@example.org, select what you want');
  await expect(dialog).toContainText('Google asks if Afterimage may see what you choose');
  await dialog.getByRole('textbox', { name: 'Album (optional)' }).fill('  Summer ');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(card(page)).toContainText('Google Photos is open in your browser');
  await expect(card(page)).toContainText('Into the album “Summer”');
});

test('waiting counts down, opens the page again, copies its address, helps, and can be cancelled', async ({ show }) => {
  const page = await show('pick-waiting');
  await expect(card(page).getByRole('timer')).toHaveText(/^29:\d\d left$/);
  await card(page).getByRole('button', { name: 'Open it again' }).click();
  await card(page).getByRole('button', { name: 'Copy link' }).click();
  await expect(card(page).getByRole('button', { name: 'Link copied' })).toBeVisible();
  await card(page).getByRole('button', { name: 'Something else happened in the browser' }).click();
  await expect(card(page)).toContainText('Switch to ada@example.org at the top right.');
  await expect(card(page)).toContainText('The tab was closed');
  await expect(page.getByRole('button', { name: 'Back up now' })).toBeDisabled();
  await card(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(card(page).getByRole('button', { name: 'Choose photos…' })).toBeVisible();
});

test('what was resumed, and a browser that did not open, make opening it the next step', async ({ show }) => {
  await expect(card(await show('pick-taken-up'))).toContainText("You haven't finished choosing");
  const page = await show('pick-not-opened');
  await expect(card(page)).toContainText("Your browser didn't open");
  await expect(card(page).getByRole('button', { name: 'Open Google Photos' })).toBeVisible();
});

test('a full session says how many were chosen, shows how they are fetched, and can be the last', async ({ show }) => {
  const page = await show('pick-full');
  await expect(card(page)).toContainText('2,000 items chosen, as many as fit at once');
  await expect(card(page).getByRole('progressbar')).toHaveAttribute('aria-valuetext', '148 of 312');
  await expect(card(page).getByRole('button', { name: "That's all" })).toBeVisible();
});

test('the result says what was stored, what was there, and that these are copies; then more can be chosen', async ({
  show,
}) => {
  const page = await show('pick-done');
  await expect(card(page).getByRole('status').first()).toContainText('All 312 chosen items are in your backup');
  await expect(card(page)).toContainText('Google Takeout has the originals.');
  await card(page).getByRole('button', { name: 'Choose more…' }).click();
  await expect(page.getByRole('textbox', { name: 'Album (optional)' })).toHaveValue('Summer by the sea');
  await page.getByRole('button', { name: 'Not now' }).click();
  await card(page).getByRole('button', { name: 'Dismiss this message' }).click();
  await expect(card(page).getByRole('button', { name: 'Choose photos…' })).toBeVisible();
});

test('what could not be fetched yet says until when, and can be tried at once', async ({ show }) => {
  const page = await show('pick-kept');
  await expect(card(page)).toContainText("some aren't in your backup yet");
  await expect(card(page)).toContainText(/Google keeps the rest available until/);
  await card(page).getByRole('button', { name: 'Download the rest now' }).click();
  await expect(card(page)).toContainText('Preparing Google Photos…');
});

for (const [scenario, words, way] of [
  ['pick-nothing', 'Nothing was chosen', 'Choose photos…'],
  ['pick-expired', 'Google no longer hands out this selection', 'Choose again…'],
  ['pick-no-photos', 'This account does not use Google Photos', 'Open Google Photos'],
  ['pick-other-account', 'Another account signed in', 'Choose again…'],
  ['pick-api-off', 'Photos Picker API', "Open Google's page"],
] as const) {
  test(`${scenario} has its words and a way on`, async ({ show }) => {
    const page = await show(scenario);
    await expect(card(page)).toContainText(words);
    await expect(card(page).getByRole('button', { name: way })).toBeEnabled();
  });
}

test('in the set-up photos can be chosen as soon as account and folder are there', async ({ show }) => {
  const page = await show('setup-choice');
  await page.getByRole('button', { name: 'Choose photos…' }).click();
  await page.getByRole('button', { name: 'Open Google Photos' }).click();
  await expect(page.getByText('Google Photos is open in your browser')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Finish', exact: true })).toBeEnabled();
});
