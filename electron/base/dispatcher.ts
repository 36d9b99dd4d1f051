import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { type Environment, readProxyVariables } from './proxy-variables.ts';

export interface DispatcherOptions {
  /** The most connections to one host. */
  readonly connections: number;
  /** For the system's proxy variables. */
  readonly environment: Environment;
}

/**
 * Opens the connections that calls reuse: kept alive, and through the system's proxy when one is set (never for the
 * loopback interface). HTTP/1.1 on purpose: parallel bytes over one HTTP/2 connection share its flow-control window.
 * The caller closes it. Throws a ProxyVariableError when a proxy variable holds no proxy address.
 */
export function createDispatcher({ connections, environment }: DispatcherOptions): Dispatcher {
  const options = {
    connections,
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: { timeout: 15_000 },
  };
  const { http, https, direct } = readProxyVariables(environment);
  if (http === null && https === null) return new Agent(options);
  // An empty string keeps the agent from reading the variable itself.
  return new EnvHttpProxyAgent({ ...options, httpProxy: http ?? '', httpsProxy: https ?? '', noProxy: direct });
}
