import type { Inside } from './archives.ts';

/** Electron's error for a file that an archive does not have. */
export function notFound({ archivePath, path }: Inside): Error {
  return Object.assign(new Error(`ENOENT, ${path} not found in ${archivePath}`), { code: 'ENOENT', errno: -2 });
}

/** Electron's error for writing to an archive where it asks at all. */
export function noAccess({ path }: Inside): Error {
  return Object.assign(new Error(`EACCES: permission denied, access '${path}'`), { code: 'EACCES', errno: -13 });
}

/** Electron's error for a file called `.asar` that is missing or no archive. It has no code, there as here. */
export function invalidArchive({ archivePath }: Inside): Error {
  return new Error(`Invalid package ${archivePath}`);
}
