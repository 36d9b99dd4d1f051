import { join } from 'node:path';

/** The Node that the stand-in runs on. */
export const nodePath = process.execPath;

/**
 * From now on the app's program is the stand-in's own, as Electron's is in Electron: starting it starts the app once more,
 * and not a Node that runs whatever script it is given.
 */
export function hideNode(): void {
  process.execPath = join(import.meta.dirname, '..', 'electron');
}
