import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { recipeFor } from '../library/item-recipe.ts';
import { idOf } from '../library/permanent-ids.ts';
import { generated } from './account/library-items.ts';
import type { ArchiveEntry } from './archive/archive-writer.ts';
import type { BrokenPart, BrokenStage, SoundItem } from './broken/broken-part.ts';
import {
  encrypted,
  lyingSize,
  noArchive,
  sameEntry,
  truncatedTgz,
  truncatedZip,
  wrongChecksum,
  zipBomb,
} from './broken/damaged-archives.ts';
import { folderEntries, hostileNamesZip, longNames, specialFilesTgz, symlinkZip } from './broken/hostile-names.ts';
import { markedSidecar, oddDates, unreadableSidecar, wrongTypes } from './broken/hostile-sidecars.ts';
import { createMediaStock, factsOf, type MediaStock } from './media-stock.ts';

const makers = {
  'parent-path': (stage: BrokenStage) => hostileNamesZip('parent-path', stage),
  'absolute-path': (stage: BrokenStage) => hostileNamesZip('absolute-path', stage),
  'drive-letter': (stage: BrokenStage) => hostileNamesZip('drive-letter', stage),
  'nul-in-name': (stage: BrokenStage) => hostileNamesZip('nul-in-name', stage),
  backslashes: (stage: BrokenStage) => hostileNamesZip('backslashes', stage),
  'no-name': (stage: BrokenStage) => hostileNamesZip('no-name', stage),
  'symlink-zip': symlinkZip,
  'special-files-tgz': specialFilesTgz,
  'long-names': longNames,
  'folder-entries': folderEntries,
  'zip-bomb': zipBomb,
  'lying-size': lyingSize,
  'wrong-checksum': wrongChecksum,
  encrypted,
  'truncated-zip': truncatedZip,
  'truncated-tgz': truncatedTgz,
  'empty-file': (stage: BrokenStage) => noArchive('empty-file', stage),
  'empty-zip': (stage: BrokenStage) => noArchive('empty-zip', stage),
  'wrong-magic': (stage: BrokenStage) => noArchive('wrong-magic', stage),
  'same-entry': sameEntry,
  'huge-sidecar': (stage: BrokenStage) => unreadableSidecar('huge-sidecar', stage),
  'deep-sidecar': (stage: BrokenStage) => unreadableSidecar('deep-sidecar', stage),
  'latin1-sidecar': (stage: BrokenStage) => unreadableSidecar('latin1-sidecar', stage),
  'cut-sidecar': (stage: BrokenStage) => unreadableSidecar('cut-sidecar', stage),
  'marked-sidecar': markedSidecar,
  'wrong-types': wrongTypes,
  'odd-dates': oddDates,
} as const satisfies Record<string, (stage: BrokenStage) => Promise<BrokenPart<string>>>;

export type BrokenPartKind = keyof typeof makers;

/** Every kind of broken part. */
export const brokenPartKinds = Object.keys(makers) as readonly BrokenPartKind[];

/**
 * Writes archives with which something is wrong, one or two a kind, into a folder. Each says which of its photos must be
 * kept all the same. Equal seeds give equal bytes.
 */
export async function brokenParts(
  folder: string,
  kinds: readonly BrokenPartKind[] = brokenPartKinds,
  seed = 1,
): Promise<readonly BrokenPart<BrokenPartKind>[]> {
  const stock = createMediaStock(seed, 'tiny');
  const made: BrokenPart<BrokenPartKind>[] = [];
  for (const kind of kinds) {
    await mkdir(join(folder, kind), { recursive: true });
    made.push(await makers[kind](stageFor(join(folder, kind), kind, seed, stock)));
  }
  return made;
}

/** When the parts are said to have been made, and around which their photos were taken. */
const modified = Date.UTC(2026, 8, 5, 10, 11, 12) / 1000;
const taken = Date.UTC(2024, 4, 5, 8) / 1000;
const folder2024 = 'Takeout/Google Photos/Photos from 2024/';
/** Far from the numbers of all accounts. */
const firstNumber = 0x5000_0000;

function stageFor(folder: string, kind: BrokenPartKind, seed: number, stock: MediaStock): BrokenStage {
  let number = firstNumber + brokenPartKinds.indexOf(kind) * 1000;
  const text: BrokenStage['text'] = (name, content) => {
    const bytes = Buffer.from(content);
    return { path: folder2024 + name, bytes: bytes.length, crc32: crc32(bytes), chunks: [bytes], modified };
  };
  return {
    // As an archive of an export is called: an importer may look at names first.
    file: (ending, part = 1) => join(folder, `takeout-20260905T101112Z-3-00${part}.${ending}`),
    text,
    item: async (name) => {
      number += 1;
      return soundItem(name, seed, number, stock, text);
    },
  };
}

async function soundItem(
  name: string,
  seed: number,
  number: number,
  stock: MediaStock,
  text: BrokenStage['text'],
): Promise<SoundItem> {
  const id = idOf('added', number, seed);
  const requests = { filename: `${name}.jpg`, format: 'jpeg', dates: 'none' } as const;
  const chunks = await stock.chunks(generated(recipeFor({ seed, id, number, localSeconds: taken, requests })));
  const { sha256, ...facts } = factsOf(chunks);
  const path = `${folder2024}${name}.jpg`;
  const media: ArchiveEntry = { path, chunks, modified, ...facts };
  const caption = `About ${name}`;
  const seconds = taken + (number % 1000) * 60;
  const sidecar = {
    title: `${name}.jpg`,
    description: caption,
    photoTakenTime: { timestamp: String(seconds), formatted: '' },
    geoData: { latitude: 0, longitude: 0, altitude: 0 },
  };
  const survivor = { path, sha256, caption, taken: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') };
  return { media, sidecar: text(`${name}.jpg.json`, JSON.stringify(sidecar, null, 2)), survivor };
}
