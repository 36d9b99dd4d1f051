import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import type { TakeoutSample, TakeoutSampleOptions } from '../../simulator/takeout/takeout-sample.ts';
import type { TakeoutTruth } from '../../simulator/takeout/takeout-truth.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import type { ReadAsset } from './rule-reader.ts';

/** Writes samples that go away after all tests of the file. */
export function sampleFolders(): (options?: Omit<TakeoutSampleOptions, 'out'>) => Promise<TakeoutSample> {
  const folders: string[] = [];
  const studio = createPictureStudio();
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 }))));
  return async (options = {}) => {
    const folder = await mkdtemp(join(tmpdir(), 'afterimage-takeout-'));
    folders.push(folder);
    return writeTakeoutSample({ out: join(folder, 'sample'), itemBytes: 'tiny', ...options }, studio);
  };
}

/** Every file of a sample by name. */
export async function filesOf({ folder }: TakeoutSample): Promise<ReadonlyMap<string, Buffer>> {
  const names = await readdir(folder);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

/** What the truth says, in the words of a reader that believes the latest export. */
export function asRead(truth: TakeoutTruth): unknown {
  return {
    sidecar: truth.sidecar,
    caption: truth.caption,
    favorite: truth.favorite,
    taken: truth.takenFrom === 'sidecar' ? truth.taken : null,
    title: isOriginal(truth) && truth.sidecar === 'matched' ? truth.title : null,
    albums: truth.albums.map(({ title, folder }) => `${title}\0${folder}`).toSorted(),
    paths: [...new Set(truth.paths.map(({ path }) => path))].toSorted(),
  };
}

/** The same of what was read; several values where the truth has one show as such. */
export function asTold(read: ReadAsset, truth: TakeoutTruth): unknown {
  const isMatched = read.titles.size > 0;
  return {
    sidecar: isMatched ? 'matched' : 'none',
    caption: single([...read.captions].map((caption) => (caption === '' ? null : caption))),
    favorite: read.favorite,
    taken: single([...read.taken].map(instant)),
    title: isMatched && isOriginal(truth) ? single([...read.titles]) : null,
    albums: [...read.albums].toSorted(),
    paths: [...read.paths].toSorted(),
  };
}

function isOriginal({ kind }: TakeoutTruth): boolean {
  return kind === 'photo' || kind === 'video';
}

function instant(seconds: string): string | null {
  return seconds === 'none' || seconds === '0'
    ? null
    : new Date(Number(seconds) * 1000).toISOString().replace('.000', '');
}

function single<T>(values: readonly T[]): T | readonly T[] | null {
  if (values.length > 1) return values;
  return values[0] ?? null;
}
