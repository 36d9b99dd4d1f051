import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsFile } from '../../../electron/cli/settings-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watchSyncs } from '../base/synced-paths.ts';

test.runIf(process.platform !== 'win32')(
  'settings outlive a power cut: the file and its name are on the disk',
  async () => {
    const folder = await temporaryFolder();
    const settings = settingsFile(folder);
    const syncs = await watchSyncs();
    expect((await settings.update({ bandwidthLimit: 1_000 })).ok).toBe(true);
    const file = join(folder, 'settings.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ bandwidthLimit: 1_000 });
    expect([syncs.isSynced(file), syncs.isSynced(folder)]).toEqual([true, true]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  },
);

test.runIf(process.platform !== 'win32')(
  'a pipe or folder in the place of the settings is named, not waited for',
  async () => {
    for (const make of [(path: string) => execFileSync('mkfifo', [path]), (path: string) => mkdirSync(path)]) {
      const folder = await temporaryFolder();
      make(join(folder, 'settings.json'));
      expect(await settingsFile(folder).read()).toMatchObject({ ok: false, problem: { code: 'data-folder-unusable' } });
    }
  },
);
