import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { film } from '../renderer/film.ts';
import { whyWithout } from '../support/extras.ts';
import { madeMedia } from '../support/made-media.ts';
import { googlePhotos, sidecarText, writeTree } from '../support/small-export.ts';
import { heicPicture } from '../unit/media/build/heic-picture.ts';
import { type AppWorld, expect, type RunningApp, setUp, test, untilComplete } from './app.ts';

const [width, height] = [1_600, 1_200];

/** A picture whose every pixel differs from its neighbours: a shift by one pixel, or any blur, is another picture. */
function noise(): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 7;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pixels[at] = state >>> 24;
  }
  return pixels;
}

/** Imports files into a new backup, with a sidecar each that dates them, the first one newest. */
async function imported(
  world: AppWorld,
  root: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<RunningApp> {
  const year = `${googlePhotos}/Photos from 2024`;
  const entries = Object.entries(files).flatMap(([name, bytes], index) => [
    [`${year}/${name}`, bytes] as const,
    [`${year}/${name}.json`, sidecarText(name, `2024-06-${String(28 - index).padStart(2, '0')}T10:00:00Z`)] as const,
  ]);
  await writeTree(root, Object.fromEntries(entries));
  const google = await world.google({ items: 0, albums: 0, seed: 3 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  await app.willChoose(root);
  const offer = await app.ask('takeout.chooseParts', { what: 'folder' });
  if (!offer.ok || offer.value === null) throw new Error(`Nothing to import: ${JSON.stringify(offer)}`);
  expect(await app.ask('takeout.import', { offer: offer.value.offer, includeTrash: false })).toMatchObject({
    ok: true,
  });
  const stored = async () =>
    (await app.ask('photos.page', { search: '', offset: 0, limit: 50 })) as { value: unknown[] };
  await expect.poll(async () => (await stored()).value.length, { timeout: 120_000 }).toBe(Object.keys(files).length);
  return app;
}

async function openViewer({ page }: RunningApp, name: string): Promise<Locator> {
  await page.getByRole('navigation').getByRole('link', { name: 'Photos' }).click();
  await page.getByRole('button', { name: `, ${name}` }).click();
  return page.getByRole('dialog', { name });
}

async function closeViewer(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** The colour in the middle of a film at a time, as the page's own decoder shows it. */
function colourAt(video: Locator, seconds: number): Promise<string> {
  return video.evaluate(async (element, at) => {
    if (!(element instanceof HTMLVideoElement)) throw new Error('No film');
    const sought = new Promise((done) => element.addEventListener('seeked', done, { once: true }));
    element.currentTime = at;
    await sought;
    const context = Object.assign(document.createElement('canvas'), { width: 8, height: 8 }).getContext('2d');
    context?.drawImage(element, 0, 0, 8, 8);
    const [red = 0, green = 0, blue = 0] = context?.getImageData(4, 4, 1, 1).data ?? [];
    return red > 150 ? 'red' : green > 90 && green > blue ? 'green' : blue > 120 ? 'blue' : `${red},${green},${blue}`;
  }, seconds);
}

/** Whether a part of the screen is, pixel by pixel, what the file has there. */
async function isShownAsInFile(page: Page, image: Locator, pixels: Buffer): Promise<boolean> {
  const box = await image.boundingBox();
  const clip = { x: 300, y: 250, width: 300, height: 250 };
  const shot = await sharp(await page.screenshot({ clip }))
    .removeAlpha()
    .raw()
    .toBuffer();
  const part = { left: clip.x - (box?.x ?? 0), top: clip.y - (box?.y ?? 0), width: clip.width, height: clip.height };
  if (!Number.isInteger(part.left) || !Number.isInteger(part.top)) return false;
  const file = sharp(pixels, { raw: { width, height, channels: 3 } }).extract(part);
  return shot.equals(await file.raw().toBuffer());
}

/** The picture on the stage is there, and this large. */
async function expectShown(viewer: Locator, size: readonly [number, number]): Promise<void> {
  await expect(viewer.locator('[data-state="ready"]')).toBeVisible();
  const image = viewer.getByRole('img', { name: /shown large/u });
  expect(
    await image.evaluate((one) => (one instanceof HTMLImageElement ? [one.naturalWidth, one.naturalHeight] : [])),
  ).toEqual(size);
}

test('an original at 100 % is the file pixel by pixel, a film plays and seeks, HEIC opens, and no path crosses', async ({
  world,
}, testInfo) => {
  const pixels = noise();
  const heic = heicPicture({
    tiles: [
      ['red', 'lime'],
      ['blue', 'white'],
    ],
    width: 100,
    height: 90,
    quarterTurns: 1,
  });
  const app = await imported(world, testInfo.outputPath('export'), {
    'noise.png': await sharp(pixels, { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toBuffer(),
    'film.webm': film,
    'photo.heic': heic,
  });
  const { page } = app;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(decodeURIComponent(request.url())));

  await page.getByRole('navigation').getByRole('link', { name: 'Photos' }).click();
  const poster = page.getByRole('button', { name: /film\.webm$/u }).locator('img');
  await expect
    .poll(() => poster.evaluateAll((all) => all.map((one) => one instanceof HTMLImageElement && one.naturalWidth)))
    .toEqual([64]);

  const viewer = await openViewer(app, 'noise.png');
  await expectShown(viewer, [width, height]);
  await page.keyboard.press('i');
  await page.keyboard.press('1');
  const image = viewer.getByRole('img', { name: 'noise.png, shown large' });
  await expect.poll(async () => (await image.boundingBox())?.width).toBe(width);
  await expect(viewer.getByRole('region', { name: 'About this file' })).toHaveCount(0);
  // The stage has become wider meanwhile, and is measured again.
  await expect.poll(() => isShownAsInFile(page, image, pixels), 'the screen shows the bytes of the file').toBe(true);
  await closeViewer(page);

  const playing = await openViewer(app, 'film.webm');
  const video = playing.getByLabel('film.webm, video');
  await expect.poll(() => video.evaluate((one) => one instanceof HTMLVideoElement && one.readyState)).toBe(4);
  // A frame that was sought may be drawn a moment later.
  for (const [seconds, colour] of [
    [2.5, 'blue'],
    [0.4, 'red'],
    [1.5, 'green'],
  ] as const) {
    await expect.poll(() => colourAt(video, seconds)).toBe(colour);
  }
  await video.evaluate((one) => (one instanceof HTMLVideoElement ? one.play() : null));
  await expect.poll(() => video.evaluate((one) => one instanceof HTMLVideoElement && one.ended)).toBe(true);
  await closeViewer(page);

  await expectShown(await openViewer(app, 'photo.heic'), [90, 100]);

  expect(asked.filter((address) => address.includes('/original/'))).not.toEqual([]);
  const told = [
    ...asked,
    await page.content(),
    JSON.stringify(await app.ask('photos.page', { search: '', offset: 0, limit: 50 })),
    ...(await Promise.all([1, 2, 3].map(async (id) => JSON.stringify(await app.ask('photos.view', { id }))))),
    ...(await Promise.all([1, 2, 3].map(async (id) => JSON.stringify(await app.ask('photos.detail', { id }))))),
  ];
  expect(told.filter((text) => text.includes(world.folder) || text.includes(testInfo.outputDir))).toEqual([]);
});

test('files that other programs made: HEVC in HEIC, turned and tiled, films in H.264 and HEVC', async ({
  world,
}, testInfo) => {
  const without = whyWithout('media-tools');
  test.skip(without !== null, `${without}: needs ffmpeg and heif-enc (Debian: ffmpeg, libheif-examples)`);
  const made = await madeMedia(testInfo.outputPath('made'));
  const app = await imported(world, join(testInfo.outputPath(), 'export'), made.files);
  for (const [name, size] of Object.entries(made.pictures)) {
    await expectShown(await openViewer(app, name), size);
    await closeViewer(app.page);
  }
  for (const name of made.films) {
    const viewer = await openViewer(app, name);
    const video = viewer.locator('video');
    const refused = viewer.getByText('This video can’t be played here');
    // What this Chromium brings no decoder for is said, and another way is offered; everything else plays and seeks.
    // `evaluateAll` does not wait for a video that has just given way to the refusal.
    const isReady = () =>
      video.evaluateAll((all) => all.some((one) => one instanceof HTMLVideoElement && one.readyState === 4));
    await expect.poll(async () => (await refused.count()) > 0 || (await isReady())).toBe(true);
    if ((await refused.count()) > 0) {
      await expect(viewer.getByRole('button', { name: 'Open in default app' }).last()).toBeVisible();
      testInfo.annotations.push({ type: 'not played by this Chromium', description: name });
    } else {
      // As above: a frame that was sought may be drawn a moment later.
      await expect.poll(() => colourAt(video, 2.5)).toBe('blue');
      await expect.poll(() => colourAt(video, 0.4)).toBe('red');
    }
    await closeViewer(app.page);
  }
});
