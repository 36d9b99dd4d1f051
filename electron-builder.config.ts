import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { desktopEntryKeys } from './build/packaging/desktop-entry.ts';
import { appId, installersFolder, linuxName, productName } from './build/packaging/identity.ts';
import { updateFeed } from './build/packaging/update-feed.ts';

const entry = readFileSync(join(import.meta.dirname, 'build', 'afterimage-desktop.desktop'), 'utf8');
const feed = updateFeed(process.env);
const description =
  'Backs up Google Photos by official routes only, with a client ID of your own: plain folders, albums and checksums that need no program to be read.';

/** What the icon's menu leads to. An installed package only: an AppImage's program has no name to be started by. */
const shortcuts = {
  entry: { Actions: 'photos;takeout;' },
  desktopActions: {
    photos: { Name: 'Photos', Exec: `${linuxName} --screen=photos` },
    takeout: { Name: 'Takeout', Exec: `${linuxName} --screen=takeout` },
  },
};

/** electron-builder: `npm run installers` makes the installers from the app that Forge packaged (`--prepackaged`). */
const configuration: Configuration = {
  appId,
  productName,
  copyright: 'MIT licence',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in.
  artifactName: 'afterimage-${version}-${os}-${arch}.${ext}',
  directories: { output: installersFolder, buildResources: 'build' },
  // Nothing is packaged, compiled or changed any more: fuses and archive are as Forge left them.
  npmRebuild: false,
  // The AppImage's runtime is linked statically: no libfuse2, which Ubuntu stopped installing in 22.04. Its launcher gives
  // up Chromium's sandbox only where the system lets nobody have the namespaces it needs; the older one always did.
  toolsets: { appimage: '1.0.3' },
  publish: feed === null ? null : { ...feed },
  // .deb and .rpm must name a page; at home it is that of the clone's origin.
  ...(feed === null ? {} : { extraMetadata: { homepage: `https://github.com/${feed.owner}/${feed.repo}` } }),
  win: { target: ['nsis'], icon: 'build/icons/icon.ico' },
  nsis: {
    // Asks where to install; for one person, so without administrator rights.
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    // Settings, the catalog and the keychain's entries are the person's own: removing a program removes no data.
    deleteAppDataOnUninstall: false,
    license: 'LICENSE',
    // What the app has written outside of its folder goes with it.
    include: 'build/installer.nsh',
  },
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.photography',
    icon: 'build/icons/icon.icns',
    // The bundle comes signed (build/packaging/mac-signing.ts): with --prepackaged electron-builder would not do it.
    identity: null,
  },
  dmg: {
    contents: [
      { x: 150, y: 200, type: 'file' },
      { x: 390, y: 200, type: 'link', path: '/Applications' },
    ],
  },
  linux: {
    target: ['AppImage', 'deb', 'rpm'],
    executableName: linuxName,
    icon: 'build/icons',
    category: 'Utility',
    synopsis: 'Complete, verifiable backup of Google Photos',
    description,
    maintainer: productName,
    vendor: productName,
    // Its name, its program and its icon are where the package puts them.
    desktop: { entry: desktopEntryKeys(entry, ['Type', 'Version', 'Exec', 'Icon', 'Terminal']) },
  },
  deb: {
    packageName: linuxName,
    packageCategory: 'utils',
    // Without a Secret Service the app says so and asks for a file to keep the sign-in in.
    recommends: ['libayatana-appindicator3-1', 'gnome-keyring | kwalletmanager | keepassxc'],
    desktop: shortcuts,
  },
  rpm: { packageName: linuxName, packageCategory: 'Applications/Productivity', desktop: shortcuts },
};

export default configuration;
