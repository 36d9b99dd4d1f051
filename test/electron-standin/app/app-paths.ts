import { mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Facts that the standard folders follow from. */
export type PathFacts = {
  readonly home: string;
  readonly temp: string;
  readonly executable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly appName: () => string;
};

/** `app.getPath` and `app.setPath`, with the places that Electron uses on Linux. */
export class AppPaths {
  readonly #facts: PathFacts;
  readonly #set = new Map<string, string>();

  constructor(facts: PathFacts) {
    this.#facts = facts;
  }

  get(name: string): string {
    const path = this.#set.get(name) ?? this.#standard(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  /** Makes the folder when it is not there, as Electron does. */
  set(name: string, path: string): void {
    if (this.#standard(name) === undefined) throw new Error(`Failed to set path '${name}'`);
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    mkdirSync(path, { recursive: true });
    this.#set.set(name, path);
  }

  #standard(name: string): string | undefined {
    const { home, temp, executable, env, appName } = this.#facts;
    const inHome = (variable: string, folder: string): string => env[variable] ?? join(home, folder);
    switch (name) {
      case 'home':
        return home;
      case 'temp':
        return temp;
      case 'exe':
      case 'module':
        return executable;
      case 'appData':
        return inHome('XDG_CONFIG_HOME', '.config');
      case 'userData':
        return join(this.get('appData'), appName());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return join(this.get('userData'), 'logs');
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad');
      case 'desktop':
        return inHome('XDG_DESKTOP_DIR', 'Desktop');
      case 'documents':
        return inHome('XDG_DOCUMENTS_DIR', 'Documents');
      case 'downloads':
        return inHome('XDG_DOWNLOAD_DIR', 'Downloads');
      case 'music':
        return inHome('XDG_MUSIC_DIR', 'Music');
      case 'pictures':
        return inHome('XDG_PICTURES_DIR', 'Pictures');
      case 'videos':
        return inHome('XDG_VIDEOS_DIR', 'Videos');
      default:
        return undefined;
    }
  }
}
