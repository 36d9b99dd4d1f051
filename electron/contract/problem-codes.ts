/** Every problem that a person can meet. The texts live in problem-texts.ts; a code without texts does not compile. */
export const problemCodes = [
  // the client file and the client ID
  'client-missing',
  'client-file-unreadable',
  'client-file-web',
  'client-file-service-account',
  'client-file-secret-missing',
  'client-file-api-key',
  'client-file-wrong',
  'client-id-malformed',
  'client-refused',
  'client-deleted',
  'client-disabled',
  'client-changed',
  // signing in and staying signed in
  'sign-in-cancelled',
  'sign-in-timeout',
  'sign-in-denied',
  'sign-in-failed',
  'sign-in-no-port',
  'browser-not-opened',
  'account-missing',
  'account-unknown',
  'account-other',
  'scope-not-granted',
  'token-expired-testing',
  'token-revoked',
  'keychain-unavailable',
  'token-store-unreadable',
  'token-store-unwritable',
  'token-store-unprotected',
  'token-store-passing',
  'token-missing',
  'account-file-damaged',
  'data-folder-unusable',
  // talking to Google
  'network-unreachable',
  'scope-missing',
  'api-disabled',
  'quota-day',
  'quota-minute',
  'quota-concurrent',
  'google-unavailable',
  'google-refused',
  'google-answer-unreadable',
  'access-token-refused',
  'item-gone',
  'album-gone',
  // choosing photos in Google's picker
  'picker-no-photos',
  'picker-sessions-full',
  'picker-not-finished',
  'picker-timeout',
  'picker-session-expired',
  // the bytes of one item
  'bytes-link-expired',
  'bytes-not-media',
  'bytes-incomplete',
  'bytes-stalled',
  'video-processing',
  'video-failed',
  // the parts of a Takeout export, and the entries in them
  'part-missing',
  'part-unreadable',
  'part-gone',
  'part-changed',
  'part-empty',
  'part-unfinished',
  'part-not-archive',
  'part-truncated',
  'part-damaged',
  'part-encrypted',
  'part-not-recognised',
  'entry-refused',
  'entry-encrypted',
  'entry-unsupported',
  'entry-damaged',
  'entry-too-large',
  'entry-not-media',
  // what Takeout says about photos
  'sidecar-unreadable',
  // the backup folder
  'destination-not-set',
  'destination-missing',
  'destination-foreign',
  'destination-not-writable',
  'destination-full',
  'destination-busy',
  'destination-unsuitable',
  'destination-link',
  'name-impossible',
  'file-missing',
  'file-changed',
  'album-view-incomplete',
  // the catalog
  'catalog-damaged',
  'catalog-restored',
  'catalog-trimmed',
  'catalog-newer',
  // the desktop app
  'engine-crashed',
  'settings-damaged',
  'entry-unknown',
  'file-not-saved',
  'watch-folder-gone',
  'link-not-opened',
  'text-not-copied',
  'run-going-on',
  // the rest
  'usage',
  'interrupted',
  'internal',
] as const;

/** One of the closed list of problems. */
export type ProblemCode = (typeof problemCodes)[number];

/**
 * `automatic`: Afterimage tries again by itself. `after-fix`: trying again makes sense once the person did what the
 * way out says. `never`: trying again cannot help.
 */
export const retryAdvice = ['automatic', 'after-fix', 'never'] as const;
export type RetryAdvice = (typeof retryAdvice)[number];
