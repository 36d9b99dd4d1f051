import { expect, test } from 'vitest';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import { fsProblem, saysGone } from '../../../electron/engine/destination/fs-problems.ts';

test.each([
  ['ENOENT', 'destination-missing'],
  ['EIO', 'destination-missing'],
  ['ESTALE', 'destination-missing'],
  ['EACCES', 'destination-not-writable'],
  ['EROFS', 'destination-not-writable'],
  ['ENOSPC', 'destination-full'],
  ['EFBIG', 'file-too-large'],
  ['EDQUOT', 'destination-full'],
  ['ENAMETOOLONG', 'name-impossible'],
  ['EILSEQ', 'name-impossible'],
  ['ENOMEDIUM', 'destination-missing'],
  ...[...['ETIMEDOUT', 'ENETDOWN', 'ENETUNREACH', 'ECONNRESET', 'ECONNABORTED', 'ECONNREFUSED', 'EREMOTEIO']].map(
    (code): [string, string] => [code, 'destination-missing'],
  ),
  ['EMFILE', 'internal'],
])('%s is %s', (code, expected) => {
  const thrown = Object.assign(new Error(`${code}: no`), { code });
  expect(fsProblem(thrown, 'Photos/a.jpg')).toMatchObject({ code: expected, detail: `${code}: no` });
});

test('a problem that was carried stays, and anything else is a fault of ours', () => {
  const carried = problem('bytes-incomplete');
  expect(fsProblem(new ProblemError(carried))).toBe(carried);
  expect(fsProblem('odd').code).toBe('internal');
});

// Node has no name for these; the code is all that it makes of them.
test.runIf(process.platform === 'linux')('an errno that Node knows by number alone is told like any other', () => {
  const thrownOf = (number: number): Error => {
    const code = `Unknown system error ${number}`;
    return Object.assign(new Error(`${code}: ${code}, write`), { errno: number, code, syscall: 'write' });
  };
  expect([-122, -116, -123, -70].map((number) => fsProblem(thrownOf(number)).code)).toEqual([
    'destination-full',
    'destination-missing',
    'destination-missing',
    'internal',
  ]);
});

test.each([
  ['ESTALE', true],
  ['ENODEV', true],
  ['ENOTCONN', true],
  ['ETIMEDOUT', true],
  ['ECONNRESET', true],
  ['EREMOTEIO', true],
  ['EIO', false],
  ['EACCES', false],
  ['ENOENT', false],
])('%s of one file tells that the disk is gone: %s', (code, gone) => {
  expect(saysGone(Object.assign(new Error(code), { code }))).toBe(gone);
});
