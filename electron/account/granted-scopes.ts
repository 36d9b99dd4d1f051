import { type Problem, problem } from '../contract/problem.ts';
import { type Capability, capabilities, capabilityScopes, identityScopes } from '../contract/scopes.ts';

/** What Google's consent page calls each permission, roughly: it must be recognisable, its wording changes. */
const permissionNames: Readonly<Record<Capability, string>> = {
  library: 'See the photos and albums that Afterimage itself added to Google Photos',
  picker: 'See the photos that you choose in Google Photos',
  drive: 'See the files in Google Drive (for Takeout archives)',
  'drive-tidy': 'Move imported export files in Google Drive to the trash',
  upload: 'Add photos and albums to Google Photos (to restore your backup)',
};

/** The scopes to ask for: who signs in, and exactly what the capabilities need. */
export function scopesFor(wanted: readonly Capability[]): readonly string[] {
  return [...identityScopes, ...capabilities.filter((one) => wanted.includes(one)).map((one) => capabilityScopes[one])];
}

/** What can be done with these granted scopes. */
export function capabilitiesOf(scopes: readonly string[]): readonly Capability[] {
  return capabilities.filter((capability) => scopes.includes(capabilityScopes[capability]));
}

/** A `scope-not-granted` for each capability that was asked for and left unticked on Google's page. */
export function missingPermissions(wanted: readonly Capability[], granted: readonly string[]): readonly Problem[] {
  const given = capabilitiesOf(granted);
  return capabilities
    .filter((capability) => wanted.includes(capability) && !given.includes(capability))
    .map((capability) =>
      problem('scope-not-granted', { subject: permissionNames[capability], detail: capabilityScopes[capability] }),
    );
}
