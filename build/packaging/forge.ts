import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { buildBundles } from '../bundling/bundles.ts';
import { ignoredByPackaging, missingCompiledPackages, unpackedFiles } from './app-content.ts';
import { fuseConfig } from './fuses.ts';
import { appId, linuxName, packagedFolder, productName } from './identity.ts';
import { macSigning } from './mac-signing.ts';
import { updateFeed, updateFeedFile } from './update-feed.ts';

/** What a packaging run is given. */
export interface PackagingOptions {
  /** Absolute folder of the project. */
  readonly project: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** A folder with Electron's zip files; null fetches what is needed. */
  readonly electronZips: string | null;
}

/** Why macOS asks before the app may look into these places: the backup folder or a client file may lie there. */
const folderReasons = Object.fromEntries(
  ['Desktop', 'Documents', 'Downloads', 'RemovableVolumes', 'NetworkVolumes'].map((place) => [
    `NS${place}${place.endsWith('Volumes') ? '' : 'Folder'}UsageDescription`,
    'Afterimage reads and writes the backup folder that you choose.',
  ]),
);

/** How Electron Forge packages Afterimage. The installers are made from it by electron-builder. */
export async function forgeConfig(options: PackagingOptions): Promise<ForgeConfig> {
  const { project, environment, platform, electronZips } = options;
  const ignored = await ignoredByPackaging(project);
  return {
    outDir: packagedFolder,
    packagerConfig: {
      name: productName,
      ...(platform === 'linux' ? { executableName: linuxName } : {}),
      appBundleId: appId,
      appCategoryType: 'public.app-category.photography',
      appCopyright: 'MIT licence',
      icon: join(project, 'build', 'icons', 'icon'),
      extendInfo: folderReasons,
      win32metadata: { CompanyName: productName, FileDescription: productName, ProductName: productName },
      asar: { unpack: unpackedFiles },
      // Nothing in the app could start the command line: it is packaged apart (command-line.ts).
      ignore: (path: string) => path === '/out/main/cli.js' || ignored(path),
      // What comes along is decided by `ignore`; pruning by package.json would keep all that the bundles already hold.
      prune: false,
      ...(electronZips === null ? {} : { electronZipDir: electronZips }),
      ...(platform === 'darwin' ? macSigning(project, environment) : {}),
    },
    // Compiled packages come prebuilt against Node-API, which is the same in Electron: nothing is ever compiled.
    rebuildConfig: { onlyModules: [] },
    plugins: [new FusesPlugin(fuseConfig())],
    hooks: {
      generateAssets: () => buildBundles(project, 'warn'),
      readPackageJson: async (_config, manifest) => packagedManifest(manifest),
      packageAfterCopy: async (_config, appFolder, _electronVersion, target, arch) => {
        const missing = missingCompiledPackages(appFolder, target, arch);
        if (missing.length > 0) {
          throw new Error(
            `${missing.join(' and ')} must be installed to package for ${target} ${arch}: package on such a machine, or run npm ci --os=${target} --cpu=${arch} first.`,
          );
        }
        const feed = updateFeed(environment);
        if (feed !== null) await writeFile(join(appFolder, '..', 'app-update.yml'), updateFeedFile(feed));
      },
    },
  };
}

/** The manifest inside the package: what Electron reads, and nothing about how the project is worked on. */
function packagedManifest(manifest: Record<string, unknown>): Record<string, unknown> {
  const { name, productName: product, version, description, license, type, main, devDependencies } = manifest;
  return {
    name,
    productName: product,
    version,
    description,
    license,
    type,
    main,
    // Electron takes the window's class on Linux from it; it must be that of the desktop entry.
    desktopName: `${linuxName}.desktop`,
    // Forge looks here for Electron's version; its own sanitizing drops it before anything is packed.
    devDependencies,
  };
}
