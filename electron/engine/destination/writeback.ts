import { close, closeSync, fdatasync, ftruncateSync } from 'node:fs';
import { openFileSync } from './fence.ts';

/*
 * Systems keep what is written in memory, and bring it to the disk when they are asked to: with many small files one
 * after the other, each with its own commit of the file system's journal, with large ones all at the end. Here a disk is
 * asked early, so that it works while bytes are still coming. Nothing counts on it: what shall be on the disk is synced by
 * its own descriptor, which also hears of every error.
 */

/** Only there a file that is closed begins to be written back. */
const closingBegins = process.platform === 'linux';

/**
 * Marks a file that was just created: ext4 begins to write back a file that was emptied as soon as it is closed, by whichever
 * descriptor (https://docs.kernel.org/admin-guide/ext4.html, auto_da_alloc). Others take no notice.
 */
export function expectWriteback(descriptor: number): void {
  if (!closingBegins) return;
  try {
    ftruncateSync(descriptor, 0);
  } catch {
    // Some file systems do not know it: the file is written back when it is synced.
  }
}

/** Begins to write back the file at `path`, which was marked, and does not wait for it. */
export function beginWriteback(path: string): void {
  if (!closingBegins) return;
  try {
    closeSync(openFileSync(path));
  } catch {
    // It is synced all the same.
  }
}

/** Writes back the bytes of large files while more of them come: one file of a thread at a time. */
export class EarlySync {
  #isBusy = false;

  /** Brings what was written to the file at `path` to the disk, aside, unless that is being done for another one. */
  begin(path: string): void {
    if (this.#isBusy || !closingBegins) return;
    let descriptor: number;
    try {
      // Its own: an error that is told to one descriptor is told to the other as well.
      descriptor = openFileSync(path);
    } catch {
      return;
    }
    this.#isBusy = true;
    fdatasync(descriptor, () => {
      close(descriptor, () => {
        this.#isBusy = false;
      });
    });
  }
}
