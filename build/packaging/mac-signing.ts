import { join } from 'node:path';
import type { ForgeConfig } from '@electron-forge/shared-types';

type PackagerConfig = NonNullable<ForgeConfig['packagerConfig']>;

/** How the finished bundle is signed and, when Apple's credentials are there, notarised. */
export type MacSigning = Required<Pick<PackagerConfig, 'osxSign'>> & Pick<PackagerConfig, 'osxNotarize'>;

/** Variables of Apple's notary service, by the names that electron-builder and its documentation use, too. */
const byAppleId = ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'] as const;
const byApiKey = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'] as const;

/**
 * Signing happens in Forge, as its last step before notarising: electron-builder never signs an app that it is handed
 * with `--prepackaged`, and whatever changed the bundle afterwards would break its seal.
 *
 * `AFTERIMAGE_MAC_SIGNER` names the certificate ("Developer ID Application: …"). Without it the bundle is signed ad hoc:
 * its seal is whole and it starts, but macOS asks before it opens one from the internet. Throws when notarising is asked
 * for by half, or without a certificate.
 */
export function macSigning(project: string, environment: NodeJS.ProcessEnv): MacSigning {
  const signer = environment['AFTERIMAGE_MAC_SIGNER'] ?? '';
  const credentials = notaryCredentials(environment);
  if (signer === '' && credentials !== undefined) {
    throw new Error('Apple notarises only what a certificate has signed: set AFTERIMAGE_MAC_SIGNER, too.');
  }
  const entitlements = join(project, 'build', 'entitlements.plist');
  if (signer !== '') {
    const options = { entitlements, hardenedRuntime: true };
    return {
      osxSign: { identity: signer, continueOnError: false, optionsForFile: () => options },
      ...(credentials === undefined ? {} : { osxNotarize: credentials }),
    };
  }
  // The hardened runtime would refuse our own frameworks: an ad hoc signature names no team that they could share. And
  // there is nothing that a time stamp of Apple's could vouch for.
  const options = { entitlements, hardenedRuntime: false, timestamp: 'none' };
  return {
    osxSign: { identity: '-', identityValidation: false, continueOnError: false, optionsForFile: () => options },
  };
}

function notaryCredentials(environment: NodeJS.ProcessEnv): PackagerConfig['osxNotarize'] {
  const appleId = complete(environment, byAppleId);
  if (appleId !== null) {
    const [id, password, team] = appleId;
    return { appleId: id, appleIdPassword: password, teamId: team };
  }
  const apiKey = complete(environment, byApiKey);
  if (apiKey === null) return undefined;
  const [keyFile, keyId, issuer] = apiKey;
  return { appleApiKey: keyFile, appleApiKeyId: keyId, appleApiIssuer: issuer };
}

/** The three values; null when none is set. A workflow sets a secret that does not exist to an empty text. */
function complete(
  environment: NodeJS.ProcessEnv,
  names: readonly [string, string, string],
): readonly [string, string, string] | null {
  const [first, second, third] = names.map((name) => environment[name] ?? '');
  if (first && second && third) return [first, second, third];
  const missing = names.filter((name) => (environment[name] ?? '') === '');
  if (missing.length === names.length) return null;
  throw new Error(`To notarise, ${missing.join(' and ')} must be set, too.`);
}
