/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where connections go; null is straight to the host. */
export interface ProxyChoice {
  readonly http: string | null;
  readonly https: string | null;
  /** Hosts that are reached directly, separated by commas; this computer itself is always among them. */
  readonly direct: string;
}

/** A proxy variable that holds no address of a proxy. Its message never shows the value, which may hold a password. */
export class ProxyVariableError extends Error {
  /** Its name in capitals. */
  readonly variable: string;

  constructor(variable: string) {
    super(`The variable ${variable} does not hold the address of a proxy.`);
    this.name = 'ProxyVariableError';
    this.variable = variable;
  }
}

const loopback = '127.0.0.1,localhost,::1';

/**
 * Reads HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case, small letters first, as curl does
 * (https://curl.se/docs/manpage.html#ENVIRONMENT). ALL_PROXY stands in for each of the first two. Throws a
 * {@link ProxyVariableError}.
 */
export function readProxyVariables(environment: Environment): ProxyChoice {
  const variable = (name: string) => environment[name.toLowerCase()] || environment[name] || null;
  const proxyIn = (name: string) => proxyAddress(name, variable(name));
  const any = proxyIn('ALL_PROXY');
  return {
    http: proxyIn('HTTP_PROXY') ?? any,
    https: proxyIn('HTTPS_PROXY') ?? any,
    direct: [variable('NO_PROXY'), loopback].filter((hosts) => hosts !== null).join(','),
  };
}

/** What {@link readProxyVariables} reads of an environment, and nothing else of it. */
export function proxyVariablesOf(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => /^(?:https?|all|no)_proxy$/iu.test(name)));
}

const proxyProtocols = ['http:', 'https:', 'socks5:', 'socks:'];

/** `host:port` alone means http, as with other programs. */
function proxyAddress(name: string, value: string | null): string | null {
  if (value === null) return null;
  // curl's name for a SOCKS proxy that looks up host names itself: which is how ours are used in any case.
  const address = (value.includes('://') ? value : `http://${value}`).replace(/^socks5h:/i, 'socks5:');
  if (URL.canParse(address) && isUsable(new URL(address))) return address;
  throw new ProxyVariableError(name);
}

/** A name or password with a `%` that encodes nothing could not be sent. */
function isUsable({ protocol, username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}`);
  } catch {
    return false;
  }
  return proxyProtocols.includes(protocol);
}
