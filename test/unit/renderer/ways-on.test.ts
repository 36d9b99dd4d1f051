import { describe, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { problemCodes } from '../../../electron/contract/problem-codes.ts';
import { waysOnAfter } from '../../../renderer/features/pick/ways-on.ts';

describe('after a selection that failed', () => {
  test.each(problemCodes)('%s leaves a way on', (code) => {
    expect(waysOnAfter(problem(code)).length).toBeGreaterThan(0);
  });

  test('the page of the problem comes first', () => {
    const link = 'https://console.cloud.google.com/apis/library/photospicker.googleapis.com';
    expect(waysOnAfter(problem('api-disabled', { link }))).toEqual(['problem-page', 'again']);
  });

  test('an account without Google Photos is not asked again, and a dead sign-in is renewed first', () => {
    expect(waysOnAfter(problem('picker-no-photos'))).not.toContain('again');
    expect(waysOnAfter(problem('token-revoked'))).toEqual(['sign-in']);
  });
});
