/**
 * Where Google is. Only a development build or a test hands out other values than {@link googleEndpoints}.
 * Every value is an origin plus path prefix without a trailing slash.
 */
export interface GoogleEndpoints {
  /** The consent page: `${authorize}?client_id=…`. */
  readonly authorize: string;
  /** `POST` code or refresh token. */
  readonly token: string;
  /** `POST token=…`. */
  readonly revoke: string;
  /** `${photosLibrary}/albums`. */
  readonly photosLibrary: string;
  /** `${photosPicker}/sessions`. */
  readonly photosPicker: string;
  /** `${drive}/files`. */
  readonly drive: string;
}

/** Google's own addresses. */
export const googleEndpoints: GoogleEndpoints = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
  revoke: 'https://oauth2.googleapis.com/revoke',
  photosLibrary: 'https://photoslibrary.googleapis.com/v1',
  photosPicker: 'https://photospicker.googleapis.com/v1',
  drive: 'https://www.googleapis.com/drive/v3',
};

/**
 * The same endpoints on a simulator at `origin` (`http://127.0.0.1:PORT`), told apart by path prefix.
 * Throws a TypeError when `origin` is not an http(s) URL on the loopback interface: nothing else may stand in for Google.
 */
export function simulatedEndpoints(origin: string): GoogleEndpoints {
  const url = new URL(origin);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (!loopback || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(`A stand-in for Google must be on 127.0.0.1, not ${url.origin}`);
  }
  return {
    authorize: `${url.origin}/accounts/o/oauth2/v2/auth`,
    token: `${url.origin}/oauth2/token`,
    revoke: `${url.origin}/oauth2/revoke`,
    photosLibrary: `${url.origin}/photoslibrary/v1`,
    photosPicker: `${url.origin}/photospicker/v1`,
    drive: `${url.origin}/drive/v3`,
  };
}
