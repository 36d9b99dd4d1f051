import { expect, test } from 'vitest';
import { commandAdvice, nextPacificMidnight } from '../../../electron/cli/advice.ts';
import { Invocation } from '../../../electron/cli/invocation.ts';
import { message } from '../../../electron/contract/messages/message.ts';
import { problem } from '../../../electron/contract/problem.ts';

const commands = ['backup', 'sign-in', 'verify'];

function advice(args: readonly string[], platform: NodeJS.Platform = 'linux', environment: NodeJS.ProcessEnv = {}) {
  const invocation = new Invocation({ args, environment, platform }, commands);
  return { invocation, ...commandAdvice({ invocation, now: () => new Date('2026-07-01T12:00:00Z') }) };
}

test.for([
  ['2026-07-01T12:00:00Z', '2026-07-02T07:00:00.000Z'],
  ['2026-12-01T12:00:00Z', '2026-12-02T08:00:00.000Z'],
  ['2026-12-01T07:59:59Z', '2026-12-01T08:00:00.000Z'],
  // The clocks change in between: the day has 23 hours, or 25.
  ['2026-03-08T08:30:00Z', '2026-03-09T07:00:00.000Z'],
  ['2026-11-01T07:30:00Z', '2026-11-02T08:00:00.000Z'],
] as const)("after %s, Google's day begins at %s", ([now, midnight]) => {
  expect(nextPacificMidnight(new Date(now)).toISOString()).toBe(midnight);
});

test('a command is said again as it was typed, for the shell that it was typed in', () => {
  const args = ['verify', '--path', "Photos/it's here"];
  expect(advice(args).again()).toBe(`afterimage verify --path 'Photos/it'\\''s here'`);
  expect(advice(args, 'win32').again()).toBe(`afterimage verify --path "Photos/it's here"`);
  expect(advice(['backup'], 'linux', { npm_lifecycle_event: 'afterimage' }).again()).toBe(
    'npm run -s afterimage -- backup',
  );
});

test('commands in a text are completed, and nothing else is', () => {
  const { invocation, text } = advice([]);
  expect(text('Next: afterimage backup')).toBe('Next: afterimage backup');
  invocation.carry({ dataDir: '/my data', profile: 'family' });
  expect(text('Next: afterimage backup')).toBe(
    "Next: AFTERIMAGE_DATA_DIR='/my data' afterimage --profile family backup",
  );
  expect(text('.afterimage backup, afterimage backups, afterimage logo')).toBe(
    '.afterimage backup, afterimage backups, afterimage logo',
  );
  const windows = advice([], 'win32');
  windows.invocation.carry({ dataDir: 'C:\\my data', profile: undefined });
  expect(windows.text('afterimage sign-in')).toBe('afterimage --data-dir "C:\\my data" sign-in');
});

test('a problem is advised once, and a place that knows better has the last word', () => {
  const { told, ending } = advice(['verify']);
  const ended = ending(problem('interrupted'));
  expect(ended.wayOut).toBe('Run it again: afterimage verify');
  expect(told(ended)).toBe(ended);
  expect(told(problem('account-missing')).wayOut).toBe('Sign in with Google: afterimage sign-in');
  const better = problem('token-missing', { wayOut: message('way-out.client-file-again') });
  expect(told(better).wayOut).toBe(better.wayOut);
});
