// Gives this process, or this thread, Electron's view of archives. Must run before whatever reads from one.
import { Archives } from './archives.ts';
import { layOverFs } from './fs-layer.ts';
import { hookModules } from './module-hooks.ts';

const archives = new Archives(
  () => process.noAsar === true || (process.env['ELECTRON_NO_ASAR'] !== undefined && process.type !== 'browser'),
);
layOverFs(archives);
hookModules(archives);
