/** The parts of Google that the simulator plays, plus its own controls. */
export type Service =
  | 'accounts'
  | 'oauth2'
  | 'photoslibrary'
  | 'photospicker'
  | 'picker'
  | 'drive'
  | 'media'
  | 'simulator'
  | 'nowhere';

/** Where a request wants to go, however it was addressed. */
export interface Place {
  readonly service: Service;
  /** Google's own host name for the service, also when a path prefix named it; empty for the simulator's controls. */
  readonly host: string;
  /** Path within the service: "/v1/albums", "/token". Still percent-encoded, without the query. */
  readonly path: string;
  /** Query without its question mark. */
  readonly query: string;
  /** The Host header was Google's: links in the answer are then Google's, too. */
  readonly throughGoogleHost: boolean;
}

const hosts: Readonly<Record<Exclude<Service, 'nowhere' | 'simulator'>, string>> = {
  accounts: 'accounts.google.com',
  oauth2: 'oauth2.googleapis.com',
  photoslibrary: 'photoslibrary.googleapis.com',
  photospicker: 'photospicker.googleapis.com',
  picker: 'photos.google.com',
  drive: 'www.googleapis.com',
  media: 'lh3.googleusercontent.com',
};

const prefixes = [
  'photoslibrary',
  'photospicker',
  'picker',
  'drive',
  'media',
  'oauth2',
  'accounts',
  'simulator',
] as const;

/** Finds the place that a Host header and a request target name. */
export function placeOf(hostHeader: string | undefined, target: string): Place {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark + 1);
  const host = (hostHeader ?? '').replace(/:\d+$/, '').toLowerCase();
  const throughHost = placeByHost(host, path);
  const [service, inner] = throughHost ?? placeByPrefix(path);
  return {
    service,
    host: service === 'nowhere' || service === 'simulator' ? '' : hosts[service],
    path: inner,
    query,
    throughGoogleHost: throughHost !== undefined,
  };
}

function placeByHost(host: string, path: string): readonly [Service, string] | undefined {
  switch (host) {
    case 'accounts.google.com':
      return ['accounts', path];
    case 'oauth2.googleapis.com':
      return ['oauth2', path];
    case 'openidconnect.googleapis.com':
      return ['oauth2', path];
    case 'www.googleapis.com':
      if (path.startsWith('/drive/')) return ['drive', path.slice('/drive'.length)];
      return path.startsWith('/oauth2/') ? ['oauth2', path.slice('/oauth2'.length)] : ['nowhere', path];
    case 'photoslibrary.googleapis.com':
      return ['photoslibrary', path];
    case 'photospicker.googleapis.com':
      return ['photospicker', path];
    case 'photos.google.com':
      return path.startsWith('/picker/') ? ['picker', path.slice('/picker'.length)] : ['nowhere', path];
    case 'lh3.googleusercontent.com':
      return ['media', path];
    default:
      return undefined;
  }
}

function placeByPrefix(path: string): readonly [Service, string] {
  for (const service of prefixes) {
    if (path.startsWith(`/${service}/`)) return [service, path.slice(service.length + 1)];
  }
  return ['nowhere', path];
}
