const prefix = 'https://www.googleapis.com/auth/';

/** Which scopes the consent page knows. `legacy` brings back the three that went away on 31 March 2025. */
export type ScopeEra = 'current' | 'legacy';

const shortNames: Readonly<Record<string, string>> = {
  email: `${prefix}userinfo.email`,
  profile: `${prefix}userinfo.profile`,
};

const meanings: Readonly<Record<string, string>> = {
  [`${prefix}photospicker.mediaitems.readonly`]: 'See and download the photos and videos that you pick',
  [`${prefix}photoslibrary.readonly.appcreateddata`]: 'See and download photos and videos added by this app',
  [`${prefix}photoslibrary.appendonly`]: 'Add to your Google Photos library',
  [`${prefix}photoslibrary.edit.appcreateddata`]: 'Edit albums and media added by this app',
  [`${prefix}drive`]: 'See, edit, create, and delete all of your Google Drive files',
  [`${prefix}drive.readonly`]: 'See and download all your Google Drive files',
  [`${prefix}drive.file`]: 'See, edit, create, and delete only the specific Google Drive files you use with this app',
  [`${prefix}drive.metadata`]: 'View and manage metadata of files in your Google Drive',
  [`${prefix}drive.metadata.readonly`]: 'See information about your Google Drive files',
};

const legacyMeanings: Readonly<Record<string, string>> = {
  [`${prefix}photoslibrary`]: 'See, upload, and organize items in your Google Photos library',
  [`${prefix}photoslibrary.readonly`]: 'View your Google Photos library',
  [`${prefix}photoslibrary.sharing`]: 'Manage and add to shared albums on your behalf',
};

/** The only scope that goes with the picker inside the consent page. */
export const driveFileScope = `${prefix}drive.file`;

const identity: readonly string[] = ['openid', `${prefix}userinfo.email`, `${prefix}userinfo.profile`];

/** A requested scope in the form that Google grants it: `email` comes back as a URL. */
export function canonicalScope(scope: string): string {
  return shortNames[scope] ?? scope;
}

/** Whether the consent page knows a canonical scope. */
export function isKnownScope(scope: string, era: ScopeEra): boolean {
  return identity.includes(scope) || scopeMeaning(scope, era) !== undefined;
}

/** What the consent page says beside the checkbox; undefined for sign-in scopes, which have none. */
export function scopeMeaning(scope: string, era: ScopeEra): string | undefined {
  return meanings[scope] ?? (era === 'legacy' ? legacyMeanings[scope] : undefined);
}
