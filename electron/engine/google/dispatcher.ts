import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { ProblemError, problem } from '../../contract/problem.ts';

export interface DispatcherOptions {
  /** The most connections to one host. */
  readonly connections: number;
  /** The environment, for the system's proxy variables (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY; any case). */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const loopback = '127.0.0.1,localhost,::1';

/**
 * Opens the connections that a pipeline reuses: kept alive, and through the system's proxy when one is set (never for
 * the loopback interface). HTTP/1.1 on purpose: parallel bytes over one HTTP/2 connection share its flow-control window.
 * The caller closes it. Throws a ProblemError when a proxy variable holds no proxy address.
 */
export function createDispatcher({ connections, environment }: DispatcherOptions): Dispatcher {
  const variable = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  const proxyIn = (name: string) => proxyAddress(name, variable(name));
  const options = {
    connections,
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: { timeout: 15_000 },
  };
  const anyProxy = proxyIn('ALL_PROXY');
  const httpProxy = proxyIn('HTTP_PROXY') ?? anyProxy;
  const httpsProxy = proxyIn('HTTPS_PROXY') ?? anyProxy;
  if (httpProxy === undefined && httpsProxy === undefined) return new Agent(options);
  const noProxy = [variable('NO_PROXY'), loopback].filter((entry) => entry !== undefined).join(',');
  // An empty string keeps the agent from reading the variable itself.
  return new EnvHttpProxyAgent({ ...options, httpProxy: httpProxy ?? '', httpsProxy: httpsProxy ?? '', noProxy });
}

const proxyProtocols = ['http:', 'https:', 'socks5:', 'socks:'];

/** The value of a proxy variable; `host:port` alone means http, as with other programs. */
function proxyAddress(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const address = value.includes('://') ? value : `http://${value}`;
  if (URL.canParse(address) && proxyProtocols.includes(new URL(address).protocol)) return address;
  throw new ProblemError(
    problem('network-unreachable', {
      detail: `The variable ${name} does not hold the address of a proxy.`,
      wayOut: `Correct ${name}, for example to http://proxy.example:3128, or unset it.`,
    }),
  );
}
