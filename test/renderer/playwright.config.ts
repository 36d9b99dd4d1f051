import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { chooseChromium } from '../electron-standin/chromium/choose-chromium.ts';
import { packagedChromium } from '../electron-standin/chromium/packaged-chromium.ts';
import { enterTestEnvironment, isLong, testEnvironment } from '../support/test-environment.ts';

enterTestEnvironment("the caller's");

const choice = chooseChromium(process.env['STANDIN_CHROMIUM'], existsSync);
const program = choice.kind === 'installed' ? { path: choice.path, env: {} } : await packagedChromium();

/** `de_DE.UTF-8` → `de-DE`. Chromium itself takes English where a session names no language. */
function languageOf(lang = ''): string {
  const [tag = ''] = lang.replace('_', '-').split(/[.@]/);
  try {
    return /^(C|POSIX)$/.test(tag) ? 'en-US' : (Intl.getCanonicalLocales(tag)[0] ?? 'en-US');
  } catch {
    return 'en-US';
  }
}

/** The page alone, with a made-up main process: how each state looks, reads and answers. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  ...(isLong() ? {} : { grepInvert: /@only-long/ }),
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
    locale: languageOf(process.env['LANG']),
    timezoneId: process.env['TZ'] ?? 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: program.path,
      env: testEnvironment(program.env),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
