import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Fidelity } from '../../../electron/contract/models.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import type { ItemTakeoutMetadata } from '../../../electron/contract/source-items.ts';
import type { AssetTaken } from '../../../electron/engine/catalog/assets/asset-row.ts';
import type { Catalog } from '../../../electron/engine/catalog/catalog.ts';
import { photoPathCandidates } from '../../../electron/engine/destination/candidates.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { apiPolicy } from '../../../electron/engine/sources/api-policy.ts';
import type { DateEvidence, PolicyOf } from '../../../electron/engine/sources/source-policy.ts';
import { takeoutPolicy } from '../../../electron/engine/sources/takeout/takeout-policy.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { folderInMemory } from '../../support/temporary-folder.ts';
import { at, begun, facts, opened, seen } from '../catalog/catalog-fixture.ts';
import { openedDestination } from '../destination/open-folder.ts';

/** The start of a JPEG, its end, and something that makes its content its own. */
export function jpeg(content: string): Buffer {
  const start = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  const comment = Buffer.from(content);
  const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([start, marker, comment, Buffer.from('ffd9', 'hex')]);
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What an export says of a photo of which it has a sidecar without news. */
export function plainMetadata(changes: Partial<ItemTakeoutMetadata> = {}): ItemTakeoutMetadata {
  return {
    ...{ latitude: null, longitude: null, people: [], favourite: false, archived: false, partner: false },
    ...{ takenYear: 2023, authority: '20260301T120000Z', ...changes },
  };
}

/** Dates by the moment of the sidecar, in the zone of the neighbour or UTC: exports' own rules have tests of their own. */
export const policyOf: PolicyOf = () => ({
  ...apiPolicy,
  decideDate,
  xmp: (photo) => (photo.reconciled === null ? apiPolicy : takeoutPolicy).xmp(photo),
});

function decideDate({ said, neighbourZone }: DateEvidence): AssetTaken {
  const takenAt = said?.takenAt ?? null;
  if (takenAt === null) {
    return { takenLocal: null, zoneMinutes: null, takenReason: 'none', takenAt: null, zoneReason: 'none' };
  }
  const local = new Date(takenAt * 1_000 + (neighbourZone ?? 0) * 60_000).toISOString().slice(0, 19);
  const zoneReason = neighbourZone === null ? 'none' : 'neighbour';
  return { takenLocal: local, zoneMinutes: neighbourZone, takenReason: 'sidecar', takenAt, zoneReason };
}

/** A photo that is in the backup before the story begins. */
export interface GivenPhoto {
  readonly filename?: string;
  readonly content?: string;
  readonly fidelity?: Fidelity;
  /** The month that it lies in; default: that of what the source says. */
  readonly takenLocal?: string | null;
  /** As the source tells it now, ISO 8601. */
  readonly createdAt?: string;
  readonly description?: string;
  readonly said?: ItemTakeoutMetadata;
  readonly album?: string;
  /** The key of the photo whose clip this is. */
  readonly pairOf?: string;
  /** Its place is reserved, as a crash before the commit leaves it. */
  readonly isUncommitted?: boolean;
  /** What was wrong with the bytes when they came. */
  readonly damage?: Problem;
  /** In the catalog, and not on the disk. */
  readonly isMissing?: boolean;
}

/** A backup folder with its catalog, in which a run has begun, and words to say what is in it. */
export interface BackupFixture {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly source: number;
  readonly run: number;
  readonly clock: ReturnType<typeof fakeClock>;
  /** The problems that were told; hand out `onProblem`. */
  readonly problems: Problem[];
  readonly onProblem: (met: Problem) => void;
  /** A photo that is stored; its path and asset. */
  readonly store: (key: string, photo?: GivenPhoto) => Promise<{ readonly path: string; readonly assetId: number }>;
  /** A file of the person's own. */
  readonly put: (path: string, content: string | Uint8Array) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** The text of a file; null when there is none. */
  readonly read: (path: string) => Promise<string | null>;
  /** All files below a folder, in order. */
  readonly files: (folder?: string) => Promise<readonly string[]>;
  /** The paths of the stored files, as the catalog knows them. */
  readonly known: () => readonly string[];
}

/**
 * A fresh backup; catalog and folder are real, and in memory, so that a story can be told a hundred times. A catalog of
 * which snapshots are made needs a file.
 */
export async function backupFixture(catalogFile = ':memory:'): Promise<BackupFixture> {
  const destination = await openedDestination(await folderInMemory());
  const catalog = opened(catalogFile);
  const source = catalog.sources.ensure('library', 'account-1', 'person@example.org');
  const run = begun(catalog, source);
  const problems: Problem[] = [];
  const pathOf = (path: string): string => join(destination.path, path);
  const put = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(pathOf(path)), { recursive: true });
    await writeFile(pathOf(path), content);
  };
  return {
    ...{ destination, catalog, source, run, clock: fakeClock(), problems, put },
    onProblem: (met) => void problems.push(met),
    store: async (key, photo = {}) => {
      const { assetId, path, bytes } = recordStored({ catalog, source, run }, key, photo);
      if (photo.isMissing !== true) await put(path, bytes);
      return { path, assetId };
    },
    remove: (path) => rm(pathOf(path), { recursive: true }),
    read: (path) => readFile(pathOf(path), 'utf8').catch(() => null),
    files: async (folder = 'Photos') => {
      const entries = await readdir(pathOf(folder), { recursive: true, withFileTypes: true }).catch(() => []);
      const names = entries
        .filter((entry) => !entry.isDirectory())
        .map(({ parentPath, name }) => join(parentPath, name));
      return names.map((name) => name.slice(destination.path.length + 1)).toSorted();
    },
    known: () => [...catalog.assets.sums()].map(({ path }) => path),
  };
}

function recordStored(
  { catalog, source, run }: Pick<BackupFixture, 'catalog' | 'source' | 'run'>,
  key: string,
  {
    filename = `${key}.JPG`,
    content = key,
    fidelity = 'original',
    createdAt,
    description,
    said,
    album,
    ...photo
  }: GivenPhoto,
) {
  const told = createdAt ?? '2023-08-01T10:00:00.000Z';
  const takenLocal = photo.takenLocal === undefined ? told.slice(0, 19) : photo.takenLocal;
  const item = seen(key, {
    filename,
    createdAt: told,
    description: description ?? null,
    ...(said === undefined ? {} : { said }),
    pairOf: photo.pairOf,
  });
  catalog.items.record(run, source, [item], at(0));
  if (album !== undefined) catalog.albums.add(run, source, { key: album, title: album, items: [key] });
  const [wanted] = catalog.transfers.claim(source, run, 1);
  if (wanted?.key !== key) throw new Error(`${key} is not wanted, but ${wanted?.key}`);
  const bytes = jpeg(content);
  const takenAt = takenLocal === null ? null : Date.parse(`${takenLocal}Z`) / 1_000;
  const asset = facts(content, {
    ...{ sha256: sha256(bytes), bytes: bytes.length, fidelity, takenLocal, zoneMinutes: null },
    takenReason: said === undefined ? 'api' : takenLocal === null ? 'none' : 'sidecar',
    moment: { takenAt, zoneReason: 'none' },
  });
  const candidates = photoPathCandidates({ takenLocal, filename });
  const [reservation] = catalog.storage.reserve(
    run,
    [{ itemId: wanted.id, facts: asset, candidates, damage: photo.damage ?? null }],
    at(1),
  );
  if (reservation?.kind !== 'reserved') throw new Error(`${key} is not reserved but ${reservation?.kind}`);
  const { assetId, path } = reservation;
  if (photo.isUncommitted === true) return { assetId, path, bytes };
  catalog.storage.commit(run, [{ assetId, itemId: wanted.id, storedAt: at(1), mtime: Date.parse(told) }]);
  return { assetId, path, bytes };
}
