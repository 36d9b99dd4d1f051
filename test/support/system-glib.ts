import { spawnSync } from 'node:child_process';

/** What Electron's program is linked with on Linux, and so has in memory before any module of an app comes. */
const library = 'libgobject-2.0.so.0';

/**
 * The environment variable that maps the system's GLib into a process, as it is in Electron's; null where there is
 * none.
 */
export function systemGlib(): { readonly LD_PRELOAD: string } | null {
  if (process.platform !== 'linux') return null;
  const tried = spawnSync('/bin/true', { env: { LD_PRELOAD: library }, encoding: 'utf8' });
  // The loader complains of what it cannot find, and continues without it.
  return tried.status === 0 && tried.stderr === '' ? { LD_PRELOAD: library } : null;
}
