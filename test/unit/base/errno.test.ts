import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errnoOf, isMissing } from '../../../electron/base/errno.ts';

/** As Node throws it for a number that libuv does not list; calls that block, such as writeSync, say `UNKNOWN`. */
function unnamed(number: number, code = `Unknown system error ${number}`): Error {
  return Object.assign(new Error(`${code}: ${code}, write`), { errno: number, code, syscall: 'write' });
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

describe('errnoOf', () => {
  test('is the name that Node gives', () => {
    expect(errnoOf(thrownBy(() => readFileSync('/nowhere/at/all')))).toBe('ENOENT');
    expect(errnoOf(Object.assign(new Error('no'), { code: 'EDQUOT', errno: -122 }))).toBe('EDQUOT');
  });

  test.each([
    ['linux', -122, 'EDQUOT'],
    ['linux', -116, 'ESTALE'],
    ['linux', -123, 'ENOMEDIUM'],
    ['darwin', -69, 'EDQUOT'],
    ['darwin', -70, 'ESTALE'],
  ] as const)('on %s, the number %i that Node has no name for is %s', (platform, number, name) => {
    expect(errnoOf(unnamed(number), platform)).toBe(name);
    expect(errnoOf(unnamed(number, 'UNKNOWN'), platform)).toBe(name);
  });

  test('a number means something else on another platform', () => {
    expect(errnoOf(unnamed(-70), 'linux')).toBe('Unknown system error -70');
    expect(errnoOf(unnamed(-122), 'darwin')).toBe('Unknown system error -122');
    expect(errnoOf(unnamed(-122), 'win32')).toBe('Unknown system error -122');
    expect(errnoOf(unnamed(-4094, 'UNKNOWN'), 'win32')).toBe('UNKNOWN');
  });

  test('a name is never changed for what its number would mean', () => {
    expect(errnoOf(Object.assign(new Error('no'), { code: 'EIO', errno: -122 }), 'linux')).toBe('EIO');
  });

  test.each([['text'], [null], [new Error('plain')], [Object.assign(new Error('odd'), { code: 5 })]])(
    'is null for %s',
    (thrown) => {
      expect(errnoOf(thrown)).toBeNull();
    },
  );
});

test('isMissing tells a missing file from one that cannot be read', () => {
  expect(isMissing(thrownBy(() => readFileSync('/nowhere/at/all')))).toBe(true);
  expect(isMissing(thrownBy(() => readFileSync('/')))).toBe(false);
  expect(isMissing('ENOENT')).toBe(false);
});
