import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { silentLog } from '../../electron/base/log.ts';
import { googleEndpoints } from '../../electron/contract/endpoints.ts';
import { noDecoder } from '../../electron/contract/picture-decoder.ts';
import { problem } from '../../electron/contract/problem.ts';
import { failed } from '../../electron/contract/result.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { verifyChecksums } from '../demo/checksums.ts';
import { writeTakeoutSample } from '../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../support/backup-folder.ts';

/** A person's computer on which everything is set up, and an export of Takeout lies in the watch folder. */
export interface PreparedProfile {
  readonly profile: string;
  /** Is everything that the export holds in the backup folder, and written down there? */
  readonly isImported: () => Promise<boolean>;
  /** Throws when a file in the backup folder is not what `SHA256SUMS` says. */
  readonly verify: () => Promise<void>;
}

/**
 * Prepares it in the folder `scratch`. The fuses let nobody drive a packaged app, so its settings say what it is to do:
 * set up, and watching.
 */
export async function prepareProfile(scratch: string): Promise<PreparedProfile> {
  const profile = join(scratch, 'profile');
  const backup = join(scratch, 'backup');
  const downloads = join(scratch, 'downloads');
  for (const folder of [profile, backup, downloads]) await mkdir(folder, { recursive: true });
  const sample = await writeTakeoutSample({ out: join(scratch, 'export'), items: 3, albums: 1, parts: 1, seed: 7 });
  for (const { name, path } of sample.parts) await rename(path, join(downloads, name));
  const settings = {
    version: 1,
    destination: await chosenDestination(backup, join(scratch, 'engine')),
    setup: { step: 'done', finished: true },
    watchFolder: { path: downloads, isOn: true },
    // Nobody is signed in, and nothing leaves the machine.
    schedule: { mode: 'manual' },
    checkForUpdates: false,
  };
  await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
  return {
    profile,
    isImported: async () => {
      if (!existsSync(join(backup, 'SHA256SUMS'))) return false;
      // Files still move to their places while the import continues.
      const contents = await readBackupFolder(backup).catch(() => null);
      return contents !== null && sample.truth.every(({ sha256 }) => contents.photos.has(sha256));
    },
    verify: async () => {
      await verifyChecksums(backup);
    },
  };
}

async function chosenDestination(backup: string, dataFolder: string) {
  const engine = createEngine({
    dataFolder,
    endpoints: googleEndpoints,
    tokens: { accessToken: async () => failed(problem('account-missing')) },
    decoder: noDecoder,
    environment: {},
    timeScale: 1,
    now: () => new Date(),
    clock: () => performance.now(),
    log: silentLog,
  });
  const chosen = await engine.chooseDestination(backup);
  if (!chosen.ok) throw new Error(`The backup folder cannot be used: ${chosen.problem.title}`);
  return chosen.value.destination;
}
