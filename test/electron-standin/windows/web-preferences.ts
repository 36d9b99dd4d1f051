import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { notImplemented } from '../core/not-implemented.ts';
import type { PageScriptOptions } from '../page/page-scripts.ts';

/** What the preload's world of a page is made of; throws for preferences that the stand-in cannot honour. */
export function pageScripts(preferences: Electron.WebPreferences): PageScriptOptions {
  for (const name of ['nodeIntegration', 'nodeIntegrationInWorker', 'webviewTag', 'offscreen'] as const) {
    if (preferences[name]) throw notImplemented(`webPreferences.${name}`);
  }
  for (const name of ['contextIsolation', 'sandbox', 'webSecurity'] as const) {
    if (preferences[name] === false) throw notImplemented(`webPreferences.${name}: false`);
  }
  if (preferences.partition !== undefined || preferences.session !== undefined)
    throw notImplemented('webPreferences.session');
  const { preload } = preferences;
  // Electron leaves it out and says so on its standard error only.
  if (preload !== undefined && !isAbsolute(preload))
    throw new Error(`preload script must have absolute path: ${preload}`);
  return {
    secret: `s${randomBytes(9).toString('hex')}`,
    preload: { file: preload ?? '', source: preload === undefined ? '' : readFileSync(preload, 'utf8') },
    process: {
      platform: process.platform,
      arch: process.arch,
      versions: { ...process.versions },
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      argv: [process.execPath, ...(preferences.additionalArguments ?? [])],
      env: {},
    },
    frames: preferences.nodeIntegrationInSubFrames ? 'all frames' : 'main frame',
  };
}
