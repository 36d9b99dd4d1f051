import { describe, expect, test } from 'vitest';
import { problemCodes } from '../../../electron/contract/problem-codes.ts';
import { problemTable } from '../../../electron/contract/problems/table.ts';
import { waysOutOf } from '../../../renderer/features/ways-out/ways-out.ts';

const link = 'https://console.cloud.google.com/';

/** After-fix problems whose fix lies outside of the app's buttons: the text says what to do. */
const withoutButton = new Set(['link-not-opened', 'text-not-copied', 'run-going-on']);

describe('the buttons of a problem', () => {
  test.each(problemCodes.filter((code) => problemTable[code].retry === 'after-fix' && !withoutButton.has(code)))(
    '%s needs a person, so there is something to press',
    (code) => {
      expect(waysOutOf(code, link).length).toBeGreaterThan(0);
    },
  );

  test.each(problemCodes)('%s offers a page exactly when it has one', (code) => {
    expect(waysOutOf(code, link)).toContain('open-link');
    expect(waysOutOf(code, null)).not.toContain('open-link');
  });

  test('what cannot be tried again does not offer it', () => {
    expect(waysOutOf('item-gone', null)).toEqual([]);
    expect(waysOutOf('video-failed', null)).toEqual([]);
  });

  test('a keychain that cannot be used is opened from here, or done without', () => {
    expect(waysOutOf('keychain-unavailable', null)).toEqual(['open-keychain', 'set-client']);
  });

  test('a sign-in that Testing ended leads to both halves of the cure', () => {
    expect(waysOutOf('token-expired-testing', null)).toEqual(['sign-in', 'publish-app']);
  });
});
