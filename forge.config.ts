import { forgeConfig } from './build/packaging/forge.ts';

/** Electron Forge: `npm run package` puts the packaged app into dist/packaged. */
export default () =>
  forgeConfig({
    project: import.meta.dirname,
    environment: process.env,
    platform: process.platform,
    // A folder with Electron's zip files, for a machine that cannot download them.
    electronZips: process.env['AFTERIMAGE_ELECTRON_ZIPS'] ?? null,
  });
