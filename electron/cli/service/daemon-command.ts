import { resolve } from 'node:path';
import { parseTokenStore } from '../../account/open-secret-store.ts';
import type { GlobalOptions } from '../global-options.ts';

/** Options of the person who installs a service that are not the daemon's: what `--json` prints is for this command. */
export const notForDaemon: readonly (keyof GlobalOptions)[] = ['json'];

/**
 * The words of the daemon as a service calls it: with all that this command was told by options and variables. A service
 * has neither the folder nor the variables of whoever installed it, so that paths are absolute.
 *
 * @param program the program as it runs now: the packaged one, or Node with the sources
 */
export function daemonCommand(program: readonly string[], options: GlobalOptions): readonly string[] {
  const flag = (name: string, isSet: boolean | undefined): readonly string[] => (isSet === true ? [name] : []);
  const value = (name: string, given: string | undefined): readonly string[] =>
    given === undefined ? [] : [name, given];
  const path = (given: string | undefined): string | undefined => (given === undefined ? undefined : resolve(given));
  return [
    ...[...program, 'daemon', '--data-dir', resolve(options.dataDir)],
    ...value('--token-store', options.tokenStore === undefined ? undefined : storeOf(options.tokenStore)),
    ...value('--profile', options.profile),
    ...value('--destination', path(options.destination)),
    ...value('--log-file', path(options.logFile)),
    ...value('--wait-lock', options.waitLock),
    ...value('--bwlimit', options.bwlimit),
    ...value('--transfers', options.transfers),
    ...value('--min-free', options.minFree),
    ...flag('--quiet', options.quiet),
    ...flag('--verbose', options.verbose),
    ...value('--google', options.google),
    ...value('--time-scale', options.timeScale),
  ];
}

function storeOf(given: string): string {
  const store = parseTokenStore(given);
  return store.ok && store.value.kind === 'file' ? `file:${store.value.path}` : given;
}

/** How the daemon gets to the network, and which time it goes by: what the login of a person sets and a service has not. */
const carriedVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'TZ'];

/** The variables that a service is started with. */
export function daemonVariables(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const names = carriedVariables.flatMap((name) => [name, name.toLowerCase()]);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}
