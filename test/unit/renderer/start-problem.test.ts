import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemCodes } from '../../../electron/contract/problem-codes.ts';
import { BridgeMissing } from '../../../renderer/start-failure/bridge-missing.ts';
import { failureDetails, failureText, startProblem } from '../../../renderer/start-failure/start-problem.ts';

const program = { userAgent: 'Afterimage/1.0', languages: ['en-US@posix'] };

describe('what kept the page from starting', () => {
  test.each([
    [new BridgeMissing(), 'page-not-connected'],
    [new TypeError('Failed to fetch dynamically imported module: app://bundle/a.js'), 'page-file-damaged'],
    [new SyntaxError('Unexpected end of input'), 'page-file-damaged'],
    [new TypeError('undefined is not a function'), 'page-not-started'],
    [new RangeError('Invalid language tag: en-US@posix'), 'page-not-started'],
    ['thrown as text', 'page-not-started'],
    [undefined, 'page-not-started'],
  ])('%s is %s', (thrown, code) => {
    expect(startProblem(thrown)).toBe(code);
  });

  test('the details say the problem first, then the languages, then where it was thrown and in which program', () => {
    const thrown = new RangeError('Invalid language tag:\nen-US@posix');
    thrown.stack = `${thrown}\n    at first (app://bundle/a.js:1:2)\n    at app://bundle/b.js:3:4`;
    expect(failureDetails(thrown, program).split('\n')).toEqual([
      'page-not-started: RangeError: Invalid language tag:',
      'en-US@posix',
      'Languages: ["en-US@posix"]',
      '    at first (app://bundle/a.js:1:2)',
      '    at app://bundle/b.js:3:4',
      'Program: Afterimage/1.0',
    ]);
  });

  test('whatever is thrown can be told', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }), (thrown) => {
        expect(failureText(thrown)).toBeTypeOf('string');
        expect(failureDetails(thrown, program)).toContain('Program: Afterimage/1.0');
        expect(problemCodes).toContain(startProblem(thrown));
      }),
    );
    expect(failureText(Object.create(null))).toBe('A thrown object that cannot be written as text');
    expect(failureText(Symbol('odd'))).toBe('Symbol(odd)');
  });
});
