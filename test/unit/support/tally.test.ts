import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  failuresOfPages,
  failuresOfVitest,
  listOfFailures,
  pageFailures,
  vitestFailures,
} from '../../running/failures.ts';
import { runProgram } from '../../running/program.ts';
import { atLeastOneFailure, brokenRun, lastLineOf, lastLinesOf, sumOf, tallyFrom } from '../../running/tally.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const none: readonly string[] = [];

test('runs add up to one line, which can be read back', () => {
  const total = sumOf([
    { passed: 3_400, failed: 0, skipped: 7, failures: none },
    { passed: 12, failed: 2, skipped: 0, failures: ['page · a.spec.ts · one', 'page · b.spec.ts · two'] },
  ]);
  expect(lastLineOf(total)).toBe('3412 passed, 2 failed');
  const output = `> afterimage test\nFailed:\n  not the last\n…\n7 skipped\n${lastLinesOf(total).join('\n')}\n`;
  expect(tallyFrom(output)).toEqual({ ...total, skipped: 0 });
  expect(tallyFrom('7 skipped\n3 passed, 0 failed\n')).toMatchObject({ passed: 3, failures: [] });
});

test.each([
  ['nothing', ''],
  ['a run that broke off', '12 passed, 0 failed\nError: out of memory\n'],
  ['a run of another kind', '12 passed (3 s)\n'],
])('%s tells no sum', (_, output) => {
  expect(tallyFrom(output)).toBeNull();
});

test('a runner that ends badly counts as a failure even when no test failed, and is named', () => {
  const five = { passed: 5, failed: 0, skipped: 0, failures: none };
  const named = { failed: 1, failures: ['page · ended with 1, and no test of it failed'] };
  expect(atLeastOneFailure('page', five, 1)).toEqual({ ...five, ...named });
  const two = { ...five, failed: 2, failures: ['a', 'b'] };
  expect(atLeastOneFailure('page', two, 1)).toEqual(two);
  expect(atLeastOneFailure('page', five, 0)).toEqual(five);
  expect(lastLinesOf(brokenRun('page'))).toEqual(['Failed:', '  page · came to nothing', '0 passed, 1 failed']);
});

test('what failed in Vitest is told by file and name, with the first line of the reason', () => {
  const passed = { fullName: 'is right', status: 'passed', failureMessages: [] };
  const report = vitestFailures.parse({
    testResults: [
      { name: join(process.cwd(), 'test/unit/a.test.ts'), status: 'passed', message: '', assertionResults: [passed] },
      {
        name: join(process.cwd(), 'test/unit/b.test.ts'),
        status: 'failed',
        message: '',
        assertionResults: [
          passed,
          {
            fullName: 'numbers are even',
            status: 'failed',
            failureMessages: ['AssertionError: expected \u001b[32m3\u001b[39m to be 4\n    at b.test.ts:3:1'],
          },
        ],
      },
      {
        name: join(process.cwd(), 'test/unit/c.test.ts'),
        status: 'failed',
        message: '\n no export',
        assertionResults: [],
      },
    ],
  });
  expect(failuresOfVitest(report)).toEqual([
    'tests · test/unit/b.test.ts · numbers are even · AssertionError: expected 3 to be 4',
    'tests · test/unit/c.test.ts · the file itself · no export',
  ]);
});

test('what failed in Playwright is told too, in any depth, and what it could not even begin', () => {
  const spec = (title: string, status: string, ...messages: readonly string[]) => ({
    title,
    file: 'photos.spec.ts',
    tests: [{ status, results: [{}, ...messages.map((message) => ({ error: { message } }))] }],
  });
  const inner = { specs: [spec('scrolls', 'flaky', 'Error: not yet\nmore'), spec('skipped', 'skipped')] };
  const report = pageFailures.parse({
    suites: [{ specs: [spec('opens', 'unexpected', 'Error: closed'), spec('is fine', 'expected')], suites: [inner] }],
    errors: [{ message: 'Error: no build' }],
  });
  expect(failuresOfPages('page', report)).toEqual([
    'page · photos.spec.ts · opens · Error: closed',
    'page · photos.spec.ts · scrolls · Error: not yet',
    'page · the runner · Error: no build',
  ]);
});

test('the list stays in sight: thirty lines, and how many more there are', () => {
  expect(listOfFailures([])).toEqual([]);
  const list = listOfFailures(Array.from({ length: 33 }, (_, index) => `tests · ${index}`));
  expect(list).toHaveLength(32);
  expect([list[0], list[1], list.at(-1)]).toEqual(['Failed:', '  tests · 0', '  … and 3 more']);
});

test('a program tells its lines as they come, its output, and how it ended', async () => {
  const lines: string[] = [];
  const script = "console.log('one'); console.error('two'); process.exitCode = 3;";
  const call = { args: ['-e', script], env: testEnvironment(), onLine: (line: string) => void lines.push(line) };
  expect(await runProgram({ command: process.execPath, ...call })).toEqual({ exitCode: 3, output: 'one\n' });
  expect(lines.toSorted()).toEqual(['one', 'two']);
  expect(await runProgram({ command: '/nonexistent/program', ...call })).toMatchObject({ exitCode: 127 });
});
