import { forgeConfig } from './build/packaging/forge.ts';

/** Electron Forge: `npm run package` puts the packaged app into dist/packaged. */
export default () =>
  forgeConfig({
    project: import.meta.dirname,
    environment: process.env,
    platform: process.platform,
    electronZips: null,
  });
