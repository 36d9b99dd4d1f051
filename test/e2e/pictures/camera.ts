import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, type RunningApp } from '../app.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'screenshots');

/** The window as it opens, and as narrow as it can be made; in CSS pixels. */
const sizes = [
  { suffix: '', width: 1_100, height: 760, themes: ['light', 'dark'] },
  { suffix: '-narrow', width: 360, height: 740, themes: ['light'] },
] as const;

/** How much of a screen a wide picture shows: what the window shows, or all that can be scrolled to. */
export type Extent = 'window' | 'whole';

/** Taller pictures than this help nobody. */
const tallest = 2_400;

/** Writes `<name>-light.png`, `<name>-dark.png`, and `<name>-light-narrow.png`, into docs/screenshots. */
export async function takePictures(app: RunningApp, name: string, extent: Extent = 'window'): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Only what the screen itself looks like: no scroll bars of this platform, and no button under the mouse.
  await hideScrollBars(app);
  await app.page.mouse.move(1, 1);
  for (const { suffix, width, height, themes } of sizes) {
    // Not the window's own size: a headless Chromium has no window narrower than 500 pixels.
    await app.page.setViewportSize({ width, height });
    if (extent === 'whole' && suffix === '') {
      await app.page.setViewportSize({ width, height: Math.min(tallest, height + (await hiddenHeight(app))) });
    }
    await showPart(app);
    for (const theme of themes) {
      await app.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await settle(app);
      const picture = await app.page.screenshot({ animations: 'disabled', caret: 'hide' });
      const file = `${name}-${theme}${suffix}.png`;
      // 256 colours are enough to see what a screen says, and a third of the size; skies in them have stripes.
      const colours = (await shownFirst()).includes(file)
        ? { palette: false }
        : { palette: true, quality: 90, dither: 0 };
      await sharp(picture)
        .png({ ...colours, effort: 10, compressionLevel: 9 })
        .toFile(join(folder, file));
    }
  }
  await app.page.setViewportSize({ width: sizes[0].width, height: sizes[0].height });
}

/** The README, whose pictures are the first that people see of the app. */
function shownFirst(): Promise<string> {
  return readFile(join(folder, '..', '..', 'README.md'), 'utf8');
}

/** A sheet of its own, as the page allows no styles in its elements; the page's colours for them keep Chromium from hiding them. */
async function hideScrollBars({ page }: RunningApp): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { scrollbar-width: none !important; }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** What the page's scrolling part does not show, in CSS pixels. */
function hiddenHeight({ page }: RunningApp): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    return main === null ? 0 : main.scrollHeight - main.clientHeight;
  });
}

/**
 * A part of a screen that was gone to has the focus; in another width it stands somewhere else. The title of a step that
 * was gone to has it, too, and stands where it is.
 */
async function showPart({ page }: RunningApp): Promise<void> {
  await page.evaluate(() => {
    const part = document.activeElement;
    if (part instanceof HTMLElement && part.tabIndex === -1 && part.closest('main') !== part) {
      if (part.tagName !== 'H1') part.scrollIntoView();
    }
  });
}

/** Waits until every picture in the page is there, and everything is drawn. */
async function settle({ page }: RunningApp): Promise<void> {
  await expect.poll(() => page.evaluate(() => [...document.images].every((image) => image.complete))).toBe(true);
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}
