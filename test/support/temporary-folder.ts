import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder that goes away when the test ends. */
export function temporaryFolder(prefix = 'afterimage-test-'): Promise<string> {
  return folderIn(tmpdir(), prefix);
}

/** As {@link temporaryFolder}, where syncing costs nothing, if the system has such a place. */
export function folderInMemory(): Promise<string> {
  return folderIn(existsSync(memory) ? memory : tmpdir(), 'afterimage-test-');
}

const memory = '/dev/shm';

async function folderIn(parent: string, prefix: string): Promise<string> {
  const folder = await mkdtemp(join(parent, prefix));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
