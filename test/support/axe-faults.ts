import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What is just fading in has hardly any contrast yet. As text: this file is compiled without a page. */
const endOfAnimations = `Promise.all(
  document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.then(() => null, () => null)),
)`;

/** What axe finds on the page as it is now, one line a place; by all its rules, or by those that are named. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(endOfAnimations);
  // Without frames the page alone is enough; the other mode opens a second page for each report.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
