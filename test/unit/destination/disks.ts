import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished, type TestContext } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const run = promisify(execFile);

/**
 * Its own file system in memory, of `size` (as `mount -o size=` takes it); skips the test where mounting is not
 * allowed.
 */
export async function smallDisk(context: TestContext, size: string): Promise<string> {
  const folder = join(await temporaryFolder(), 'disk');
  await mkdir(folder);
  await mounted(context, ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], folder);
  return folder;
}

/** The same folder seen read-only; skips the test where mounting is not allowed. */
export async function readOnlyView(context: TestContext, folder: string): Promise<string> {
  const view = join(await temporaryFolder(), 'view');
  await mkdir(view);
  await mounted(context, ['--bind', folder, view], view);
  await run('mount', ['-o', 'remount,bind,ro', view]);
  return view;
}

/** Another folder of the same disk mounted over a folder; skips the test where mounting is not allowed. */
export async function mountedOver(context: TestContext, folder: string): Promise<void> {
  await mounted(context, ['--bind', await temporaryFolder(), folder], folder);
}

/** Lays an empty file system over a folder, as if the disk behind it had been unplugged. */
export async function coverWithEmptyDisk(context: TestContext, folder: string): Promise<void> {
  await mounted(context, ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], folder);
}

async function mounted(context: TestContext, mountArguments: readonly string[], point: string): Promise<void> {
  try {
    await run('mount', [...mountArguments]);
  } catch (thrown) {
    return context.skip(`mounting is not permitted here: ${thrown instanceof Error ? thrown.message : ''}`);
  }
  onTestFinished(async () => {
    await run('umount', [point]);
  });
}
