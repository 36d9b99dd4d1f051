import { expect, type Page } from '@playwright/test';
import { test } from './page.ts';

function card(page: Page, name: string) {
  return page.getByRole('region', { name });
}

test('an album is restored by the keyboard alone: plan, named yes, pause, resume, give up', async ({ show }) => {
  const page = await show('idle', 'albums/1');
  await page.getByRole('button', { name: 'Restore…' }).press('Enter');
  const draft = card(page, 'What to restore');
  await expect(draft).toContainText('Album “');
  await expect(draft).toContainText('ada@example.org');
  await expect(draft).toContainText('Google asks you to allow two things');
  await draft.getByRole('button', { name: 'Show the plan' }).press('Enter');
  const plan = card(page, 'Plan for ada@example.org');
  await expect(plan).toContainText('Album “Lisbon”');
  await expect(plan).toContainText('It takes 854 requests. 9,120 are left today.');
  await expect(plan).toContainText('40 items are already there');
  await plan.getByRole('button', { name: 'Upload 812 items to ada@example.org' }).press('Enter');
  const way = card(page, 'To ada@example.org');
  await expect(way.getByRole('status')).toContainText('Starting…');
  await way.getByRole('button', { name: 'Pause' }).press('Enter');
  await expect(way.getByRole('status')).toContainText('What was uploaded stays.');
  await way.getByRole('button', { name: 'Resume' }).press('Enter');
  await way.getByRole('button', { name: 'Stop restoring' }).press('Enter');
  await expect(way.getByRole('status')).toContainText('Stopped: 340 of 852 items are in ada@example.org');
  await way.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(card(page, 'What to restore')).toContainText('Your whole backup');
});

test('an account that may hold the photos is named, and its address has to be typed', async ({ show }) => {
  const page = await show('restore-planned-large', 'restore');
  const plan = card(page, 'Plan for ada@example.org');
  await expect(plan).toContainText('ada@example.org may still hold these photos');
  await expect(plan).toContainText('Google allows 10,000 requests a day. This takes 25,140');
  await expect(plan).toContainText('4 days');
  await expect(plan).toContainText("Google doesn't accept 3 items");
  await plan.getByRole('button', { name: 'Show names' }).first().click();
  await expect(plan).toContainText('Photos/2023/12/concert.mov · video over 20 GB');
  const upload = plan.getByRole('button', { name: 'Upload 24,120 items to ada@example.org' });
  const address = plan.getByRole('textbox', { name: 'Type ada@example.org to confirm' });
  await expect(upload).toBeDisabled();
  await address.fill('yes');
  await address.press('Enter');
  await expect(upload).toBeDisabled();
  await address.fill(' Ada@Example.org');
  await address.press('Enter');
  await expect(card(page, 'To ada@example.org').getByRole('status')).toContainText('Starting…');
});

test("what needs one day's requests is not called done today once today's are used up", async ({ show }) => {
  const page = await show('restore-planned-late', 'restore');
  await expect(page.getByText('1 day', { exact: true })).toBeVisible();
  await expect(page.getByText('Google allows 10,000 requests a day. This takes 854', { exact: false })).toBeVisible();
});

test('what is shown in Photos is what is restored, filters and all', async ({ show }) => {
  const page = await show('idle', 'photos');
  await page.getByRole('searchbox').fill('2025');
  // A search begins a moment after the last letter.
  await expect(page.getByText('410 photos and videos found')).toBeVisible();
  await page.evaluate("location.hash = '#/photos/2025'");
  await page.getByRole('button', { name: 'Restore…' }).click();
  const draft = card(page, 'What to restore');
  await expect(draft).toContainText('Photos that match “2025”, 2025');
  await draft.getByRole('button', { name: 'Your whole backup' }).click();
  await expect(draft).toContainText('To restore an album, or only some photos');
  await expect(draft.getByRole('button', { name: 'Your whole backup' })).toHaveCount(0);
});

test('what is in the search box is restored, also before its photos are shown', async ({ show }) => {
  const page = await show('idle', 'photos');
  const restoring = page.getByRole('button', { name: 'Restore…' });
  await expect(restoring).toBeVisible();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  // No time goes by, so that the search of what is typed does not begin.
  await page.getByRole('searchbox').fill('2025');
  await restoring.click();
  await expect(card(page, 'What to restore')).toContainText('Photos that match “2025”');
});

test('waiting says until when and when it ends, on its page and on the Overview', async ({ show }) => {
  const page = await show('restore-waiting', 'restore');
  const way = card(page, 'To ada@example.org');
  await expect(way.getByRole('status')).toContainText("Waiting for tomorrow's requests");
  await expect(way.getByRole('status')).toContainText(/resumes automatically (today|tomorrow) at/);
  await expect(way.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '9,412 of 24,120');
  await expect(way).toContainText('if nothing comes between');
  const overview = await show('restore-waiting', 'overview');
  await expect(card(overview, 'Restore to Google Photos')).toContainText("Waiting for tomorrow's requests");
  await expect(card(overview, 'Restore to Google Photos')).toContainText('9,412 of 24,120');
  await card(overview, 'Restore to Google Photos').getByRole('button', { name: 'Open' }).click();
  await expect(overview.getByRole('heading', { level: 1, name: 'Restore' })).toBeVisible();
});

test('a full storage leads to where room is made, and is resumed by hand', async ({ show }) => {
  const page = await show('restore-full', 'restore');
  const way = card(page, 'To ada@example.org');
  await expect(way).toContainText('The Google account has no storage left');
  await way.getByRole('button', { name: 'See Google storage' }).click();
  await way.getByRole('button', { name: 'Resume' }).click();
  await expect(way.getByRole('status')).toContainText('Starting…');
});

test('the report names what failed and why, the albums that differ, and restores the rest', async ({ show }) => {
  const page = await show('restore-problems', 'restore');
  const way = card(page, 'To ada@example.org');
  await expect(way.getByRole('status')).toContainText('849 of 852 items are in ada@example.org');
  await expect(way).toContainText('Trip to Rome: 62 of 64 items, in another order');
  await way.getByRole('button', { name: 'What failed, and why' }).click();
  await expect(way).toContainText('Photos/2019/08/IMG_0412.JPG · Google refused the file');
  await way.getByRole('button', { name: 'Restore the rest…' }).click();
  await expect(card(page, 'Plan for ada@example.org')).toBeVisible();
});

test('nothing to send says so, and a permission that was refused has its way on', async ({ show }) => {
  const page = await show('restore-planned-nothing', 'restore');
  await expect(card(page, 'Plan for ada@example.org').getByRole('status')).toContainText('Nothing to upload');
  await page.getByRole('button', { name: 'Done' }).click();
  const empty = await show('restore-planned-empty', 'restore');
  await expect(card(empty, 'Plan for ada@example.org').getByRole('status')).toContainText(
    'This selection has no photos or videos.',
  );
  const refused = await show('restore-unplanned', 'restore');
  await refused.getByRole('button', { name: 'Try again' }).click();
  await expect(card(refused, 'Plan for ada@example.org')).toBeVisible();
});

test('the app says that it uploads, and not that it backs up', async ({ show }) => {
  const page = await show('restore-sending', 'overview');
  const banner = page.getByRole('banner');
  await expect(banner).toContainText('Uploading');
  await expect(banner).not.toContainText('Backing up');
  await expect(page.getByRole('heading', { name: 'Uploading to Google Photos: 9,412 of 24,120.' })).toBeVisible();
});

test('one that goes on stays when another is wanted', async ({ show }) => {
  const page = await show('restore-sending', 'settings/restore');
  await page.getByRole('button', { name: 'Restore…' }).click();
  await expect(card(page, 'To ada@example.org')).toBeVisible();
});
