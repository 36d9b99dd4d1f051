import type { Plugin } from 'vite';

/** Packages that only `googleapis` brings, by their folders in node_modules. */
const googlePackages = /\/node_modules\/(googleapis|googleapis-common|google-auth-library|gaxios|gcp-metadata)\/(.*)$/;

/** What making the address of the consent page runs through; see electron/account/authorization-url.ts. */
const usedModules: Readonly<Record<string, RegExp>> = {
  googleapis: /^build\/src\/apis\/oauth2\//,
  'googleapis-common': /^build\/src\/(index|authplus)\.js$/,
  'google-auth-library':
    /^(package\.json|build\/src\/(index\.js|util\.js|shared\.cjs|auth\/(googleauth|oauth2client|authclient)\.js))$/,
  gaxios: /^(package\.json|build\/cjs\/src\/(index|gaxios|common|interceptor|retry)\.js|build\/cjs\/src\/util\.cjs)$/,
};

/** What those packages load to sign tokens and to make calls, which are ours. Others may need them in earnest. */
const unusedPackages: readonly string[] = ['ecdsa-sig-formatter', 'node-fetch', 'https-proxy-agent'];

const emptyModule = '\0left-out-of-googleapis';

/**
 * Leaves out of the bundles what nobody calls of `googleapis`: it is CommonJS, which no bundler can shake, and its index
 * files require the clients of every cloud, a fetch of their own and a proxy agent. A module that is left out is empty; one
 * that is needed after all (a new version, a new use) fails in the packaged command line's sign-in, which a test makes.
 */
export function leaveOutUnusedOfGoogleapis(): Plugin {
  return {
    name: 'leave-out-unused-of-googleapis',
    enforce: 'pre',
    resolveId: (source, importer = '') =>
      unusedPackages.includes(source) && googlePackages.test(slashed(importer)) ? emptyModule : null,
    load: (id) => (id === emptyModule || isUnused(slashed(id)) ? 'module.exports = {};' : null),
  };
}

function isUnused(path: string): boolean {
  const [, name, inside] = googlePackages.exec(path) ?? [];
  if (name === undefined || inside === undefined) return false;
  return !(usedModules[name]?.test(inside) ?? false);
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
