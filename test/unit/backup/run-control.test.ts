import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Log, silentLog } from '../../../electron/base/log.ts';
import { problem, problemOf } from '../../../electron/contract/problem.ts';
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

afterEach(() => void vi.useRealTimers());

function begun(log?: Log): RunControl {
  vi.useFakeTimers();
  const control = new RunControl(log);
  onTestFinished(() => control.dispose());
  return control;
}

test.for([
  ['the folder fails', 'destination-full', true],
  ['Google fails', 'quota-day', false],
  ['something has a bug', 'internal', false],
] as const)('when %s (%s), what is in flight may finish: %s is whether it must end', ([, code, mustEnd]) => {
  const control = begun();
  control.halt(problem(code));
  expect([control.halted.aborted, control.aborted.aborted]).toEqual([true, mustEnd]);
});

test('what is in flight has ten seconds once a person asked to stop', () => {
  const control = begun();
  control.stop();
  vi.advanceTimersByTime(9_999);
  expect(control.aborted.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(control.aborted.aborted).toBe(true);
});

test('asking again does not begin the ten seconds again', () => {
  const control = begun();
  control.stop();
  vi.advanceTimersByTime(6_000);
  control.stop();
  vi.advanceTimersByTime(4_000);
  expect(control.aborted.aborted).toBe(true);
});

test('a person who asks to stop at once is obeyed', () => {
  const control = begun();
  control.abort();
  expect([control.halted.aborted, control.aborted.aborted]).toEqual([true, true]);
});

test('a run that is over leaves no timer behind', () => {
  const control = begun();
  control.stop();
  control.stop();
  control.dispose();
  expect(vi.getTimerCount()).toBe(0);
});

test('the report names what halted the run first', () => {
  const control = begun();
  control.halt(problem('token-revoked'));
  control.halt(problem('destination-full'));
  expect([control.problem?.code, control.aborted.aborted]).toEqual(['token-revoked', true]);
});

test('a bug leaves its stack in the log, and anything else its detail', () => {
  const lines: unknown[] = [];
  const line = (event: string, fields?: object): void => void lines.push([event, fields]);
  const log: Log = { ...silentLog, error: line, info: line };
  const bug = new TypeError('a bug');
  begun(log).halt(problemOf(bug));
  begun(log).halt(problem('destination-full', { detail: 'ENOSPC' }));
  expect(lines).toEqual([
    ['run.broke', { problem: 'internal', detail: 'a bug', error: bug }],
    ['run.halted', { problem: 'destination-full', detail: 'ENOSPC' }],
  ]);
});
