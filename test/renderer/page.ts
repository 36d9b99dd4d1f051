import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import type { ScenarioName } from './scenarios.ts';

/** Opens a scenario at a place, in a language if one is given; resolves when its heading is there. */
export type Show = (scenario: ScenarioName, place?: string, language?: string) => Promise<Page>;

/** At the end of a test nothing may have been refused by the CSP or thrown. */
export const test = base.extend<
  {
    /** On a page of the test's own. */
    readonly show: Show;
    /**
     * For tests that only look at what is drawn: on the page on which the tests before them have looked, as it was at
     * first. A new one, which compiles every script again, takes more than half of such a test's time.
     */
    readonly look: Show;
  },
  { readonly looking: { page: Page | null } }
>({
  show: async ({ page }, use) => {
    await withoutComplaints(page, () => use(shownOn(page)));
  },
  look: async ({ browser, looking, viewport, contextOptions }, use) => {
    const page = looking.page ?? (await browser.newPage());
    looking.page = page;
    await page.setViewportSize(viewport ?? { width: 1100, height: 800 });
    await page.emulateMedia({
      colorScheme: null,
      forcedColors: null,
      reducedMotion: contextOptions.reducedMotion ?? null,
    });
    await withoutComplaints(page, () => use(shownOn(page)));
    await page.evaluate('localStorage.clear(); sessionStorage.clear()');
  },
  looking: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs.
    async ({}, use) => {
      const looking: { page: Page | null } = { page: null };
      await use(looking);
      await looking.page?.close();
    },
    { scope: 'worker' },
  ],
});

function shownOn(page: Page): Show {
  const address = process.env['SCENARIOS_ADDRESS'] ?? '';
  return async (scenario, place = 'overview', language = '') => {
    // Another query is another document: a new hash alone would keep the old one.
    const query = `scenario=${scenario}&at=${encodeURIComponent(place)}${language === '' ? '' : `&language=${language}`}`;
    await page.goto(`${address}?${query}#/${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
}

async function withoutComplaints(page: Page, use: () => Promise<void>): Promise<void> {
  const complaints: string[] = [];
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  };
  const onError = (error: Error): void => void complaints.push(error.message);
  page.on('console', onConsole);
  page.on('pageerror', onError);
  await use();
  page.off('console', onConsole);
  page.off('pageerror', onError);
  expect(complaints, 'nothing is refused, warned of or thrown').toEqual([]);
}

/** How far the page scrolls sideways, in CSS pixels. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>(
    'Math.max(...[document.documentElement, document.querySelector("main")].map((one) => one.scrollWidth - one.clientWidth))',
  );
}
