import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installedWithDependencies } from '../bundling/installed-packages.ts';

/** Packages that stay beside the bundles, for they hold compiled code; everything else is inside them. */
export const unbundledPackages = ['@imagemagick/magick-wasm', 'keytar', 'libheif-js'] as const;

/**
 * What lies on the disk as files. The system's loader cannot read compiled code out of an archive; and the decoders hold
 * libraries under the LGPL, which anybody may replace, while an archive is protected against every change.
 */
export const unpackedFiles = '**/{*.{node,so,so.*,dylib,dll},node_modules/{@imagemagick/magick-wasm,libheif-js}/**}';

/** What is packaged besides node_modules, as prefixes: a folder with all in it, or a file. */
const shippedFromProject = [
  '/package.json',
  '/LICENSE',
  '/out/licences.txt',
  '/out/main/',
  '/out/preload/',
  '/out/renderer/',
  '/build/icons/256x256.png',
  '/build/tray/',
] as const;

/** Never needed at run time: types, maps, words for programmers, what compiled code is made from, commands. */
const uselessInPackages = /\.(d\.[cm]?ts|ts|map|md|bnf)$|^\/(src|install|bin)(\/|$)|\/(include|pkgconfig)(\/|$)/i;
/** Builds of the decoders for other surroundings than ours. */
const otherBuilds =
  /^\/node_modules\/(@imagemagick\/magick-wasm\/dist\/(x64(\/|$)|index\.umd)|libheif-js\/(index\.js|wasm(-bundle)?\.js|libheif(\/|$)|libheif-wasm\/libheif-bundle\.))/;
/** A licence must come along, whatever its name ends in. */
const licence = /\/(licen[cs]e|copying|notice)[^/]*$/i;

/** Decides what comes into the package. Paths begin with a slash and are relative to the project, '' is the project. */
export type Ignores = (path: string) => boolean;

/**
 * Everything is left out that is not named: a new file in the project cannot slip into the package.
 * `project` is absolute; its node_modules must be installed.
 */
export async function ignoredByPackaging(project: string): Promise<Ignores> {
  const packages = (await installedWithDependencies(project, unbundledPackages)).map(({ path }) => `/${path}`);
  return (path) => {
    if (path === '') return false;
    const isFolderOnTheWay = [...shippedFromProject, ...packages].some((shipped) => shipped.startsWith(`${path}/`));
    if (isFolderOnTheWay) return false;
    const home = packages.find((one) => path === one || path.startsWith(`${one}/`));
    if (home !== undefined) return isUseless(path.slice(home.length)) || otherBuilds.test(path);
    return !shippedFromProject.some((shipped) => (shipped.endsWith('/') ? path.startsWith(shipped) : path === shipped));
  };
}

function isUseless(pathInPackage: string): boolean {
  return uselessInPackages.test(pathInPackage) && !licence.test(pathInPackage);
}

/**
 * The platform's compiled packages that are missing in the copied app at `appFolder` (absolute). npm installs those of
 * the machine it runs on, so an app for another machine would start and then fail.
 */
export function missingCompiledPackages(appFolder: string, platform: string, arch: string): readonly string[] {
  const keyring = { linux: `linux-${arch}-gnu`, win32: `win32-${arch}-msvc`, darwin: `darwin-${arch}` }[platform];
  const wanted = [`@napi-rs/keyring-${keyring ?? `${platform}-${arch}`}`];
  return wanted.filter((name) => !existsSync(join(appFolder, 'node_modules', name, 'package.json')));
}
