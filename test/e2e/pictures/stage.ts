import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { expect, type RunningApp } from '../app.ts';

/** Makes the folder that the pictures show, on a made-up disk; it has the name that a person would give it. */
export async function folderForPictures(disk: string): Promise<string> {
  const scratch = process.env['PICTURES_SCRATCH'] ?? join(tmpdir(), 'afterimage-pictures');
  const folder = join(scratch, disk, 'Photo backup');
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Waits until what the main process knows is as wanted. */
export async function until({ state }: RunningApp, isSo: (state: AppSnapshot) => boolean): Promise<void> {
  await expect.poll(async () => isSo(await state()), { timeout: 120_000, intervals: [100] }).toBe(true);
}

/** Runs a backup to its end. */
export async function backUp(app: RunningApp, full = false): Promise<void> {
  const before = (await app.state()).lastRun?.run ?? 0;
  await app.ask('backup.start', { full });
  await until(app, ({ run, lastRun }) => run === null && (lastRun?.run ?? 0) > before);
}

/** Goes to a screen as a link would. */
export async function goTo({ page }: RunningApp, place: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${place}`);
}

/**
 * Gives items and albums names as cameras and people make them: the simulated library is full of such that are hard to
 * store, and many a font has no sign for them.
 */
export async function plainNames(google: Simulator): Promise<void> {
  let number = 2_031;
  for await (const { id, filename } of google.truth()) {
    if (/^[A-Z]{3}_\w+\.[A-Za-z0-9]+$/.test(filename)) continue;
    const extension = /\.(jpe?g|heic|mp4)$/i.exec(filename)?.[1] ?? 'jpg';
    google.changeLibrary([{ kind: 'rename-item', id, filename: `IMG_${number}.${extension.toUpperCase()}` }]);
    number += 1;
  }
  for (const [place, id] of (await albumIds(google)).entries()) {
    const title = titles[place % titles.length];
    if (title !== undefined) google.changeLibrary([{ kind: 'rename-album', id, title }]);
  }
}

const titles = [
  ...['Lisbon in spring', 'Grandmother’s garden', 'The lighthouse road', 'Balloons over the valley', 'Autumn walks'],
  ...['Family 2025', 'City at night', 'Winter in the hills', 'Market days', 'By the sea', 'First apartment'],
  ...['Dunes', 'Rome 2023', 'The long train ride', 'Still life, a first attempt'],
];

async function albumIds({ grant, url }: Simulator): Promise<readonly string[]> {
  const { accessToken } = await grant([capabilityScopes.library]);
  const answer = await fetch(`${url}/photoslibrary/v1/albums?pageSize=50`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const { albums } = (await answer.json()) as { readonly albums: readonly { readonly id: string }[] };
  return albums.map(({ id }) => id);
}
