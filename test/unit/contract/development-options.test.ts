import { describe, expect, test } from 'vitest';
import { onlyInDevelopment, readDevelopmentOptions } from '../../../electron/contract/development-options.ts';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';

const none = { google: null, timeScale: null };

describe('options of development builds', () => {
  test.each([true, false])('none: Google itself, at its own pace', (isDevelopmentBuild) => {
    expect(readDevelopmentOptions(none, isDevelopmentBuild)).toEqual({
      ok: true,
      value: { endpoints: googleEndpoints, timeScale: 1 },
    });
  });

  test('both', () => {
    const read = readDevelopmentOptions({ google: 'http://127.0.0.1:4010', timeScale: '0.02' }, true);
    expect(read).toMatchObject({
      ok: true,
      value: { endpoints: { token: 'http://127.0.0.1:4010/oauth2/token' }, timeScale: 0.02 },
    });
  });

  test.each(['0', '-1', '1.01', 'fast', ''])('a time scale of "%s" is refused', (timeScale) => {
    expect(readDevelopmentOptions({ google: null, timeScale }, true)).toMatchObject({
      ok: false,
      problem: { code: 'usage', detail: '--time-scale takes a number above 0 and up to 1.' },
    });
  });

  test.each(['https://example.com', '', 'http://127.0.0.1:1/path'])('"%s" may not stand in for Google', (google) => {
    expect(readDevelopmentOptions({ google, timeScale: null }, true)).toMatchObject({
      ok: false,
      problem: { code: 'usage', detail: expect.stringContaining('must be http://127.0.0.1:PORT') },
    });
  });

  test.each([
    [{ ...none, google: 'http://127.0.0.1:4010' }, 'google'],
    [{ ...none, timeScale: '0.5' }, 'time-scale'],
    [{ ...none, timeScale: 'nonsense' }, 'time-scale'],
  ])('are refused in any other build: %o', (given, name) => {
    expect(readDevelopmentOptions(given, false)).toEqual({ ok: false, problem: onlyInDevelopment(name) });
    expect(onlyInDevelopment(name).detail).toBe(`--${name} exists only in development builds.`);
  });
});
