const googleDomains = ['google.com', 'googleapis.com', 'googleusercontent.com', 'googlevideo.com'];
const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

function isLoopback(url: URL): boolean {
  return loopbackHosts.includes(url.hostname) && (url.protocol === 'http:' || url.protocol === 'https:');
}

/**
 * Whether a URL may be asked: Google over https, or a stand-in on the loopback interface. Links come out of answers, and
 * nothing but Google is ever contacted.
 */
export function mayAsk(url: URL): boolean {
  if (isLoopback(url)) return true;
  const google = googleDomains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  return google && url.protocol === 'https:' && url.port === '';
}

/** Whether a redirect from one URL may be followed: never from Google to this computer, nor the other way. */
export function mayFollow(from: URL, to: URL): boolean {
  return mayAsk(to) && isLoopback(from) === isLoopback(to);
}
