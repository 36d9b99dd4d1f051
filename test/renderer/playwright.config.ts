import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { chooseChromium } from '../electron-standin/chromium/choose-chromium.ts';
import { packagedChromium } from '../electron-standin/chromium/packaged-chromium.ts';
import { enterTestEnvironment, testEnvironment } from '../support/test-environment.ts';

enterTestEnvironment("the caller's");

const choice = chooseChromium(process.env['STANDIN_CHROMIUM'], existsSync);
const program = choice.kind === 'installed' ? { path: choice.path, env: {} } : await packagedChromium();

/** The page alone, with a made-up main process: how each state looks, reads and answers. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/renderer',
  globalSetup: './serve.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1100, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: program.path,
      env: testEnvironment(program.env),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
