import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../../electron/contract/models.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { TakeoutSample } from '../../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { openDriveWorld } from '../../support/drive-world.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { sentAgain } from '../../support/served-entries.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

const studio = createPictureStudio();

async function inDrive(folder: string, ...parts: readonly TakeoutSample['parts'][number][]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { path } of parts) await copyFile(path, join(folder, basename(path)));
}

test('an export that arrives part by part, then the next one, are exactly the truth', { tags: 'long' }, async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  const account = { items: isLong() ? 300 : 80, albums: 8, seed: 3, itemBytes: 20_000 };
  const full = await writeTakeoutSample({ ...account, out: join(folder, 'full'), parts: 4 }, studio);
  await mkdir(drive);
  const { backup, fetch, simulator } = await openDriveWorld(drive);
  const checksums: unknown[] = [];
  const hear = (event: RunEvent): void => {
    if (event.event === 'part' && event.state === 'imported') checksums.push(event.checksum);
  };
  for (const part of full.parts) {
    await inDrive(drive, part);
    expect((await fetch({}, hear)).report).toMatchObject({ outcome: 'complete', failed: 0 });
  }
  await expectImported(backup, full.truth);

  const next = await writeTakeoutSample(
    { ...account, out: join(folder, 'next'), incrementalOf: join(folder, 'full'), parts: 1 },
    studio,
  );
  await inDrive(drive, ...next.parts);
  expect((await fetch({}, hear)).report).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectImported(backup, next.truth);

  // Clips of motion photos, copies in albums and what lies in the trash do not keep a pass from being whole.
  expect(checksums).toEqual(['right', 'right', 'right', 'right', 'right']);
  const { driveFiles } = simulator.statistics();
  for (const { path } of [...full.parts, ...next.parts]) {
    const served = driveFiles.find(({ name }) => name === basename(path));
    expect(await sentAgain(path, served)).toEqual(new Map());
    expect(served?.sent).toBeGreaterThanOrEqual(served?.bytes ?? 0);
  }
  simulator.resetStatistics();
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', stored: 0, bytes: 0 });
  expect(simulator.statistics()).toMatchObject({ driveRequests: 3, driveFiles: [] });
});
