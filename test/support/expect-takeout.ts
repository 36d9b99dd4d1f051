import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { FileExplanation } from '../../electron/contract/takeout-models.ts';
import { openCatalog } from '../../electron/engine/catalog/catalog.ts';
import type { TakeoutTruth } from '../simulator/takeout/takeout-truth.ts';
import { type FolderContents, readBackupFolder } from './backup-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Everything about a backup that one can compare with the truth. */
export interface ImportedLibrary {
  readonly contents: FolderContents;
  /** By sha256. */
  readonly explanations: ReadonlyMap<string, FileExplanation>;
}

/** Reads a backup folder, with what its snapshot of the catalog says about every file. */
export async function readLibrary(backup: string): Promise<ImportedLibrary> {
  const contents = await readBackupFolder(backup);
  const copy = join(await temporaryFolder(), 'catalog.sqlite');
  await copyFile(join(backup, '.afterimage', 'catalog.sqlite'), copy);
  const opened = openCatalog(copy);
  if (!opened.ok) throw new Error(opened.problem.title);
  const explanations = new Map<string, FileExplanation>();
  try {
    for (const [path] of contents.photos.values()) {
      const explained = opened.value.explanations.ofPath(path ?? '');
      if (explained !== null) explanations.set(explained.sha256, explained);
    }
  } finally {
    opened.value.close();
  }
  return { contents, explanations };
}

/**
 * The promise of an import: every content of the truth is under Photos/ exactly once and nothing else is, in the month of
 * its date, with date, zone, place, caption, people and albums as the truth states them, and the album folders show
 * exactly that.
 */
export async function expectImported(backup: string, truth: readonly TakeoutTruth[]): Promise<ImportedLibrary> {
  const library = await readLibrary(backup);
  const { contents, explanations } = library;
  expect([...contents.photos.keys()].toSorted()).toEqual(truth.map(({ sha256 }) => sha256).toSorted());
  for (const paths of contents.photos.values()) expect(paths).toHaveLength(1);
  expect(contents.foreign).toEqual([]);
  const differences = truth.flatMap((line) => differencesOf(line, explanations.get(line.sha256)));
  expect(differences).toEqual([]);
  const shown = [...contents.albums.values()].filter((entries) => entries.length > 0).map((sums) => sums.join());
  expect(shown.toSorted()).toEqual(albumsOf(truth).toSorted());
  return library;
}

/** One line a difference, such as `abc… caption: "one", not "two"`. */
function differencesOf(truth: TakeoutTruth, found: FileExplanation | undefined): readonly string[] {
  const name = `${truth.sha256.slice(0, 8)} ${truth.paths.map(({ path }) => path).join(' ')}`;
  if (found === undefined) return [`${name}: not in the catalog`];
  const checks: readonly (readonly [string, unknown, unknown])[] = [
    ['reason', found.taken.reason, reasons[truth.takenFrom]],
    ...takenChecks(truth, found),
    ['latitude', near(found.latitude, truth.lat), truth.lat],
    ['longitude', near(found.longitude, truth.lon), truth.lon],
    ['caption', found.caption, truth.caption],
    ['people', found.people, truth.people],
    ['favourite', found.favourite, truth.favorite],
    ['archived', found.archived, truth.archived],
    [
      'albums',
      found.albums.toSorted(),
      truth.albums.map(({ title, folder }) => (title.trim() === '' ? folder : title)).toSorted(),
    ],
    ['folder', found.path.slice(0, found.path.lastIndexOf('/')), folderOf(found)],
    ['fidelity', found.fidelity, 'original'],
  ];
  return checks.flatMap(([what, is, shouldBe]) =>
    JSON.stringify(is) === JSON.stringify(shouldBe)
      ? []
      : [`${name} ${what}: ${JSON.stringify(is)}, not ${JSON.stringify(shouldBe)}`],
  );
}

const reasons = {
  sidecar: 'sidecar',
  exif: 'exif',
  'quicktime-zone': 'quicktime',
  'quicktime-utc': 'quicktime',
  'file-name': 'file-name',
  'year-folder': 'folder',
  none: 'none',
} as const;

function takenChecks(
  truth: TakeoutTruth,
  { taken }: FileExplanation,
): readonly (readonly [string, unknown, unknown])[] {
  const { local, zoneMinutes } = taken;
  if (truth.taken !== null) {
    const moment = new Date(Date.parse(`${local}Z`) - (zoneMinutes ?? 0) * 60_000);
    const zone = truth.offsetMinutes === null ? [] : [['zone', zoneMinutes, truth.offsetMinutes] as const];
    return [
      ['taken', Number.isNaN(moment.getTime()) ? null : `${moment.toISOString().slice(0, -5)}Z`, truth.taken],
      ...zone,
    ];
  }
  if (truth.takenLocal !== null) return [['taken', local?.slice(0, truth.takenLocal.length), truth.takenLocal]];
  if (truth.takenYear !== null) return [['year', local?.slice(0, 4), String(truth.takenYear).padStart(4, '0')]];
  return [['taken', local, null]];
}

/** The file's own place is right within 0.0001°. */
function near(degrees: number | null, wanted: number | null): number | null {
  if (degrees === null || wanted === null) return degrees;
  return Math.abs(degrees - wanted) <= 0.000_11 ? wanted : degrees;
}

function folderOf({ taken: { local } }: FileExplanation): string {
  return local === null ? 'Photos/Undated' : `Photos/${local.slice(0, 4)}/${local.slice(5, 7)}`;
}

/** One line an album that has items: its contents' hashes, sorted and joined. */
function albumsOf(truth: readonly TakeoutTruth[]): string[] {
  const albums = new Map<string, Set<string>>();
  for (const { sha256, albums: shownIn } of truth) {
    for (const { folder } of shownIn) {
      const sums = albums.get(folder) ?? new Set();
      albums.set(folder, sums.add(sha256));
    }
  }
  return [...albums.values()].map((sums) => [...sums].toSorted().join());
}
