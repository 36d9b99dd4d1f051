import { expect, test } from 'vitest';
import { commandAdvice } from '../../../electron/cli/advice.ts';
import { formatInstant } from '../../../electron/cli/format.ts';
import { Invocation } from '../../../electron/cli/invocation.ts';
import { message } from '../../../electron/contract/messages/message.ts';
import { problem } from '../../../electron/contract/problem.ts';

const none = { dataDir: undefined, profile: undefined, tokenStore: undefined, destination: undefined };
const commands = ['backup', 'destination', 'items', 'sign-in', 'verify'];

function advice(args: readonly string[], platform: NodeJS.Platform = 'linux', environment: NodeJS.ProcessEnv = {}) {
  const invocation = new Invocation({ args, environment, platform }, commands);
  return {
    invocation,
    ...commandAdvice({ invocation, command: args.join(' '), now: () => new Date('2026-07-01T12:00:00Z') }),
  };
}

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
  invocation.carry({ ...none, dataDir: '/my data', profile: 'family' });
  expect(text('Next: afterimage backup')).toBe(
    "Next: AFTERIMAGE_DATA_DIR='/my data' afterimage --profile family backup",
  );
  expect(text('.afterimage backup, afterimage backups, afterimage logo')).toBe(
    '.afterimage backup, afterimage backups, afterimage logo',
  );
  const windows = advice([], 'win32');
  windows.invocation.carry({ ...none, dataDir: 'C:\\my data' });
  expect(windows.text('afterimage sign-in')).toBe('afterimage --data-dir "C:\\my data" sign-in');
});

test('what was given for one command is said again, and a store no more once it is kept', () => {
  const { invocation, text } = advice([]);
  invocation.carry({ ...none, tokenStore: 'file:/my tokens', destination: '/disk' });
  expect(text('Sign in: afterimage sign-in')).toBe(
    "Sign in: afterimage --token-store 'file:/my tokens' --destination /disk sign-in",
  );
  // What opens no sign-in is not told where they are kept.
  expect(text('afterimage destination set PATH')).toBe('afterimage destination set PATH');
  expect(text('afterimage items list --stored. Or: afterimage items list')).toBe(
    "afterimage --destination /disk items list --stored. Or: afterimage --token-store 'file:/my tokens' --destination /disk items list",
  );
  expect(text('afterimage items list, or afterimage items list --stored')).toBe(
    "afterimage --token-store 'file:/my tokens' --destination /disk items list, or afterimage --destination /disk items list --stored",
  );
  expect(text('afterimage verify --repair')).toContain('--token-store');
  expect(text('afterimage verify')).toBe('afterimage --destination /disk verify');
  invocation.storeKept();
  expect(text('afterimage sign-in')).toBe('afterimage --destination /disk sign-in');
});

test("a day's limit is waited for until Google's day begins", () => {
  const { wayOut } = advice(['backup']).ending(problem('quota-day'));
  const reset = new Date('2026-07-02T07:00:00Z');
  expect(wayOut).toContain(`Run it again after ${formatInstant(reset.toISOString())} (midnight Pacific time)`);
});

test('a command that was not understood is explained by its own help', () => {
  expect(advice(['backup']).told(problem('usage', { detail: 'No.' })).wayOut).toBe('See afterimage backup --help');
  const better = { ...problem('usage'), wayOut: 'Name one: afterimage pick --account EMAIL' };
  expect(advice(['pick']).told(better).wayOut).toBe(better.wayOut);
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
