import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forgeConfig } from '../../../build/packaging/forge.ts';
import { macSigning } from '../../../build/packaging/mac-signing.ts';
import configuration from '../../../electron-builder.config.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const signer = { AFTERIMAGE_MAC_SIGNER: 'Developer ID Application: Someone (TEAM)' };
const appleId = { APPLE_ID: 'someone@example.com', APPLE_APP_SPECIFIC_PASSWORD: 'secret', APPLE_TEAM_ID: 'TEAM' };
const apiKey = { APPLE_API_KEY: '/keys/AuthKey.p8', APPLE_API_KEY_ID: 'KEY', APPLE_API_ISSUER: 'ISSUER' };
/** A workflow hands over secrets that nobody has set as empty texts. */
const unset = { AFTERIMAGE_MAC_SIGNER: '', APPLE_ID: '', APPLE_APP_SPECIFIC_PASSWORD: '', APPLE_TEAM_ID: '' };

function signed(environment: NodeJS.ProcessEnv) {
  const { osxSign, osxNotarize } = macSigning(project, environment);
  if (osxSign === true) throw new Error('Nothing is left to be found out by itself');
  return { sign: osxSign, notarize: osxNotarize, file: osxSign.optionsForFile?.('/x', { platform: 'darwin' }) };
}

describe.each([{}, unset])('without a certificate (%o)', (environment) => {
  test('the bundle is sealed ad hoc, and a failure to do so is one of packaging', () => {
    const { sign, notarize, file } = signed(environment);
    expect(sign).toMatchObject({ identity: '-', identityValidation: false, continueOnError: false });
    // Under the hardened runtime, frameworks that are signed ad hoc are refused: they share no team.
    expect(file).toMatchObject({ hardenedRuntime: false, timestamp: 'none' });
    expect(notarize).toBeUndefined();
  });
});

describe('with a certificate', () => {
  test('everything in the bundle gets the hardened runtime and our entitlements, which exist', () => {
    const { sign, file } = signed(signer);
    expect(sign).toMatchObject({ identity: signer.AFTERIMAGE_MAC_SIGNER, continueOnError: false });
    expect(file).toEqual({ hardenedRuntime: true, entitlements: join(project, 'build', 'entitlements.plist') });
    expect(existsSync(join(project, 'build', 'entitlements.plist'))).toBe(true);
  });

  test.each([
    ['an Apple ID', appleId, { appleId: 'someone@example.com', appleIdPassword: 'secret', teamId: 'TEAM' }],
    ['an API key', apiKey, { appleApiKey: '/keys/AuthKey.p8', appleApiKeyId: 'KEY', appleApiIssuer: 'ISSUER' }],
  ])('it is notarised with %s', (_what, credentials, expected) => {
    expect(signed({ ...signer, ...credentials }).notarize).toEqual(expected);
  });

  test('it is not notarised without credentials', () => {
    expect(signed({ ...unset, ...signer }).notarize).toBeUndefined();
  });

  test.each([
    [{ ...appleId, APPLE_TEAM_ID: '' }, 'APPLE_TEAM_ID must be set'],
    [{ APPLE_API_KEY: '/keys/AuthKey.p8' }, 'APPLE_API_KEY_ID and APPLE_API_ISSUER must be set'],
  ])('credentials that are there by half are an error that names the rest: %o', (credentials, message) => {
    expect(() => signed({ ...signer, ...credentials })).toThrow(message);
  });
});

test('notarising without a certificate is an error, not a silence', () => {
  expect(() => signed(appleId)).toThrow('AFTERIMAGE_MAC_SIGNER');
});

test('Forge signs on macOS alone, and electron-builder nowhere', async () => {
  const config = async (platform: NodeJS.Platform) =>
    (await forgeConfig({ project, environment: {}, platform, electronZips: null })).packagerConfig;
  expect(await config('darwin')).toHaveProperty('osxSign.identity', '-');
  expect(await config('linux')).not.toHaveProperty('osxSign');
  expect(await config('win32')).not.toHaveProperty('osxSign');
  expect(configuration.mac?.identity).toBeNull();
});
