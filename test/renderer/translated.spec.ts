import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { settingsParts } from '../../renderer/features/settings/parts.ts';
import { axeFaults } from '../support/axe-faults.ts';
import { smallTargets } from '../support/small-targets.ts';
import { isLong } from '../support/test-environment.ts';
import { albumTitles } from './made-up-library.ts';
import { sidewaysScroll, test } from './page.ts';
import { restoreScenarioNames } from './restore-scenarios.ts';
import type { ScenarioName } from './scenarios.ts';

/** Real languages, and made-up ones: both kinds have words of every length, and the latter show what is no text of a catalogue. */
const languages = { real: ['en', 'de', 'es'], pseudo: ['pseudo', 'pseudo-rtl'] } as const;

/** States and screens whose texts stand in catalogues. */
const places: readonly (readonly [ScenarioName, string])[] = [
  ['idle', 'activity'],
  ['many-problems', 'problems'],
  ['empty', 'problems'],
  ...settingsParts.map((part) => ['idle', `settings/${part}`] as const),
  ['keychain-unavailable', 'settings/accounts'],
  ['many-problems', 'settings/folder'],
  ['offline', 'settings/folder'],
  ['token-expired', 'problems'],
  ...(['takeout-known', 'takeout-watching', 'takeout-queued', 'drive-tidy-listed', 'drive-picked'] as const).map(
    (scenario) => [scenario, 'takeout'] as const,
  ),
  ...(
    [
      'first-run',
      'setup-client',
      'setup-client-set',
      'setup-publish-testing',
      'setup-sign-in',
      'setup-signing-in',
      'setup-folder-set',
      'setup-order',
      'setup-pickup-drive',
      'setup-incomplete',
    ] as const
  ).map((scenario) => [scenario, 'setup'] as const),
  ['idle', 'restore'],
  ...restoreScenarioNames.map((scenario) => [scenario, 'restore'] as const),
  ['restore-waiting', 'overview'],
  ['idle', 'overview'],
  ['many-problems', 'overview'],
  ['idle', 'photos'],
  ['idle', 'photos/map'],
  ['idle', 'photos/back'],
  ['idle', 'albums'],
  ['idle', 'albums/1'],
];

/** Data of the made-up library and of systems, and what `Intl` writes: no texts of the page. */
const data =
  /^(?:Afterimage|English|Deutsch|Español|Takeout|Google Photos|JSON|CSV|HEIC|JPG|MB|GB|TB|kB|ext4|NTFS|APFS|Ctrl|Esc|Enter|secs?|mins?|hrs?|days?|hours?|minutes?|seconds?|months?|years?|ago|in|at|now|today|tomorrow|yesterday|week|weeks|Mon|Tue|Wed|Thu|Fri|Sat|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|Jun[e]?|Jul[y]?|Aug(?:ust)?|Sep(?:t|tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|AM|PM|and)$/;

/** What the made-up library calls its albums, files and folder. */
const ofTheLibrary = new RegExp(
  [
    'A very long title of an album that goes on and on until no disk can take it',
    ...albumTitles,
    'Summer at the lake',
    '\\bbackup\\b',
  ].join('|'),
  'g',
);

/** Words of plain letters that the page shows: in the pseudo-locale every text of its own has accents. */
async function plainWords(page: Page): Promise<readonly string[]> {
  const shown = await page.evaluate<readonly string[]>(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement.closest('script, style, [data-verbatim]') === null) texts.push(textContent);
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], img[alt]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(one.getAttribute(name) ?? '');
    }
    return texts;
  })()`);
  // Addresses, paths, file names and ids are words with signs in them.
  const words = shown.flatMap((text) => text.replaceAll(ofTheLibrary, '').split(/[\s\u202A-\u202E\u00A0\u202F]+/));
  const plain = words
    .map((word) => word.replace(/^[[(“"'‘]+|[\])”"'’.,:;?…!]+$/g, ''))
    .filter((word) => /^[a-z]{3,}$/i.test(word));
  return [...new Set(plain.filter((word) => !data.test(word)))];
}

/** The colour that an element's ground has after the system's colours were forced upon it. */
async function groundOf(element: Locator): Promise<string> {
  return String(await element.evaluate((one) => Reflect.get(globalThis, 'getComputedStyle')(one).backgroundColor));
}

/** How many parts of the page can be scrolled up and down, the page itself among them; of lists that pop up there are none. */
async function scrollBars(page: Page): Promise<number> {
  return page.evaluate<number>(`[...document.querySelectorAll('*')].filter((one) => {
    const { overflowY, scrollbarWidth } = getComputedStyle(one);
    const scrolls = one === document.documentElement ? getComputedStyle(document.body).overflowY !== 'hidden' : overflowY === 'auto' || overflowY === 'scroll';
    return scrolls && scrollbarWidth !== 'none' && one.clientHeight > 0 && one.scrollHeight > one.clientHeight;
  }).length`);
}

/** Text that its own box cuts off without an ellipsis. */
async function clipped(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`[...document.querySelectorAll('main *, nav *')]
    .filter((one) => {
      const { overflowX, textOverflow, position, clipPath } = getComputedStyle(one);
      const hides = overflowX === 'hidden' || overflowX === 'clip';
      return hides && textOverflow !== 'ellipsis' && position !== 'absolute' && clipPath === 'none' &&
        one.textContent.trim() !== '' && one.scrollWidth > one.clientWidth + 1;
    })
    .map((one) => one.className + ': ' + one.textContent.slice(0, 60))`);
}

for (const kind of ['real', 'pseudo'] as const) {
  for (const [turn, language] of languages[kind].entries()) {
    test(`${language}: no screen scrolls sideways or cuts a text off, narrow or wide`, { tag: '@long' }, async ({
      look,
    }) => {
      test.slow();
      // Every screen in one language; in full length, in all of them.
      const [nth, of] =
        kind === 'real' ? [2 * turn, 2 * languages.real.length] : [1 + 2 * turn, 2 * languages.pseudo.length];
      const shown = isLong() ? places : places.filter((_, at) => at % of === nth);
      for (const [scenario, place] of shown) {
        const page = await look(scenario, place, language);
        for (const width of [1100, 360]) {
          await page.setViewportSize({ width, height: 800 });
          const where = `${scenario}, ${place}, ${width}`;
          expect.soft(await sidewaysScroll(page), where).toBe(0);
          expect.soft(await clipped(page), where).toEqual([]);
          if (kind === 'real') expect.soft(await smallTargets(page), where).toEqual([]);
        }
        await page.setViewportSize({ width: 1100, height: 800 });
        if (kind === 'pseudo') expect.soft(await plainWords(page), `${scenario}, ${place}`).toEqual([]);
      }
    });
  }
}

test('the page says its language and where lines begin', async ({ show }) => {
  const page = await show('idle', 'settings/appearance', 'de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
  const mirrored = await show('idle', 'settings/appearance', 'pseudo-rtl');
  await expect(mirrored.locator('html')).toHaveAttribute('dir', 'rtl');
  const side = await mirrored.getByRole('navigation').first().boundingBox();
  expect(side?.x).toBeGreaterThan(800);
});

test('a large number and the noun that it counts are each written as the language writes them', async ({ show }) => {
  const page = await show('idle', 'photos/back', 'de');
  await expect(page.getByText('16.922 Fotos')).toBeVisible();
  await expect(page.getByText('Von 2007 bis 2026')).toBeVisible();
  await expect(page.getByRole('button', { name: '3 fehlen noch' })).toBeVisible();
});

test('with forced colours and more contrast every control keeps its state, and axe finds nothing', async ({ show }) => {
  const page = await show('idle', 'settings/notifications');
  await page.emulateMedia({ forcedColors: 'active' });
  const lightness = (name: string) => groundOf(page.getByRole('switch', { name }));
  const on = await lightness('Notify me about problems');
  await page.getByRole('switch', { name: 'Notify me about problems' }).click();
  await expect.poll(() => lightness('Notify me about problems')).not.toBe(on);
  const setup = await show('setup-client', 'setup');
  await setup.emulateMedia({ forcedColors: 'active' });
  const present = setup.locator('[aria-current="step"] [data-state]');
  const other = setup.locator('nav button:not([aria-current]) [data-state]');
  expect(await groundOf(present)).not.toBe(await groundOf(other.first()));
  expect(await axeFaults(setup), 'setup').toEqual([]);
  const overview = await show('idle', 'overview');
  await overview.emulateMedia({ forcedColors: 'active' });
  // Its ground is taken away; its edge must not be.
  const disc = overview.locator('[data-breathing] > div');
  expect(await disc.evaluate((one) => Reflect.get(globalThis, 'getComputedStyle')(one).borderTopWidth)).toBe('2px');
  for (const place of ['settings/schedule', 'problems', 'activity', 'overview'] as const) {
    const screen = await show('idle', place);
    await screen.emulateMedia({ forcedColors: 'active' });
    const here = screen.getByRole('navigation').first().locator('[aria-current="page"]');
    const other = screen.getByRole('navigation').first().locator('a:not([aria-current])').first();
    expect(await groundOf(here)).not.toBe(await groundOf(other));
    expect(await axeFaults(screen), place).toEqual([]);
  }
});

test('no window height shows a second scroll bar', async ({ look }) => {
  test.slow();
  for (const [scenario, place] of [
    ['many-problems', 'problems'],
    ['idle', 'overview'],
    ['idle', 'photos'],
    ['idle', 'photos/map'],
    ['idle', 'albums/1'],
    ['takeout-known', 'takeout'],
    ['idle', 'settings/schedule'],
    ['setup-client', 'setup'],
    ['setup-order', 'setup'],
  ] as const) {
    const page = await look(scenario, place);
    for (const width of [360, 1100]) {
      for (const height of [360, 480, 520, 600, 680, 760, 900, 1200]) {
        await page.setViewportSize({ width, height });
        expect.soft(await scrollBars(page), `${scenario}, ${place}, ${width} × ${height}`).toBeLessThanOrEqual(1);
      }
    }
  }
});

test('Ctrl+F and "/" lead to the search, from any screen, and "/" in a field stays a letter', async ({ show }) => {
  const page = await show('idle', 'activity');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('a/b');
  await expect(page.getByRole('searchbox')).toHaveValue('a/b');
  await page.getByRole('link', { name: 'Albums' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Albums' })).toBeVisible();
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('a narrow window shows five screens, and the others behind "More"', async ({ show }) => {
  const page = await show('many-problems', 'activity');
  await page.setViewportSize({ width: 360, height: 740 });
  const bar = page.getByRole('navigation', { name: 'Screens' });
  await expect(bar.getByRole('link')).toHaveCount(5);
  await bar.getByRole('button', { name: /More/ }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});
