import { expect } from '@playwright/test';
import { test } from './page.ts';

/** What a page may find in `navigator.languages`. */
const lists: readonly (readonly [name: string, languages: unknown])[] = [
  ['en-US@posix', ['en-US@posix']],
  ['C', ['C']],
  ['de-DE', ['de-DE', 'de']],
  ['ar', ['ar']],
  ['nothing valid', ['POSIX', '', 'not a language', 'x', '@']],
  ['an empty list', []],
  ['no list', undefined],
];

for (const [name, languages] of lists) {
  test(`the page is drawn for the languages: ${name}`, async ({ page, show }) => {
    await page.addInitScript((list) => {
      Object.defineProperty(navigator, 'languages', { get: () => list });
    }, languages);
    await show('idle');
    const [overview, settings] = name === 'de-DE' ? ['Übersicht', 'Einstellungen'] : ['Overview', 'Settings'];
    await expect(page.getByRole('heading', { level: 1, name: overview })).toBeVisible();
    // Numbers and dates of every kind stand here, and fields that format what is typed into them.
    await show('running', 'settings/limits');
    await expect(page.getByRole('heading', { level: 1, name: settings })).toBeVisible();
    await expect(page.getByRole('textbox').first()).toBeVisible();
  });
}
