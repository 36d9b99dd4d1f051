import { expect, test } from 'vitest';
import { runProgram } from '../../running/program.ts';
import { atLeastOneFailure, lastLineOf, sumOf, tallyFrom } from '../../running/tally.ts';
import { testEnvironment } from '../../support/test-environment.ts';

test('runs add up to one line, which can be read back', () => {
  const total = sumOf([
    { passed: 3_400, failed: 0, skipped: 7 },
    { passed: 12, failed: 2, skipped: 0 },
  ]);
  expect(lastLineOf(total)).toBe('3412 passed, 2 failed');
  expect(tallyFrom(`> afterimage test\n…\n7 skipped\n${lastLineOf(total)}\n`)).toEqual({ ...total, skipped: 0 });
});

test.each([
  ['nothing', ''],
  ['a run that broke off', '12 passed, 0 failed\nError: out of memory\n'],
  ['a run of another kind', '12 passed (3 s)\n'],
])('%s tells no sum', (_, output) => {
  expect(tallyFrom(output)).toBeNull();
});

test('a runner that ends badly counts as a failure even when no test failed', () => {
  expect(atLeastOneFailure({ passed: 5, failed: 0, skipped: 0 }, 1)).toMatchObject({ passed: 5, failed: 1 });
  expect(atLeastOneFailure({ passed: 5, failed: 2, skipped: 0 }, 1)).toMatchObject({ passed: 5, failed: 2 });
  expect(atLeastOneFailure({ passed: 5, failed: 0, skipped: 0 }, 0)).toMatchObject({ passed: 5, failed: 0 });
});

test('a program tells its lines as they come, its output, and how it ended', async () => {
  const lines: string[] = [];
  const script = "console.log('one'); console.error('two'); process.exitCode = 3;";
  const call = { args: ['-e', script], env: testEnvironment(), onLine: (line: string) => void lines.push(line) };
  expect(await runProgram({ command: process.execPath, ...call })).toEqual({ exitCode: 3, output: 'one\n' });
  expect(lines.toSorted()).toEqual(['one', 'two']);
  expect(await runProgram({ command: '/nonexistent/program', ...call })).toMatchObject({ exitCode: 127 });
});
