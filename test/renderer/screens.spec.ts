import { expect } from '@playwright/test';
import { axeFaults } from '../support/axe-faults.ts';
import { smallTargets } from '../support/small-targets.ts';
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
  ['asks-fail', 'activity'],
  ['takeout-known', 'overview'],
  ['takeout-known', 'takeout/doubtful'],
  ['big-library', 'photos/map'],
  ['empty', 'photos/map'],
  ['idle', 'photos/back'],
  ['running', 'photos'],
];

/** The screen on which a state is told. */
function homeOf(scenario: ScenarioName): 'takeout' | 'overview' {
  return /^(takeout|drive)-/.test(scenario) ? 'takeout' : 'overview';
}

for (const [scenario, place] of pictures) {
  test(`${scenario}, ${place}: readable by everybody, by day and night, wide and narrow`, async ({ look }) => {
    const page = await look(scenario, place);
    expect(await axeFaults(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await axeFaults(page, ['color-contrast', 'target-size'])).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
  });
}
