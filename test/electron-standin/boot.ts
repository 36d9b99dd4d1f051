// The stand-in's main program: `boot.ts [-r file] [--switches] <app> [arguments]`, as Electron's executable takes them,
// or `boot.ts [arguments]` as a packaged app does.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppPackage } from './app/app.ts';
import { harshnessOf } from './core/harshness.ts';
import { packagedArchive } from './core/packaged-archive.ts';
import { lockKeychain } from './lock-keychain.ts';
import { resolveElectronTo } from './resolve-electron.ts';
import { commandLine, standin } from './standin.ts';

const PORT_SWITCH = '--remote-debugging-port=0';

resolveElectronTo(new URL('./electron-in-main.ts', import.meta.url));
if (harshnessOf(process.env).has('keychain-locked')) {
  lockKeychain(new URL('./system/locked-keychain.ts', import.meta.url));
}
const archive = packagedArchive(process.env);
Object.assign(
  process,
  { type: 'browser' },
  archive === undefined
    ? { defaultApp: true, resourcesPath: import.meta.dirname }
    : { resourcesPath: dirname(archive) },
);
Object.assign(process.versions, { electron: '45.4.1', chrome: '156.0.0.0' });
process.argv = [process.execPath, ...commandLine.rest];

const require = createRequire(import.meta.url);
require('electron');
// Playwright's loader.js appends its switches for Chromium, cuts its arguments off and holds `ready` back.
for (const file of commandLine.preloads) require(resolve(file));
const hasLoader = commandLine.preloads.length > 0;
if (!hasLoader) process.argv.splice(1, process.argv.indexOf(PORT_SWITCH));

/** Without loader.js nothing holds `ready` back until Playwright has attached; real Electron has that race. */
const attached =
  commandLine.underPlaywright && !hasLoader
    ? new Promise<void>((go) => Object.assign(globalThis, { __playwright_run: async () => go() }))
    : undefined;

// As in Electron, a polite signal quits the app, and `before-quit` may refuse it; a second one ends the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => standin.app.quit());

const chromiumRuns = standin.startChromium();
// Awaited below; until then a failure must not count as unhandled.
chromiumRuns.catch(() => {});

try {
  const app = archive ?? process.argv.slice(1).find((one) => !one.startsWith('-')) ?? '.';
  await import(pathToFileURL(entryOf(app)).href);
  await chromiumRuns;
  await attached;
  standin.app.markReady();
} catch (error) {
  if (!standin.app.isQuitting) {
    console.error('App threw an error during load\n', error);
    process.exit(1);
  }
}

/** The main script of an app that is given as a folder or an archive with a package.json, or as the script itself. */
function entryOf(given: string): string {
  const path = resolve(given);
  if (!statSync(path).isDirectory()) {
    standin.app.settle(resolve(path, '..'), {});
    return path;
  }
  const appPackage: AppPackage = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  standin.app.settle(path, appPackage);
  return require.resolve(join(path, appPackage.main ?? 'index.js'));
}
