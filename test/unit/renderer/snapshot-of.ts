import type { AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import { type ScenarioName, scenarioNamed } from '../../renderer/scenarios.ts';

/** The moment at which the tests of the page happen. */
export const now = new Date('2026-08-14T09:30:00.000Z');

/** The snapshot of a scenario, with changes. */
export function snapshotOf(scenario: ScenarioName, changes: Partial<AppSnapshot> = {}): AppSnapshot {
  return { ...scenarioNamed(scenario, now).snapshot, ...changes };
}
