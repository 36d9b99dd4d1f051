import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExpectedEntry, TakeoutSampleOptions } from '../../simulator/takeout/takeout-sample.ts';
import type { TakeoutTruth } from '../../simulator/takeout/takeout-truth.ts';
import { sampleFolders } from '../simulator-takeout/sample-folders.ts';
import { type ReadMedia, readSample } from './read-sample.ts';

const sample = sampleFolders();

async function expectedEntries(folder: string): Promise<readonly ExpectedEntry[]> {
  const text = await readFile(join(folder, 'entries.ndjson'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): ExpectedEntry => JSON.parse(line));
}

const sources: Readonly<Record<TakeoutTruth['takenFrom'], string>> = {
  sidecar: 'sidecar',
  exif: 'exif',
  'quicktime-zone': 'quicktime',
  'quicktime-utc': 'quicktime',
  'file-name': 'file-name',
  'year-folder': 'folder',
  none: 'none',
};

/** What was read of one asset, in the words of the truth. An asset takes the sidecar of any of its copies. */
function told(copies: readonly ReadMedia[]): unknown {
  const best =
    copies.find(({ sidecar }) => sidecar !== null) ??
    copies.find(({ taken }) => taken.precision !== 'none') ??
    copies[0];
  if (best === undefined) return undefined;
  const { sidecar, match, taken, place, isFilm } = best;
  return {
    kind: match.relation.kind === 'itself' ? (isFilm ? 'video' : 'photo') : match.relation.kind,
    sidecar: sidecar === null ? 'none' : 'matched',
    title: sidecar !== null && match.relation.kind === 'itself' ? sidecar.title : null,
    caption: sidecar?.description ?? null,
    people: sidecar?.people ?? [],
    favorite: sidecar?.favorited ?? false,
    partner: sidecar?.partner ?? false,
    archived: copies.some(({ meaning }) => meaning.kind === 'archive') || (sidecar?.archived ?? false),
    taken: taken.moment === null ? null : new Date(taken.moment).toISOString().replace('.000', ''),
    takenFrom: taken.takenReason,
    takenYear: taken.precision === 'year' ? Number(taken.takenLocal?.slice(0, 4)) : null,
    placeFrom: place?.from ?? null,
    lat: place?.latitude.toFixed(3) ?? null,
    lon: place?.longitude.toFixed(3) ?? null,
  };
}

function wanted(truth: TakeoutTruth): unknown {
  const { kind, sidecar, caption, people, favorite, partner, archived, taken, takenYear, placeFrom, lat, lon } = truth;
  const isTitled = sidecar === 'matched' && (kind === 'photo' || kind === 'video');
  return {
    kind,
    sidecar,
    title: isTitled ? truth.title : null,
    caption,
    people,
    favorite,
    partner,
    archived,
    taken,
    takenFrom: sources[truth.takenFrom],
    takenYear,
    placeFrom,
    lat: lat?.toFixed(3) ?? null,
    lon: lon?.toFixed(3) ?? null,
  };
}

function expectZone(copies: readonly ReadMedia[], { offsetMinutes }: TakeoutTruth, path: string | undefined): void {
  const best = copies.find(({ sidecar }) => sidecar !== null) ?? copies[0];
  if (offsetMinutes === null || best === undefined) return;
  expect(best.taken.zoneMinutes, path).toBe(offsetMinutes);
}

describe('a generated export means what it is meant to', () => {
  test.each<[string, Omit<TakeoutSampleOptions, 'out'>]>([
    ['in English', { items: 80, albums: 10, seed: 1 }],
    ['in German, in many parts', { items: 20, albums: 12, seed: 2, locale: 'de', parts: 7 }],
    ['in Japanese, albums only', { items: 60, albums: 12, seed: 3, locale: 'ja', selection: 'albums' }],
    ['in French', { items: 0, albums: 0, seed: 4, locale: 'fr', parts: 1 }],
    ['in Spanish', { items: 0, albums: 0, seed: 5, locale: 'es', parts: 2 }],
    ['in Italian', { items: 0, albums: 0, seed: 6, locale: 'it', parts: 2 }],
  ])('%s', async (_, options) => {
    const { folder, parts, truth } = await sample({ format: 'folder', ...options });
    const read = await readSample(parts.map(({ path }) => path));
    const copies = Map.groupBy(read.media, ({ sha256 }) => sha256);

    expect([...copies.keys()].toSorted()).toEqual(truth.map(({ sha256 }) => sha256));
    for (const line of truth) {
      const path = line.paths[0]?.path;
      expect(told(copies.get(line.sha256) ?? []), path).toEqual(wanted(line));
      expectZone(copies.get(line.sha256) ?? [], line, path);
      const albums = line.albums.map(({ title, folder: name }) => `${title}\0${name}`).toSorted();
      expect([...(read.albums.get(line.sha256) ?? [])].toSorted(), path).toEqual(albums);
    }
    for (const { path, state, match } of await expectedEntries(folder)) {
      const found = read.json.get(path);
      if (found === undefined) continue;
      expect(found.role, path).toBe(state);
      if (match !== undefined) expect(found.isUsed, path).toBe(match === 'media');
      if (found.joins !== null) expect(found.joins, path).toBe(match === 'membership' ? 'item' : 'none');
    }
  });
});
