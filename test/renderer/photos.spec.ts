import { expect, type Page } from '@playwright/test';
import { axeFaults } from '../support/axe-faults.ts';
import { test } from './page.ts';

function tile(page: Page, item: number) {
  return page.locator(`[data-item="${item}"]`);
}

test('a hundred thousand photos: only those in sight are built, whichever month is shown', async ({ show }) => {
  const page = await show('big-library', 'photos');
  const grid = page.getByRole('grid', { name: 'Photos and videos, newest first' });
  await expect(page.getByText('100,000 photos and videos stored')).toBeVisible();
  await expect(tile(page, 0).locator('img')).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Go to a month' });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 'Without a date');
  await expect(tile(page, 99_999)).toHaveAccessibleName('No date, photo, IMG_101999.JPG');
  expect(await grid.getByRole('gridcell').count()).toBeLessThan(80);
});

test('the scrubber goes by months and years with the keys, and anywhere with the pointer', async ({ show }) => {
  const page = await show('big-library', 'photos');
  const slider = page.getByRole('slider', { name: 'Go to a month' });
  await slider.focus();
  await page.keyboard.press('ArrowDown');
  await expect(slider).toHaveAttribute('aria-valuetext', 'July 2026');
  await page.keyboard.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuetext', 'July 2025');
  await page.keyboard.press('ArrowUp');
  await expect(slider).toHaveAttribute('aria-valuetext', 'August 2025');
  const track = await slider.boundingBox();
  if (track === null) throw new Error('The scrubber has no place');
  await page.mouse.click(track.x + track.width / 2, track.y + track.height / 2);
  await expect(slider).toHaveAttribute('aria-valuetext', /201\d/);
  await expect(page.getByRole('gridcell').first().getByRole('button')).toHaveAccessibleName(/201\d/);
});

test('the arrow keys go through the grid, across months, and the Tab key leaves it', async ({ show }) => {
  const page = await show('idle', 'photos');
  await tile(page, 0).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tile(page, 1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(tile(page, 5)).toBeFocused();
  await page.keyboard.press('End');
  await expect(tile(page, 777)).toBeFocused();
  await expect(tile(page, 777)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await expect(page.locator('[data-item]:focus')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Home');
  await expect(tile(page, 0)).toBeFocused();
  await expect(page.locator('[data-item][tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('slider')).toBeFocused();
});

test('a tile keeps the keyboard when it is scrolled out of sight', async ({ show }) => {
  const page = await show('big-library', 'photos');
  await tile(page, 2).focus();
  await page.getByRole('main').evaluate((main) => Reflect.set(main, 'scrollTop', 900_000));
  await expect(page.getByRole('heading', { name: 'August 2026' })).not.toBeInViewport();
  await expect(tile(page, 2)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tile(page, 3)).toBeFocused();
  await expect(tile(page, 3)).toBeInViewport();
});

test('the viewer opens with Enter, goes to the neighbours, and gives the keyboard back', async ({ show }) => {
  const page = await show('idle', 'photos');
  await tile(page, 3).focus();
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'IMG_2003.JPG' });
  await expect(viewer).toContainText('4 of 778');
  await expect(viewer.getByRole('region', { name: 'About this file' })).toContainText('API copy');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: 'IMG_2004.JPG' })).toContainText('Trip to Rome');
  await page.keyboard.press('End');
  const last = page.getByRole('dialog', { name: 'IMG_2777.JPG' });
  await expect(last).toContainText('778 of 778');
  await expect(last.getByRole('button', { name: 'Next photo' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await expect(last).toHaveCount(0);
  await expect(tile(page, 777)).toBeFocused();
  await expect(tile(page, 777)).toBeInViewport();
});

test('the viewer says so when a film cannot be played, and is readable then', async ({ show }) => {
  const page = await show('idle', 'photos');
  await tile(page, 13).click();
  await expect(page.getByRole('dialog', { name: 'VID_2013.mp4' })).toContainText('This video can’t be played here');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFaults(page)).toEqual([]);
  }
});

test('a search shows what fits, says when nothing does, and can be given up', async ({ show }) => {
  const page = await show('idle', 'photos');
  const search = page.getByRole('searchbox', { name: 'Search names, dates, albums, people, cameras' });
  await search.fill('2025');
  await expect(page.getByText('410 photos and videos found')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'December 2025' })).toBeVisible();
  await search.fill('zebra');
  await expect(page.getByText('Nothing fits “zebra”')).toBeVisible();
  await page.getByRole('button', { name: 'Show all photos' }).click();
  await expect(page.getByText('778 photos and videos stored')).toBeVisible();
});

test('the same photos stay in sight when the window becomes narrower', async ({ show }) => {
  const page = await show('big-library', 'photos');
  const slider = page.getByRole('slider', { name: 'Go to a month' });
  await slider.focus();
  await page.keyboard.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuetext', 'August 2025');
  await page.keyboard.press('PageDown');
  const month = 'August 2024';
  await expect(slider).toHaveAttribute('aria-valuetext', month);
  await page.setViewportSize({ width: 500, height: 700 });
  await expect(slider).toHaveAttribute('aria-valuetext', month);
  await page.setViewportSize({ width: 1400, height: 900 });
  await expect(slider).toHaveAttribute('aria-valuetext', month);
});

test('a scroll that is told while the window changes its width does not lose the place', async ({ show }) => {
  const page = await show('big-library', 'photos');
  const slider = page.getByRole('slider', { name: 'Go to a month' });
  await slider.focus();
  await page.keyboard.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuetext', 'August 2025');
  // As when a window is resized: another width, and more above the grid, which cannot have followed yet.
  await page.getByRole('main').evaluate((main) => {
    Object.assign(main.style, { width: '500px' });
    Object.assign(main.querySelector('h1')?.style ?? {}, { marginBottom: '400px' });
    main.dispatchEvent(new Event('scroll'));
  });
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 200))))',
  );
  await expect(slider).toHaveAttribute('aria-valuetext', 'August 2025');
});

test('albums are ordered, opened, and left again where one was', async ({ show }) => {
  const page = await show('big-library', 'albums');
  const cards = page.getByRole('list', { name: 'Albums' }).getByRole('link');
  await expect(page.getByText('1,208 albums')).toBeVisible();
  await page.getByRole('button', { name: 'Title' }).click();
  await expect(cards.first()).toHaveText(/Birds/);
  await page.getByRole('button', { name: 'Largest' }).click();
  await expect(cards.first()).toHaveText(/^Letters and receipts/);
  await page.getByRole('main').evaluate((main) => Reflect.set(main, 'scrollTop', 20_000));
  await expect(cards.first()).not.toHaveText(/^Letters/);
  const id = await cards.nth(12).getAttribute('data-album');
  const card = page.locator(`a[data-album="${id}"]`);
  const name = (await card.textContent()) ?? '';
  await card.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name.slice(0, 'Weekend 0000'.length));
  await tile(page, 1).click();
  await expect(page.getByRole('dialog')).toContainText('2 of');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'All albums' }).click();
  await expect(page.locator('a[data-album]:focus')).toHaveText(name);
  await expect(page.locator('a[data-album]:focus')).toBeInViewport({ ratio: 0.99 });
});

test('an album that Google no longer has, and one that is not whole, say so', async ({ show }) => {
  const page = await show('idle', 'albums/7');
  await expect(page.getByText(/Google has not listed this album since (2 June|June 2,) 2026/)).toBeVisible();
  await page.getByRole('link', { name: 'All albums' }).click();
  await expect(page.getByRole('link', { name: 'Birds' })).toContainText('No longer at Google');
  await page.getByRole('link', { name: 'Winter' }).click();
  await expect(page.getByText('65 items are not stored yet')).toBeVisible();
});
