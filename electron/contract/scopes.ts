const prefix = 'https://www.googleapis.com/auth/';

/** What Afterimage can do with an account; each needs its own permission, and is asked for only when it is first used. */
export const capabilities = ['library', 'picker', 'drive', 'drive-tidy', 'upload'] as const;
export type Capability = (typeof capabilities)[number];

/** Who signed in: read from the id_token, needs no request. */
export const identityScopes = ['openid', 'email'] as const;

/** The least scope for each capability. */
export const capabilityScopes: Readonly<Record<Capability, string>> = {
  library: `${prefix}photoslibrary.readonly.appcreateddata`,
  picker: `${prefix}photospicker.mediaitems.readonly`,
  drive: `${prefix}drive.readonly`,
  'drive-tidy': `${prefix}drive.metadata`,
  upload: `${prefix}photoslibrary.appendonly`,
};

/** Files in Drive that the person picked, and nothing else. It stands alone: no other permission is asked for with it. */
export const pickedFilesScope = `${prefix}drive.file`;
