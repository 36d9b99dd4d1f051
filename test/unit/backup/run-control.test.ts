import { expect, onTestFinished, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';

test.for([
  ['nothing halted it', () => undefined, 'finished'],
  ['a person stopped it', (control: RunControl) => control.stop(), 'cancelled'],
  ['the program ends', (control: RunControl) => control.suspend(), 'broken-off'],
  ['the disk is full', (control: RunControl) => control.halt(problem('destination-full')), 'broken-off'],
  ['a person asked to stop, and then at once', (control: RunControl) => [control.stop(), control.abort()], 'cancelled'],
  [
    'a person stops what something else has stopped already',
    (control: RunControl) => [control.halt(problem('token-revoked')), control.stop()],
    'broken-off',
  ],
] as const)('what the source hears when %s', ([, act, ending]) => {
  const control = new RunControl();
  onTestFinished(() => control.dispose());
  act(control);
  expect(control.ending).toBe(ending);
  expect(control.halted.aborted).toBe(ending !== 'finished');
});
