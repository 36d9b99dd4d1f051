import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What is just fading in has hardly any contrast yet. As text: this file is compiled without a page. */
const endOfAnimations = `Promise.all(
  document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.then(() => null, () => null)),
)`;

/** Is axe in the document already? Its half a megabyte is read once a document. Throws where frames would be passed over. */
const axeIsThere = `(() => {
  if (document.querySelector('iframe, frame') !== null) throw new Error('The page has frames, which are not looked into');
  return 'axe' in window;
})()`;

/** What axe finds on the page as it is now, one line a place; by all its rules, or by those that are named. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(endOfAnimations);
  if (!(await page.evaluate<boolean>(axeIsThere))) await bringAxe(page);
  const options: axe.RunOptions = {
    // Half of the time would go into describing what is right.
    resultTypes: ['violations'],
    selectors: false,
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: [...rules] } }),
  };
  const violations = await page.evaluate<readonly axe.Result[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** Where the server of the made-up main process has axe: to load it there takes half of what it takes to send it. */
export const axePath = '/axe-core.js';

async function bringAxe(page: Page): Promise<void> {
  const served = process.env['SCENARIOS_ADDRESS'];
  if (served === undefined || !page.url().startsWith(served)) {
    await page.evaluate(axe.source);
    return;
  }
  await page.evaluate(`new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = () => resolve(script.remove());
    script.onerror = () => reject(new Error('axe could not be loaded'));
    script.src = '${axePath}';
    document.head.append(script);
  })`);
}
