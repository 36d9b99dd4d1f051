import { test as base, expect, type Page } from '@playwright/test';
import type { ScenarioName } from './scenarios.ts';

/** Opens a scenario at a place; at the end of the test nothing may have been refused by the CSP or thrown. */
export const test = base.extend<{
  readonly show: (scenario: ScenarioName, place?: string, language?: string) => Promise<Page>;
}>({
  show: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const address = process.env['SCENARIOS_ADDRESS'] ?? '';
    await use(async (scenario, place = 'overview', language = '') => {
      // Another query is another document: a new hash alone would keep the old one.
      await page.goto(
        `${address}?scenario=${scenario}&at=${encodeURIComponent(place)}${language === '' ? '' : `&language=${language}`}#/${place}`,
      );
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    });
    expect(complaints, 'nothing is refused, warned of or thrown').toEqual([]);
  },
});

/** How far the page scrolls sideways, in CSS pixels. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>(
    'Math.max(...[document.documentElement, document.querySelector("main")].map((one) => one.scrollWidth - one.clientWidth))',
  );
}
