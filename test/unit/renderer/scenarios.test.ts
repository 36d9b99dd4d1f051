import { expect, test } from 'vitest';
import { appSnapshotSchema } from '../../../electron/contract/desktop-models.ts';
import { scenarioNames } from '../../renderer/scenarios.ts';
import { snapshotOf } from './snapshot-of.ts';

test.each(scenarioNames)('%s is a state that the contract allows', (name) => {
  const snapshot = snapshotOf(name);
  expect(appSnapshotSchema.parse(snapshot)).toEqual(snapshot);
});

test('each run in the scenarios adds up', () => {
  for (const { discovered, stored, present, skipped, failed } of snapshotOf('idle').recentRuns) {
    expect(stored + present + skipped + failed).toBe(discovered);
  }
});
