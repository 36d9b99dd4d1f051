import { expect, test } from 'vitest';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import { fsProblem } from '../../../electron/engine/destination/fs-problems.ts';

test.each([
  ['ENOENT', 'destination-missing'],
  ['EIO', 'destination-missing'],
  ['ESTALE', 'destination-missing'],
  ['EACCES', 'destination-not-writable'],
  ['EROFS', 'destination-not-writable'],
  ['ENOSPC', 'destination-full'],
  ['EDQUOT', 'destination-full'],
  ['ENAMETOOLONG', 'name-impossible'],
  ['EILSEQ', 'name-impossible'],
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
