import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { enterTestEnvironment, isLong } from '../support/test-environment.ts';

enterTestEnvironment("the caller's");

// Without Electron's own binary the stand-in takes its place; the specs do not know which one they run on.
const standin = join(import.meta.dirname, '..', 'electron-standin');
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= standin;

export default defineConfig({
  testDir: '.',
  ...(isLong() ? {} : { grepInvert: /@only-long/ }),
  outputDir: '../../test-results/e2e',
  // Limits for what hangs; they leave room for a machine that is busy with other things.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // Single tests, so that no worker is left with one long file.
  fullyParallel: true,
  // Real windows take the focus from each other; the stand-in has a desktop for each app.
  workers: process.env['ELECTRON_OVERRIDE_DIST_PATH'] === standin ? 2 : 1,
  globalSetup: './build-app.ts',
  reporter: 'list',
});
