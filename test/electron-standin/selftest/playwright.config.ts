import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { enterTestEnvironment, isWith } from '../../support/test-environment.ts';

enterTestEnvironment("the caller's");

// Playwright finds the executable through the npm package `electron`, and that package obeys this variable.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] = join(import.meta.dirname, '..');

export default defineConfig<{ chromium: string }>({
  testDir: '.',
  outputDir: '../../../test-results/electron-standin',
  // A test takes one to two seconds; many things may run on the same machine.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
  reporter: 'list',
  projects: [
    { name: 'usual Chromium', use: { chromium: '' } },
    // What depends most on the kind of Chromium also runs in the one that is always there, when that is another one.
    ...(isWith('system-chromium') ? [{ name: 'npm Chromium', use: { chromium: 'npm' }, grep: /@both/ }] : []),
  ],
});
