import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Afterimage keeps its own data: the same folder that the desktop app uses (Electron's `userData`), so that both
 * share one sign-in, one destination and one catalog.
 */
export function defaultDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Afterimage');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Afterimage');
  return join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Afterimage');
}

/** Where things are kept that can be made again at any time. */
export function defaultCacheFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Afterimage', 'Cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Afterimage');
  return join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'afterimage');
}
