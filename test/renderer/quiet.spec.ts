import { type CDPSession, expect, type Page } from '@playwright/test';
import { test } from './page.ts';

const watchedMs = 1_500;
/** A few are made now and then, for clocks; one animation that the page itself has to draw makes 60 a second. */
const mostRenewals = 30;

// A window that is left open all day must cost next to nothing: what moves while a backup runs, moves in the compositor.
for (const place of ['overview', 'photos', 'activity', 'settings']) {
  test(`while a backup runs, nothing on ${place} is styled and painted again and again`, async ({ show, page }) => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await show('running', place);
    expect(await endlessAnimations(page)).toBeGreaterThan(0);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    // Until the page has come to rest, however long that takes here; one that never does is what must not be.
    await expect.poll(() => renewalsWhileWatched(page, session), { intervals: [0] }).toBeLessThan(mostRenewals);
  });
}

/** How often the page works out its styles while it is watched. */
async function renewalsWhileWatched(page: Page, session: CDPSession): Promise<number> {
  const before = await renewals(session);
  await page.waitForTimeout(watchedMs);
  return (await renewals(session)) - before;
}

/** How often the page has worked out its styles so far. */
async function renewals(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const count = metrics.find(({ name }) => name === 'RecalcStyleCount');
  if (count === undefined) throw new Error('Chromium counts no styles');
  return count.value;
}

async function endlessAnimations(page: Page): Promise<number> {
  return page.evaluate<number>(
    'document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations === Infinity).length',
  );
}
