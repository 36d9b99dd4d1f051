import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from '../../contract/takeout-desktop-models.ts';

/** A folder of a cloud's program in which Google delivers exports. */
export interface CloudFolder {
  /** Its place in the list of suggestions. */
  readonly folder: number;
  readonly cloud: Cloud;
  /** Absolute. */
  readonly path: string;
}

/** Looks at the names in a folder; nothing where it cannot be read. Opens no file. */
export type ListNames = (folder: string) => readonly Pick<Dirent, 'name' | 'isDirectory'>[];

/** The system's own. */
const systemNames: ListNames = (folder) => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not there, or not ours: no suggestion.
    return [];
  }
};

/** Characters that are not seen: OneDrive's folder has one in its name. */
const invisible = /[\p{Cf}\u00ad]/gu;
/** Google's own name of the folder in Dropbox and OneDrive, in every language. */
const delivery = 'google download your data';
/** "Apps" as Dropbox and OneDrive call it in several languages; a second one carries a number. */
const apps =
  /^(apps|applications|anwendungen|aplicaciones|aplicativos|applicazioni|apper|appar|sovellukset|aplikacje|приложения|アプリ|应用|應用程式|앱)(\s*\d+)?$/u;
const cloudRoots: readonly (readonly [cloud: Cloud, root: RegExp])[] = [
  ['dropbox', /^dropbox\b/],
  ['onedrive', /^onedrive\b/],
  ['google-drive', /^(google ?drive|googledrive-.*|my drive|meine ablage|mon drive|mi unidad|il mio drive|meu drive)$/],
];

function plain(name: string): string {
  return name.replace(invisible, '').normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * Folders of clouds on this computer into which Google delivers exports: below the home folder, and where macOS keeps
 * those of its clouds. Only names are looked at, so no file that lies in the cloud alone is fetched by it.
 */
export function cloudFolders(home: string, list: ListNames = systemNames): readonly CloudFolder[] {
  const roots = [home, join(home, 'Library', 'CloudStorage')].flatMap((holder) =>
    foldersIn(holder, list).flatMap(({ name, path }) => {
      const cloud = cloudRoots.find(([, pattern]) => pattern.test(plain(name)))?.[0];
      return cloud === undefined ? [] : [{ cloud, path }];
    }),
  );
  return roots
    .flatMap(({ cloud, path }) =>
      (cloud === 'google-drive' ? takeoutIn(path, list) : deliveriesIn(path, list)).map((found) => ({
        cloud,
        path: found,
      })),
    )
    .map((found, folder) => ({ folder, ...found }));
}

function deliveriesIn(root: string, list: ListNames): readonly string[] {
  return foldersIn(root, list)
    .filter(({ name }) => apps.test(plain(name)))
    .flatMap(({ path }) => foldersIn(path, list))
    .filter(({ name }) => plain(name) === delivery)
    .map(({ path }) => path);
}

/** Drive for desktop shows "My Drive" below its own folder, called otherwise in other languages. */
function takeoutIn(root: string, list: ListNames): readonly string[] {
  const below = foldersIn(root, list);
  return [...below, ...below.flatMap(({ path }) => foldersIn(path, list))]
    .filter(({ name }) => plain(name) === 'takeout')
    .map(({ path }) => path);
}

function foldersIn(folder: string, list: ListNames): readonly { readonly name: string; readonly path: string }[] {
  return list(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, path: join(folder, name) }));
}
