import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { sidewaysScroll, test } from './page.ts';
import { type ScenarioName, scenarioNames } from './scenarios.ts';

/** Every state on the Overview, and every screen with something and with nothing on it. */
const pictures: readonly (readonly [ScenarioName, string])[] = [
  ...scenarioNames.map((scenario) => [scenario, 'overview'] as const),
  ...(['photos', 'albums', 'activity', 'problems', 'settings'] as const).flatMap((place) => [
    ['many-problems', place] as const,
    ['empty', place] as const,
  ]),
  ['token-expired', 'settings/accounts'],
  ['signed-out', 'settings/accounts'],
  ['disk-gone', 'settings/folder'],
  ['asks-fail', 'activity'],
];

for (const [scenario, place] of pictures) {
  test(`${scenario}, ${place}: readable by everybody, by day and night, wide and narrow`, async ({ show }) => {
    const page = await show(scenario, place);
    expect(await faultsOf(page)).toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await faultsOf(page, ['color-contrast', 'target-size'])).toEqual([]);
  });
}

async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Without frames the page alone is enough; the other mode opens a second page for each report.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
