import { expect, type Page } from '@playwright/test';
import { test } from './page.ts';

test('a backup is started, paused and resumed with the keyboard alone', async ({ show }) => {
  const page = await show('idle');
  await page.getByRole('button', { name: 'Back up now' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Looking for new photos: 0 listed so far.' })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Progress of the backup' })).not.toHaveAttribute('aria-valuenow');
  await page.getByRole('button', { name: 'Stop backup' }).press('Space');
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Pause for 1 hour' })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Paused until you resume.' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume', exact: true }).press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('what fails is said where it was asked for, and can be dismissed', async ({ show }) => {
  const page = await show('asks-fail');
  await page.getByRole('button', { name: 'Back up now' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Something unexpected happened' });
  await expect(alert).not.toContainText('The engine answered nothing for 30 s.');
  await alert.getByRole('button', { name: 'Technical details' }).click();
  await expect(alert).toContainText('The engine answered nothing for 30 s.');
  await expect(alert).toContainText('Problem code: internal');
  await alert.getByRole('button', { name: 'Dismiss this message' }).click();
  await expect(alert).toHaveCount(0);
});

test('the log is shown from the settings, and it is said when it cannot be', async ({ show }) => {
  const page = await show('idle', 'settings/advanced');
  await page.getByRole('button', { name: 'Show log' }).click();
  await expect(page.getByRole('button', { name: 'Show log' })).toBeEnabled();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const failing = await show('asks-fail', 'settings/advanced');
  await failing.getByRole('button', { name: 'Show log' }).click();
  await expect(failing.getByRole('alert').filter({ hasText: 'Something unexpected happened' })).toBeVisible();
});

test('signing out is confirmed by name', async ({ show }) => {
  const page = await show('idle', 'settings/accounts');
  await page.getByRole('button', { name: 'Sign out…' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Sign out ada@example.org?' });
  await expect(dialog).toContainText('What is stored stays in your folder');
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(page.getByRole('heading', { name: 'ada@example.org', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out…' }).click();
  await dialog.getByRole('button', { name: 'Sign out ada@example.org' }).click();
  await expect(page.getByText('Not signed in.')).toBeVisible();
});

test('a missing disk is looked for again from the Overview', async ({ show }) => {
  const page = await show('disk-gone');
  const notice = page.getByRole('status').filter({ hasText: 'The backup folder is not there' });
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Check the folder again' }).click();
  await expect(notice).toHaveCount(0);
});

test('another folder is shown with what it can do before it is used', async ({ show }) => {
  const page = await show('disk-gone');
  await page.getByRole('button', { name: 'Choose another folder' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Use this folder?' });
  await expect(dialog).toContainText('812 GB free of 2 TB');
  await expect(dialog).toContainText('A new backup starts in this folder.');
  await dialog.getByRole('button', { name: 'Use Photos backup' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The backup folder is not there' })).toHaveCount(0);
});

test('every file is checked when a person asks: how far it is, and a stop', async ({ show }) => {
  const page = await show('idle', 'settings/folder');
  await page.getByRole('button', { name: 'Check every file now' }).click();
  await expect(page.getByText('812 of 18,214 files checked, 3.91 GB of 88.4 GB')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Files checked' })).toHaveAttribute('aria-valuenow', '4.4');
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('link', { name: 'Checking every file' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Check every file now' })).toBeVisible();
});

test('what a check has found is told as on the command line, with the way to the repair', async ({ show }) => {
  const well = await show('big-library', 'settings/folder');
  const told = well.getByRole('status').filter({ hasText: '18,196 files checked, 81.4 GB in' });
  await expect(told).toContainText('All are exactly as they were stored.');
  await expect(told).toContainText('1 details file was edited by another program');
  await expect(told).toContainText("3 files aren't from Afterimage");
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await expect(told).toHaveCount(0);
  const damaged = await show('many-problems', 'settings/folder');
  const found = damaged.getByRole('status').filter({ hasText: '25 are missing or damaged' });
  await expect(found).toContainText('Photos/2019/01/IMG_0003.JPG (changed)');
  await expect(found).toContainText('and 23 more');
  await expect(found).toContainText('2 problems from earlier checks remain.');
  await expect(found).not.toContainText('exactly as');
  await found.getByRole('button', { name: 'See damaged files' }).click();
  await expect(damaged.getByRole('heading', { level: 1, name: 'Problems' })).toBeVisible();
});

test('a changed schedule leaves the other settings as they were', async ({ show }) => {
  const page = await show('idle', 'settings/startup');
  const to = (part: string) => page.getByRole('link', { name: part, exact: true }).click();
  await page.getByRole('switch', { name: 'Start when I log in' }).click();
  await to('Schedule');
  await page.getByRole('radio', { name: 'Once a day' }).click();
  await expect(page.getByLabel('Time of day')).toHaveValue('02:00');
  await to('Startup');
  await expect(page.getByRole('switch', { name: 'Start when I log in' })).toBeChecked();
  await to('Limits');
  await page.getByLabel('Bandwidth').fill('2.5');
  await page.getByLabel('Bandwidth').blur();
  await expect(page.getByLabel('Bandwidth')).toHaveValue('2.5');
});

test('every run can be reached, and tells its problems', async ({ show }) => {
  const page = await show('idle', 'activity');
  const runs = page.getByRole('list', { name: 'Backups and imports, newest first' });
  await expect(runs.getByRole('listitem').first()).toContainText('18,242 found');
  await runs.getByRole('button', { name: 'Show problems' }).first().click();
  await expect(runs).toContainText('Google is still processing this video');
  // 140 runs in pages of fifty; only those in sight are built.
  await expect(async () => {
    await page.getByRole('main').press('End');
    await expect(runs.locator('[aria-posinset="140"]')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await runs.getByRole('listitem').count()).toBeLessThan(60);
});

test('the list of one cause is fetched page by page', async ({ show }) => {
  const page = await show('many-problems', 'problems');
  await page.getByRole('button', { name: 'Show all 120' }).click();
  await expect(page.getByText('IMG_4099.JPG')).toBeVisible();
  await expect(page.getByText('IMG_4119.JPG')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByText('IMG_4119.JPG')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test('the next step of damage is its repair, and of what comes by itself another try', async ({ show }) => {
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();
  const isNextStep = /_primary_/;
  const damaged = await show('damaged', 'problems');
  await expect(button(damaged, 'Repair')).toHaveClass(isNextStep);
  await expect(button(damaged, 'Try all again')).not.toHaveClass(isNextStep);
  const many = await show('many-problems', 'problems');
  await expect(button(many, 'Try all again')).toHaveClass(isNextStep);
  await expect(button(many, 'Repair')).not.toHaveClass(isNextStep);
});

test('a new screen takes the keyboard along, and Back leads back', async ({ show }) => {
  const page = await show('idle');
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page).toHaveTitle('Settings · Afterimage');
  await expect(page.getByRole('main')).toBeFocused();
  await page.goBack();
  await expect(page).toHaveTitle('Overview · Afterimage');
});

test('a start that failed can be tried again', async ({ show }) => {
  const page = await show('start-failed');
  await expect(page.getByRole('alert')).toContainText("Afterimage's own folder cannot be used");
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Technical details' }).click();
  await expect(page.getByRole('alert')).toContainText('EACCES');
});

test('a failure is shown even when its button is gone', async ({ show }) => {
  const page = await show('asks-fail-late');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Something unexpected happened' });
  await expect(alert).toBeVisible();
  await alert.getByRole('button', { name: 'Dismiss this message' }).click();
  await expect(alert).toHaveCount(0);
});

test('the way to one part of the settings ends there, with the keyboard', async ({ show }) => {
  const page = await show('idle');
  await page.getByRole('button', { name: 'Change the schedule' }).click();
  await expect(page.getByRole('region', { name: 'Schedule' })).toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Every few hours' })).toBeFocused();
});

test('updates are asked for once, beside the first screen, and nothing waits for the answer', async ({ show }) => {
  const page = await show('updates-unasked');
  const question = page.getByRole('region', { name: 'Check for new versions?' });
  await expect(question).toContainText('Until you agree, only Google is contacted.');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Choose a folder…' })).toBeEnabled();
  await question.getByRole('button', { name: "Don't check" }).click();
  await expect(question).toHaveCount(0);
});

test('nothing is asked about updates in a build that has none, nor switched on', async ({ show }) => {
  const page = await show('idle', 'settings/about');
  const wanted = page.getByRole('switch', { name: 'Check for new versions' });
  await expect(wanted).not.toBeChecked();
  await expect(page.getByRole('region', { name: 'Check for new versions?' })).toHaveCount(0);
  await wanted.click();
  await expect(wanted).toBeChecked();
});
