import { describe, expect, it } from 'vitest';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { ok } from '../../../electron/contract/result.ts';
import { readOptions } from '../../../electron/main/options.ts';

describe('readOptions', () => {
  it('is Google, the keychain and an open window unless told', () => {
    expect(readOptions(['/opt/afterimage', '--no-sandbox'], true)).toEqual(
      ok({ endpoints: googleEndpoints, timeScale: 1, tokenStore: { kind: 'automatic' }, hidden: false }),
    );
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

  it.each(['--google=http://127.0.0.1:4010', '--time-scale=0.5', '--token-store=memory'])(
    'refuses %s in a packaged build',
    (arg) => {
      expect(readOptions([arg], true)).toMatchObject({ ok: false, problem: { code: 'usage' } });
    },
  );

  it.each(['--google=https://example.com', '--google=', '--time-scale=0', '--time-scale=2', '--token-store=cloud'])(
    'refuses %s everywhere',
    (arg) => {
      expect(readOptions([arg], false)).toMatchObject({ ok: false, problem: { code: 'usage' } });
    },
  );
});
