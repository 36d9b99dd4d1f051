import { describe, expect, it } from 'vitest';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { ok } from '../../../electron/contract/result.ts';
import { readOptions, screenIn } from '../../../electron/main/options.ts';

describe('readOptions', () => {
  it('is Google, the keychain and an open window unless told', () => {
    expect(readOptions(['/opt/afterimage', '--no-sandbox'], true)).toEqual(
      ok({
        ...{ endpoints: googleEndpoints, timeScale: 1, tokenStore: { kind: 'automatic' } },
        ...{ hidden: false, verbose: false, screen: null },
      }),
    );
    expect(readOptions(['/opt/afterimage', '--verbose'], true)).toMatchObject({ value: { verbose: true } });
    expect(readOptions(['/opt/afterimage', '--hidden'], true)).toMatchObject({ value: { hidden: true } });
  });

  it('takes the options of development builds', () => {
    const args = ['electron', '.', '--google=http://127.0.0.1:4010', '--time-scale=0.5', '--token-store=file:/tmp/t'];
    expect(readOptions(args, false)).toMatchObject({
      ok: true,
      value: {
        endpoints: { token: 'http://127.0.0.1:4010/oauth2/token' },
        timeScale: 0.5,
        tokenStore: { kind: 'file', path: '/tmp/t' },
      },
    });
  });

  it('opens at a screen, also in a packaged build and on a second start', () => {
    expect(readOptions(['/opt/afterimage', '--screen=photos'], true)).toMatchObject({ value: { screen: 'photos' } });
    expect(screenIn(['/opt/afterimage', '--screen=takeout'])).toBe('takeout');
    expect(screenIn(['/opt/afterimage', '--screen=cellar'])).toBeNull();
    expect(screenIn(['/opt/afterimage'])).toBeNull();
  });

  it.each(['--google=http://127.0.0.1:4010', '--time-scale=0.5', '--token-store=memory'])(
    'refuses %s in a packaged build',
    (arg) => {
      expect(readOptions([arg], true)).toMatchObject({ ok: false, problem: { code: 'usage' } });
    },
  );

  it('says which screens there are when it is told another', () => {
    expect(readOptions(['/opt/afterimage', '--screen=cellar'], true)).toMatchObject({
      problem: { code: 'usage', detail: expect.stringContaining('photos') },
    });
  });

  it.each(['--google=https://example.com', '--google=', '--time-scale=0', '--time-scale=2', '--token-store=cloud'])(
    'refuses %s everywhere',
    (arg) => {
      expect(readOptions([arg], false)).toMatchObject({ ok: false, problem: { code: 'usage' } });
    },
  );
});
