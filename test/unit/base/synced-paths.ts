import fs, { fstatSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished, vi } from 'vitest';

/** What was synced since the watch began, told by inode, so that files count under whatever name they have later. */
export interface SyncWatch {
  readonly isSynced: (path: string) => boolean;
}

/** Watches the system calls that bring files and folders to the disk, asynchronous or not, until the test ends. */
export async function watchSyncs(): Promise<SyncWatch> {
  const synced = new Set<number>();
  const note = (descriptor: number): void => void synced.add(fstatSync(descriptor).ino);
  const handle = await open('.', 'r');
  const handles = Object.getPrototypeOf(handle);
  await handle.close();
  for (const name of ['sync', 'datasync'] as const) {
    const original = handles[name];
    vi.spyOn(handles, name).mockImplementation(function (this: { readonly fd: number }) {
      note(this.fd);
      return original.call(this);
    });
  }
  for (const name of ['fsyncSync', 'fdatasyncSync'] as const) {
    const original = fs[name];
    vi.spyOn(fs, name).mockImplementation((descriptor) => {
      note(descriptor);
      original(descriptor);
    });
  }
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
  return { isSynced: (path) => synced.has(statSync(path).ino) };
}
