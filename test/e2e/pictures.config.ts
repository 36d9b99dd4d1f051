import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { enterTestEnvironment } from '../support/test-environment.ts';

enterTestEnvironment('fixed');

// As in playwright.config.ts: the stand-in unless told otherwise.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= join(import.meta.dirname, '..', 'electron-standin');

/** The pictures of all screens; started by test/screenshots/main.ts and no part of the tests. */
export default defineConfig({
  testDir: './pictures',
  testMatch: '*.pictures.ts',
  // Paths are to be seen in the pictures.
  outputDir: process.env['PICTURES_SCRATCH'] ?? '../../test-results/pictures',
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 1,
  globalSetup: './build-app.ts',
  reporter: 'list',
});
