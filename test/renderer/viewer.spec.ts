import { expect, type Page } from '@playwright/test';
import { axeFaults } from '../support/axe-faults.ts';
import { sidewaysScroll, test } from './page.ts';

function tile(page: Page, item: number) {
  return page.locator(`[data-item="${item}"]`);
}

/** The width of the picture on the stage, in CSS pixels. */
async function shownWidth(page: Page): Promise<number> {
  const box = await page.getByRole('img', { name: /shown large/ }).boundingBox();
  return Math.round(box?.width ?? 0);
}

test('a photo is shown in its own pixels, zoomed and moved with keys, wheel and pointer', async ({ show }) => {
  const page = await show('idle', 'photos');
  await tile(page, 4).click();
  const picture = page.getByRole('img', { name: 'IMG_2004.JPG, shown large' });
  await expect(picture).toHaveAttribute('src', '/original/4');
  await expect(page.locator('[data-state="ready"]')).toBeVisible();
  const fit = await shownWidth(page);
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: '100 %' })).toHaveAttribute('aria-pressed', 'true');
  expect(await shownWidth(page)).toBe(4_032);
  const before = await picture.boundingBox();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await picture.boundingBox())?.x).toBe((before?.x ?? 0) - 80);
  await page.mouse.move(300, 400);
  await page.mouse.down();
  await page.mouse.move(330, 420);
  await page.mouse.up();
  await expect.poll(async () => (await picture.boundingBox())?.x).toBe((before?.x ?? 0) - 50);
  await page.mouse.wheel(0, 240);
  await expect.poll(() => shownWidth(page)).toBeLessThan(4_000);
  await page.keyboard.press('0');
  await expect.poll(() => shownWidth(page)).toBe(fit);
  await page.keyboard.press('+');
  await expect.poll(() => shownWidth(page)).toBeGreaterThan(fit);
  await page.keyboard.press('-');
  await expect.poll(() => shownWidth(page)).toBe(fit);
  await page.mouse.dblclick(300, 400);
  await expect.poll(() => shownWidth(page)).toBe(4_032);
});

test('what Chromium cannot read is asked for decoded, and a live photo plays its clip by a key', async ({ show }) => {
  const page = await show('idle', 'photos');
  await tile(page, 5).click();
  await expect(page.getByRole('img', { name: 'IMG_2005.HEIC, shown large' })).toHaveAttribute('src', '/picture/5');
  await page.keyboard.press('Escape');
  await tile(page, 9).click();
  const live = page.getByRole('button', { name: 'Live' });
  await expect(live).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('l');
  await expect(live).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('video')).toHaveAttribute('src', '/motion/9');
  // It is over by itself after three seconds.
  await expect(page.locator('video')).toHaveCount(0);
  await expect(live).toHaveAttribute('aria-pressed', 'false');
});

test('a film plays and can be sought in; what cannot be played says so and offers the default app', async ({
  show,
}) => {
  const page = await show('idle', 'photos');
  await tile(page, 16).click();
  for (let times = 0; times < 20; times += 1) await page.keyboard.press('ArrowRight');
  const film = page.getByLabel('VID_2036.mp4, video');
  await expect(film).toHaveJSProperty('readyState', 4);
  const colourAt = (seconds: number) =>
    film.evaluate(async (video, at) => {
      const sought = new Promise<void>((done) => {
        Reflect.apply(Reflect.get(video, 'addEventListener'), video, ['seeked', done, { once: true }]);
      });
      Reflect.set(video, 'currentTime', at);
      await sought;
      const document = Reflect.get(globalThis, 'document');
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 8, height: 8 });
      const context = canvas.getContext('2d');
      context.drawImage(video, 0, 0, 8, 8);
      const [red, green, blue] = context.getImageData(4, 4, 1, 1).data;
      return red > 128 ? 'red' : green > 128 ? 'green' : blue > 128 ? 'blue' : 'none';
    }, seconds);
  // A frame that was sought may be drawn a moment later.
  await expect.poll(() => colourAt(2.5)).toBe('blue');
  await expect.poll(() => colourAt(0.3)).toBe('red');
  await expect.poll(() => colourAt(1.5)).toBe('green');
  await page.keyboard.press('Home');
  for (let times = 0; times < 13; times += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('This video can’t be played here')).toBeVisible();
  await page.evaluate(`
    window.opened = [];
    const { ask } = window.afterimage;
    window.afterimage.ask = async (verb, input) => {
      if (verb === 'photos.openExternally') window.opened.push(input.id);
      return ask(verb, input);
    };
  `);
  await page.getByRole('button', { name: 'Open in default app' }).last().click();
  // The one that is shown, once.
  expect(await page.evaluate('window.opened')).toEqual([13]);
});

test('a file that has gone is told in its place, and its neighbours are still shown', async ({ show }) => {
  const page = await show('idle', 'photos');
  await tile(page, 19).click();
  await page.keyboard.press('ArrowRight');
  const viewer = page.getByRole('dialog', { name: 'IMG_2020.JPG' });
  await expect(viewer.getByRole('alert')).toContainText('Photos/2026/08/IMG_2020.JPG');
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-state="ready"]')).toBeVisible();
});

test('the viewer keeps its place while a backup stores photos in front of it, and the keyboard comes back to its photo', async ({
  show,
}) => {
  const page = await show('running', 'photos');
  await page.getByRole('main').evaluate((main) => Reflect.set(main, 'scrollTop', 2_100));
  await tile(page, 52).click();
  const viewer = page.getByRole('dialog');
  const name = viewer.getByRole('heading').first();
  await expect(name).toHaveText('IMG_2052.JPG');
  // Beyond the hundred that the grid has fetched, and back; each photo that is seen brings another one.
  const there = Array.from({ length: 52 }, (_, step) => 53 + step);
  for (const [key, photos] of [
    ['ArrowRight', there],
    ['ArrowLeft', there.slice(-10, -1).reverse()],
  ] as const) {
    for (const photo of photos) {
      await page.keyboard.press(key);
      await expect(name).toHaveText(new RegExp(`_${2_000 + photo}\\.`));
    }
  }
  // Its place is counted in the list as it is by now.
  await expect(viewer).toContainText(/of 8\d\d/);
  await page.keyboard.press('Home');
  await expect(name).toHaveText(/NEW_/);
  await page.keyboard.press('End');
  await expect(name).toHaveText('IMG_2777.JPG');
  await page.keyboard.press('ArrowLeft');
  await expect(name).toHaveText('IMG_2776.JPG');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(page.locator('[data-item]:focus')).toHaveAccessibleName(/IMG_2776\.JPG$/);
});

test('the keyboard comes back to its photo, also in a grid that changes twice before anyone can say where it lies', async ({
  show,
}) => {
  const page = await show('running', 'photos');
  await tile(page, 5).click();
  const viewer = page.getByRole('dialog');
  const name = viewer.getByRole('heading').first();
  for (const photo of [6, 7, 8]) {
    await page.keyboard.press('ArrowRight');
    await expect(name).toHaveText(new RegExp(`_${2_000 + photo}\\.`));
  }
  await page.keyboard.press('End');
  await expect(name).toHaveText('IMG_2777.JPG');
  // The viewer knows of more photos than the grid does.
  await expect(viewer).toContainText(/of 78\d/);
  await page.evaluate(`
    const { ask } = window.afterimage;
    window.asked = [];
    window.afterimage.ask = async (verb, input) => {
      if (verb === 'photos.around') await new Promise((answer) => window.asked.push(answer));
      return ask(verb, input);
    };
  `);
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect.poll(() => page.evaluate('window.asked.length')).toBe(1);
  await page.setViewportSize({ width: 900, height: 700 });
  await expect.poll(() => page.evaluate('window.asked.length')).toBe(2);
  await page.evaluate('for (const answer of window.asked) answer()');
  await expect(page.locator('[data-item]:focus')).toHaveAccessibleName(/IMG_2777\.JPG$/);
});

test('a hundred thousand photos, thirty of them seen large, and the map: the heap stays within its limit', {
  tag: '@only-long',
}, async ({ show }) => {
  const page = await show('big-library', 'photos');
  await tile(page, 0).click();
  for (let times = 0; times < 30; times += 1) {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[data-state="ready"], [role="alert"], video, [role="status"] p').first()).toBeVisible();
  }
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const heapMegabytes = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.POSITIVE_INFINITY) / 1e6;
  };
  expect(await heapMegabytes()).toBeLessThan(150);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Coverage map' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  expect(await heapMegabytes()).toBeLessThan(150);
});

test('the viewer is readable by everybody, by day and night, wide and narrow', async ({ show }) => {
  const page = await show('idle', 'photos');
  await tile(page, 9).click();
  await expect(page.locator('[data-state="ready"]')).toBeVisible();
  for (const item of ['IMG_2009.JPG', 'VID_2013.mp4']) {
    await expect(page.getByRole('dialog', { name: item })).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFaults(page)).toEqual([]);
    }
    for (let times = 0; times < 4; times += 1) await page.keyboard.press('ArrowRight');
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sidewaysScroll(page)).toBe(0);
  await page.keyboard.press('i');
  await expect(page.getByRole('region', { name: 'About this file' })).toBeHidden();
  expect(await axeFaults(page, ['color-contrast', 'target-size'])).toEqual([]);
});
