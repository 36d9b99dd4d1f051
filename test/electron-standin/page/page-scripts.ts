import { makeCodec } from './codec.ts';
import { makeFilePaths } from './file-paths.ts';
import { makePageIpc } from './ipc-renderer.ts';
import { enterIsolatedWorld, type PreloadProcess } from './isolated-world.ts';
import { enterMainWorld } from './main-world.ts';
import { makePortRegistry } from './port-registry.ts';
import { makeWorldBridge } from './world-bridge.ts';

/** The name that Electron gives the preload's world; DevTools show it. */
export const ISOLATED_WORLD = 'Electron Isolated Context';

/** The names by which a page and the main process call each other inside the isolated world. */
export const PAGE_TO_MAIN = '__standinTell';
export const MAIN_TO_PAGE = '__standinHear';
export const PAGE_FILE = '__standinFile';

export type PageScriptOptions = {
  /** Joins the two worlds of one page; nobody else knows it. */
  readonly secret: string;
  readonly preload: { readonly file: string; readonly source: string };
  readonly process: PreloadProcess;
  /** `webPreferences.nodeIntegrationInSubFrames`: whether frames inside the page get the preload too. */
  readonly frames: 'main frame' | 'all frames';
};

/** Source text for the page's own world; runs before any script of the page. */
export function mainWorldScript({ secret, frames }: PageScriptOptions): string {
  return `if (${condition(frames)}) (${enterMainWorld})(${JSON.stringify(secret)}, ${makeWorldBridge});`;
}

/**
 * Source text for the preload's world. The preload is written into it as a function: evaluating a string would fall
 * under the page's content security policy.
 */
export function isolatedWorldScript({ secret, preload, process, frames }: PageScriptOptions): string {
  const makers = [makeCodec, makeWorldBridge, makePortRegistry, makeFilePaths, makePageIpc];
  return `if (${condition(frames)}) (${enterIsolatedWorld})({
    secret: ${JSON.stringify(secret)},
    file: ${JSON.stringify(preload.file)},
    process: { ...${JSON.stringify(process)}, isMainFrame: window.top === window },
    makers: { ${makers.map((maker) => `${maker.name}: ${maker}`).join(',\n')} },
    preload: function (require, module, exports, process, global) {${preload.source}
}});`;
}

/** Electron runs no preload in the empty page that every window starts with. */
function condition(frames: PageScriptOptions['frames']): string {
  const notEmpty = "location.href !== 'about:blank'";
  return frames === 'all frames' ? notEmpty : `window.top === window && ${notEmpty}`;
}
