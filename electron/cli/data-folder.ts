import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { message } from '../contract/messages/message.ts';
import { type Problem, problem } from '../contract/problem.ts';

/**
 * Where Afterimage keeps its own data: the same folder that the desktop app uses (Electron's `userData`), so that both
 * share one sign-in, one destination and one catalog. Null where the environment names no home folder.
 */
export function defaultDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | null {
  const above = {
    win32: () => namedFolder(platform, env['APPDATA']) ?? belowHome(platform, env, 'AppData', 'Roaming'),
    darwin: () => belowHome(platform, env, 'Library', 'Application Support'),
    other: () => configFolder(platform, env),
  }[systemOf(platform)]();
  return above === null ? null : join(above, 'Afterimage');
}

/** Where things are kept that can be made again at any time; null where the environment names no home folder. */
export function defaultCacheFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | null {
  const local = {
    win32: () => namedFolder(platform, env['LOCALAPPDATA']) ?? belowHome(platform, env, 'AppData', 'Local'),
    darwin: () => belowHome(platform, env, 'Library', 'Caches'),
    other: () => namedFolder(platform, env['XDG_CACHE_HOME']) ?? belowHome(platform, env, '.cache'),
  }[systemOf(platform)]();
  if (local === null) return null;
  const names = { win32: ['Afterimage', 'Cache'], darwin: ['Afterimage'], other: ['afterimage'] };
  return join(local, ...names[systemOf(platform)]);
}

/** Where programs of a desktop or of systemd keep what a person has set up; null where there is no home folder. */
export function configFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | null {
  // What is no absolute path is to be ignored: https://specifications.freedesktop.org/basedir/latest/
  return namedFolder(platform, env['XDG_CONFIG_HOME']) ?? belowHome(platform, env, '.config');
}

/** The caller's home folder; null when the variable that names it is empty, or no absolute path. */
export function homeFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | null {
  return namedFolder(platform, env['HOME'] ?? env['USERPROFILE'] ?? systemsHome());
}

/**
 * An empty `HOME`, as a careless script leaves it, would put settings and sign-ins wherever the caller happens to be.
 * Problem: `usage`.
 */
export function noHome(env: NodeJS.ProcessEnv): Problem {
  const name = env['HOME'] === undefined && env['USERPROFILE'] !== undefined ? 'USERPROFILE' : 'HOME';
  const value = env[name];
  const wrong = value === '' ? 'The variable is empty.' : `"${value}" is no absolute path.`;
  const detail = value === undefined ? 'The variable is not set.' : wrong;
  return problem('usage', { subject: name, detail, wayOut: message('way-out.set-home', { variable: name }) });
}

function systemOf(platform: NodeJS.Platform): 'win32' | 'darwin' | 'other' {
  return platform === 'win32' || platform === 'darwin' ? platform : 'other';
}

function belowHome(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, ...names: readonly string[]): string | null {
  const home = homeFolder(platform, env);
  return home === null ? null : join(home, ...names);
}

/** From the list of users; undefined for a user who is not in it, as in containers. */
function systemsHome(): string | undefined {
  try {
    return homedir();
  } catch {
    // It throws for whoever is in no list.
    return undefined;
  }
}

function namedFolder(platform: NodeJS.Platform, path: string | undefined): string | null {
  const { isAbsolute } = platform === 'win32' ? win32 : posix;
  return path !== undefined && isAbsolute(path) ? path : null;
}
