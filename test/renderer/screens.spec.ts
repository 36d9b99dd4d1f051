import { expect } from '@playwright/test';
import { axeFaults } from '../support/axe-faults.ts';
import { smallTargets } from '../support/small-targets.ts';
import { isLong } from '../support/test-environment.ts';
import { sidewaysScroll, test } from './page.ts';
import { type ScenarioName, scenarioNames } from './scenarios.ts';

/** Every state on the Overview, and every screen with something and with nothing on it. */
const pictures: readonly (readonly [ScenarioName, string])[] = [
  ...scenarioNames.map((scenario) => [scenario, homeOf(scenario)] as const),
  ...(['photos', 'albums', 'takeout', 'activity', 'problems', 'settings'] as const).flatMap((place) => [
    ['many-problems', place] as const,
    ['empty', place] as const,
  ]),
  ['token-expired', 'settings/accounts'],
  ['signed-out', 'settings/accounts'],
  ['keychain-unavailable', 'settings/accounts'],
  ['keychain-opening', 'settings/accounts'],
  ['disk-gone', 'settings/folder'],
  ['many-problems', 'settings/folder'],
  ['big-library', 'settings/folder'],
  ['offline', 'settings/folder'],
  ['asks-fail', 'activity'],
  ['takeout-known', 'overview'],
  ['takeout-known', 'takeout/doubtful'],
  ['takeout-known', 'takeout/order'],
  ['big-library', 'photos/map'],
  ['empty', 'photos/map'],
  ['idle', 'photos/back'],
  ['running', 'photos'],
  ['idle', 'restore'],
  ['restore-waiting', 'overview'],
];

/** The screen on which a state is told. */
function homeOf(scenario: ScenarioName): 'takeout' | 'restore' | 'overview' {
  if (scenario.startsWith('restore-')) return 'restore';
  return /^(takeout|drive)-/.test(scenario) ? 'takeout' : 'overview';
}

for (const [nth, [scenario, place]] of pictures.entries()) {
  const title = `${scenario}, ${place}: readable by everybody, by day and night, wide and narrow`;
  // In npm test every other state, by day or by night, in turns.
  test(title, { tag: nth % 2 === 0 ? '@long' : '@only-long' }, async ({ look }) => {
    const [byDay, byNight] = isLong() ? [true, true] : [nth % 4 === 0, nth % 4 === 2];
    const byForce = isLong() || nth % 8 === 0;
    const page = await look(scenario, place);
    if (byDay) expect(await axeFaults(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);

    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    if (byForce) {
      await page.emulateMedia({ forcedColors: 'active' });
      expect(await axeFaults(page), 'colours of the system').toEqual([]);
      await page.emulateMedia({ forcedColors: null });
    }
    if (!byNight) return;
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await axeFaults(page, byDay ? ['color-contrast', 'target-size'] : undefined)).toEqual([]);
  });
}
