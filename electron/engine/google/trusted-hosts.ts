const googleDomains = ['google.com', 'googleapis.com', 'googleusercontent.com', 'googlevideo.com'];
const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/** Who counts as Google. Links come out of answers and snapshots, and nothing but Google is ever contacted. */
export interface TrustedHosts {
  /** Whether a URL may be asked. */
  readonly mayAsk: (url: URL) => boolean;
  /** Whether a redirect from one URL may be followed: never from Google to this computer, nor the other way. */
  readonly mayFollow: (from: URL, to: URL) => boolean;
}

/**
 * Who counts as Google for a program that was started with these endpoints (URLs): Google's own hosts over https, and this
 * computer only when the endpoints are a stand-in on it. Any program can listen on the loopback interface, so there a
 * link could carry an access token to it.
 */
export function trustedHosts(endpoints: readonly string[]): TrustedHosts {
  const hasStandIn = endpoints.some((address) => isLoopback(new URL(address)));
  const mayAsk = (url: URL): boolean => isGoogles(url) || (hasStandIn && isLoopback(url));
  return { mayAsk, mayFollow: (from, to) => mayAsk(to) && isLoopback(from) === isLoopback(to) };
}

function isGoogles(url: URL): boolean {
  const google = googleDomains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  return google && url.protocol === 'https:' && url.port === '';
}

function isLoopback(url: URL): boolean {
  return loopbackHosts.includes(url.hostname) && (url.protocol === 'http:' || url.protocol === 'https:');
}
