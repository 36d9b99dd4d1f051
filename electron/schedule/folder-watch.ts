import { watch } from 'node:fs';
import { messageOf } from '../base/message-of.ts';

/** Calls back when something in a folder may have changed; returns what ends it. */
export type WatchFolder = (folder: string, onChange: () => void) => () => void;

/**
 * The system's own watching. Where it has none (network drives, some cloud folders) or loses the folder, nothing is
 * heard; anyone who needs certainty looks from time to time.
 */
export function systemFolderWatch(log: (line: string) => void): WatchFolder {
  return (folder, onChange) => {
    try {
      const watcher = watch(folder, { persistent: false }, onChange);
      watcher.on('error', (error) => {
        log(`The watch folder is not heard any more: ${error.message}`);
        watcher.close();
      });
      return () => watcher.close();
    } catch (thrown) {
      log(`The watch folder cannot be listened to: ${messageOf(thrown)}`);
      return () => undefined;
    }
  };
}
