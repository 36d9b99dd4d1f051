/**
 * True for a path with forward slashes that stays inside the folder it is relative to, whichever system reads it:
 * Windows also takes `\` for a separator and `C:` for the beginning of another disk. Says nothing about links.
 */
export function isInnerPath(path: string): boolean {
  if (path.includes('\0') || /^[A-Za-z]:/u.test(path) || path.startsWith('\\')) return false;
  // An empty part begins or ends the path, or stands for two slashes: "/etc", "Photos/", "Photos//a".
  return path.split('/').every((part) => part !== '') && path.split(/[/\\]/u).every((part) => !/^\.{1,2}$/u.test(part));
}

/**
 * True for a name that is one entry of a folder on every system: no path, no stream of NTFS, nothing that is hidden or
 * unprintable. Narrower than what a disk may hold, as wide as what Afterimage makes.
 */
export function isEntryName(name: string): boolean {
  return /^[^\p{Cc}/\\:]+$/u.test(name) && !name.startsWith('.');
}
