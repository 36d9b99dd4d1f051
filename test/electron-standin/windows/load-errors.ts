/** Chromium's numbers for the load errors that a local app meets: net/base/net_error_list.h. */
const NUMBERS: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_INVALID_ARGUMENT: -4,
  ERR_FILE_NOT_FOUND: -6,
  ERR_ACCESS_DENIED: -10,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_BLOCKED_BY_RESPONSE: -27,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
};

/** A load that failed, in Electron's terms. */
export type LoadFailure = { readonly code: string; readonly errno: number };

/** Reads Chromium's `net::ERR_…`; an unknown one counts as the general failure. */
export function loadFailure(errorText: string): LoadFailure {
  const code = errorText.replace(/^net::/, '');
  return { code, errno: NUMBERS[code] ?? -2 };
}

/** What `loadURL` rejects with: message, `code`, `errno` and `url` as in Electron. */
export function loadError({ code, errno }: LoadFailure, url: string): Error {
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
}
