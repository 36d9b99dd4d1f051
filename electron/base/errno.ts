/**
 * The errnos that Node has no name for, because libuv does not list them: it says `Unknown system error -122`, or
 * `UNKNOWN` where a call blocks. Their numbers differ by platform (Linux: include/uapi/asm-generic/errno.h; macOS: bsd/sys/errno.h). Windows has none: libuv
 * translates its errors, or says `UNKNOWN`.
 */
const unnamed: Readonly<Partial<Record<NodeJS.Platform, Readonly<Record<number, string>>>>> = {
  linux: { 116: 'ESTALE', 122: 'EDQUOT', 123: 'ENOMEDIUM' },
  darwin: { 69: 'EDQUOT', 70: 'ESTALE' },
};

/**
 * The name of the system error (`ENOENT`, …) in a thrown value, also where Node knows only its number; null when there is
 * none. Other codes that Node puts there (`ERR_…`, `ABORT_ERR`) are returned as they are.
 */
export function errnoOf(thrown: unknown, platform: NodeJS.Platform = process.platform): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return null;
  const number = 'errno' in thrown && typeof thrown.errno === 'number' ? Math.abs(thrown.errno) : 0;
  const isNameless = thrown.code === 'UNKNOWN' || thrown.code.startsWith('Unknown system error');
  return (isNameless ? unnamed[platform]?.[number] : undefined) ?? thrown.code;
}

/** Whether a thrown value says that there is no such file or folder. */
export function isMissing(thrown: unknown): boolean {
  return errnoOf(thrown) === 'ENOENT';
}
