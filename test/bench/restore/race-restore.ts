import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simulatorProcess } from '../../demo/simulator-process.ts';
import { createFiller } from '../../simulator/library/media/filler.ts';
import { jpegFile } from '../../simulator/library/media/jpeg-file.ts';
import { afterimage } from '../../support/command-line.ts';
import { smallPicture } from '../../support/small-export.ts';
import { moveIn } from '../afterimage.ts';
import { hasProgram } from '../processes.ts';
import { raceRows } from '../results.ts';
import { alternate } from '../rounds.ts';
import { curlContender } from './curl-uploads.ts';
import { rcloneUploadContender } from './rclone-upload.ts';
import { restoreContender } from './restore-contender.ts';

interface RaceOptions {
  readonly rounds: number;
  readonly scratch: string;
  readonly say: (text: string) => void;
  readonly missing: Set<string>;
}

const work = { title: 'restore of 1,000 × 200 KB', items: 1_000, itemBytes: 200_000 };

/** Sends a library to an empty simulated account: we, curl doing the same uploads and batches, and rclone. */
export async function raceRestore({ rounds, scratch, say, missing }: RaceOptions): Promise<readonly string[][]> {
  const root = await mkdtemp(join(scratch, 'restore-'));
  try {
    say(`${work.title}: making the library …`);
    const photos = join(root, 'Takeout', 'Google Photos', 'Photos from 2019');
    await writePhotos(photos);
    const template = await importedHousehold(root);
    const contenders = [restoreContender(template)];
    if (await hasProgram('curl')) contenders.push(curlContender(photos));
    else missing.add('curl is not installed: its uploads were not measured');
    if (await hasProgram('rclone')) contenders.push(rcloneUploadContender(photos));
    else missing.add('rclone is not installed: its uploads were not measured');
    return raceRows(work, await alternate(work, contenders, { rounds, scratch: root, say }));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Photos that say when they were taken, of exactly the size of the race. */
async function writePhotos(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const picture = await smallPicture(1, '2019:07:04 10:11:12', '+02:00');
  const filler = createFiller(1);
  for (let index = 0; index < work.items; index += 1) {
    const parts = { picture, exif: null, marker: `photo ${index} `, length: work.itemBytes };
    await writeFile(join(folder, `IMG_${index}.jpg`), Buffer.concat(jpegFile(parts, filler)));
  }
}

/** A backup of these photos, and Afterimage's data; the account is signed in anew in each round. */
async function importedHousehold(root: string): Promise<string> {
  const folder = join(root, 'household');
  await mkdir(folder);
  const simulator = await simulatorProcess(['--items', '0', '--albums', '0', '--auto-consent']);
  try {
    const { globals } = await moveIn(simulator, folder);
    const ended = await afterimage(['import', join(root, 'Takeout'), '--owner', 'someone.else@example.com'], {
      globals,
    });
    if (ended.code !== 0) throw new Error(`The import ended with ${ended.code}: ${ended.stderr}`);
    return folder;
  } finally {
    await simulator.stop();
  }
}
