/**
 * Chrome's match patterns, the filter language of `session.webRequest`: `<all_urls>`, `*://*.example.com/*`,
 * `file:///*`. See https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns.
 */
export function matchesPattern(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const parts = /^(\*|[a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/i.exec(pattern);
  if (!parts) throw new TypeError(`Invalid url pattern ${pattern}`);
  const [, scheme = '', host = '', path = '/*'] = parts;
  const source = `^${schemeSource(scheme)}://${hostSource(host)}${globSource(path)}$`;
  return new RegExp(source, 'i').test(url);
}

function schemeSource(scheme: string): string {
  return scheme === '*' ? '(?:https?|wss?)' : literal(scheme);
}

function hostSource(host: string): string {
  if (host === '*') return '[^/]*';
  const [, anySubdomain, name = ''] = /^(\*\.)?(.*)$/.exec(host) ?? [];
  // A host without a port matches every port, except where the pattern gives one.
  const port = /:\d+$/.test(name) ? '' : '(?::\\d+)?';
  return `${anySubdomain ? '(?:[^/]*\\.)?' : ''}${globSource(name)}${port}`;
}

function globSource(text: string): string {
  return text.split('*').map(literal).join('.*');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
