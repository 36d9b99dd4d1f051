import { expect, test } from '@playwright/test';
import { axeFaults } from '../support/axe-faults.ts';

/** A page with a picture without words, and with words that hardly anybody can read. */
const faulty = `<!doctype html><html lang="en"><head><title>Faults</title></head><body><main>
  <h1>Faults</h1><img src="data:," width="20" height="20"><p style="color:#bbb;background:#fff">Pale</p>
</main></body></html>`;

test('axe tells every fault with its place, or those of the rules that are named', async ({ page }) => {
  await page.setContent(faulty);
  const all = await axeFaults(page);
  expect(all).toHaveLength(2);
  expect(all).toContainEqual(expect.stringMatching(/^color-contrast: <p .*Pale<\/p> Fix any.*contrast of 1\.9/s));
  expect(all).toContainEqual(expect.stringMatching(/^image-alt: <img .* alt/s));
  expect(await axeFaults(page, ['image-alt'])).toEqual([expect.stringMatching(/^image-alt: /)]);
});

test('axe looks at the document that is there now, and not past a frame', async ({ page }) => {
  await page.setContent(faulty);
  await axeFaults(page);
  await page.goto(
    'data:text/html,<html lang="en"><title>Another</title><main><h1>Another</h1><button></button></main>',
  );
  expect(await axeFaults(page)).toEqual([expect.stringMatching(/^button-name: /)]);
  await page.setContent('<iframe srcdoc="<img>"></iframe>');
  await expect(axeFaults(page)).rejects.toThrow('has frames');
});
