/** The version that a release's tag names: `v1.2.3` → `1.2.3`. Throws when it is not that of the project. */
export function versionOfTag(tag: string, version: string): string {
  if (tag !== `v${version}`) {
    throw new Error(`The tag ${tag} is not v${version}: change the version in package.json, or the tag.`);
  }
  return version;
}
