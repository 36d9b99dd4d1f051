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
 * The same endpoints on a simulator at `origin` (`http://127.0.0.1:PORT`), distinguished by path prefix.
 * Throws a TypeError when `origin` is not an http(s) URL on the loopback interface: nothing else may stand in for
 * Google.
 */
export function simulatedEndpoints(origin: string): GoogleEndpoints {
  const loopback = /^(https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?)\/?$/.exec(origin);
  const base = loopback?.[1];
  if (base === undefined) {
    throw new TypeError(`A stand-in for Google must be http://127.0.0.1:PORT, not ${origin}`);
  }
  return {
    authorize: `${base}/accounts/o/oauth2/v2/auth`,
    token: `${base}/oauth2/token`,
    revoke: `${base}/oauth2/revoke`,
    photosLibrary: `${base}/photoslibrary/v1`,
    photosPicker: `${base}/photospicker/v1`,
    drive: `${base}/drive/v3`,
  };
}
