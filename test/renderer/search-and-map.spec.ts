import { expect } from '@playwright/test';
import { test } from './page.ts';

test('filters narrow the photos down, stand in the address, and are given up with one click', async ({ show }) => {
  const page = await show('idle', 'photos');
  await page.getByRole('button', { name: 'Any time' }).click();
  await page.getByRole('menuitem', { name: '2025' }).click();
  await expect(page.getByText('410 photos and videos found')).toBeVisible();
  await expect(page).toHaveURL(/#\/photos\/2025$/u);
  await page.getByRole('button', { name: 'Favourites' }).click();
  await expect(page.getByText('No photos match these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByText('778 photos and videos stored')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Favourites' })).toHaveAttribute('aria-pressed', 'false');
});

test('a cell of the coverage map leads to its photos, and missing years are rows', async ({ show }) => {
  const page = await show('idle', 'photos');
  await page.getByRole('button', { name: 'Coverage map' }).click();
  await expect(page.getByRole('row', { name: /^2022/u })).toBeVisible();
  await expect(page.getByText('5 years in between have no photos')).toBeVisible();
  await expect(page.getByRole('link', { name: /^May 2026: 0 on the disk, 0 verified, 3 missing/u })).toBeVisible();
  await page.getByRole('link', { name: /^August 2026: 214 on the disk, 214 verified/u }).click();
  await expect(page.getByText('214 photos and videos found')).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'Without a date: 7' }).click();
  await expect(page.getByRole('button', { name: 'Without a date' })).toBeVisible();
});

test('the coverage map is saved as a picture that was really drawn', async ({ show }) => {
  const page = await show('big-library', 'photos/map');
  await page.evaluate(`
    window.saved = [];
    const { ask } = window.afterimage;
    window.afterimage.ask = async (verb, input) => {
      if (verb === 'photos.saveCoverage') window.saved.push(input.png);
      return ask(verb, input);
    };
  `);
  await page.getByRole('button', { name: 'Save as picture' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const { width, height, colours } = await page.evaluate<Record<'width' | 'height' | 'colours', number>>(`
    (async () => {
      const bytes = Uint8Array.from(atob(window.saved[0]), (one) => one.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      context.drawImage(picture, 0, 0);
      const pixels = new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer);
      return { width: picture.width, height: picture.height, colours: new Set(pixels).size };
    })()
  `);
  expect(width).toBeGreaterThan(700);
  expect(height).toBeGreaterThan(600);
  expect(colours).toBeGreaterThan(10);
});

test('photos appear while they are stored, and what came back is told on one screen', async ({ show }) => {
  const page = await show('running', 'photos');
  const strip = page.getByRole('region', { name: 'Arriving now' });
  await expect(strip.getByRole('listitem').first()).toBeVisible();
  // Reduced motion: nothing comes up slowly.
  expect(
    await strip
      .getByRole('listitem')
      .first()
      .evaluate((element) => Reflect.get(globalThis, 'getComputedStyle')(element, '::after').animationName),
  ).toBe('none');
  const after = await show('idle', 'photos/back');
  await expect(after.getByRole('heading', { name: 'Your photos are back' })).toBeVisible();
  await expect(after.getByText('16,922')).toBeVisible();
  await expect(after.getByText('From 2007 to 2026')).toBeVisible();
  await after.getByRole('button', { name: '3 are still missing' }).click();
  await expect(after.getByRole('heading', { name: 'Coverage map' })).toBeVisible();
});
