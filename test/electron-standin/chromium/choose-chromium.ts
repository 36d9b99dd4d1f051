/** Which Chromium shows the pages. */
export type ChromiumChoice = { readonly kind: 'installed'; readonly path: string } | { readonly kind: 'npm package' };

/** The value of STANDIN_CHROMIUM that asks for the npm package although another Chromium is installed. */
const ASK_FOR_PACKAGE = 'npm';

/** The programs themselves, not their wrapper scripts in /usr/bin, which add flags and write to stderr. */
const INSTALLED = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/usr/lib64/chromium-browser/chromium-browser',
] as const;

/**
 * Chooses the Chromium: `STANDIN_CHROMIUM` (a path, or `npm`), else an installed one, else `@sparticuz/chromium`.
 * Throws when STANDIN_CHROMIUM names a file that is not there: a quiet fallback would test the wrong browser.
 */
export function chooseChromium(wanted: string | undefined, exists: (path: string) => boolean): ChromiumChoice {
  if (wanted === ASK_FOR_PACKAGE) return { kind: 'npm package' };
  if (wanted !== undefined && wanted !== '') {
    if (!exists(wanted)) throw new Error(`stand-in Electron: STANDIN_CHROMIUM is ${wanted}, but there is no such file`);
    return { kind: 'installed', path: wanted };
  }
  const path = INSTALLED.find(exists);
  return path === undefined ? { kind: 'npm package' } : { kind: 'installed', path };
}
