import type { GeneratedContent } from '../library/item-recipe.ts';
import { hashOf, pickBelow } from '../library/seeded-hash.ts';
import type { ExportItem } from './account/export-item.ts';
import type { SentExport } from './account/history.ts';
import {
  createFolderNames,
  editedName,
  type FolderNames,
  fileNameOf,
  mediaName,
  type NumberedName,
  numbered,
  sidecarName,
} from './entry-names.ts';
import { type ExportFolder, exportFolders, type Showing, type TakeoutSelection } from './export-folders.ts';
import { type FailedFile, indexPage } from './index-page.ts';
import type { EntryBody, EntryRole, PlannedEntry, ShownAsset, ShownItem } from './planned-entry.ts';
import { rootEntries } from './root-entries.ts';
import { albumText, sidecarText } from './sidecar-text.ts';
import type { TakeoutWords } from './takeout-words.ts';

/** All files of one export and what they show. */
export interface ExportPlan {
  readonly entries: readonly PlannedEntry[];
  readonly shown: readonly ShownItem[];
}

/** Whose exports all samples are. */
const ownerOfSamples = 'sample@example.com';
/** So many neighbours in a folder usually stay together when parts are filled. */
const bundleSize = 7;
/** One sidecar of so many lies apart from its media. */
const apartEvery = 4;

interface Findings {
  readonly item: ExportItem;
  readonly assets: Map<string, { readonly asset: ShownAsset; readonly entries: PlannedEntry[] }>;
  readonly albums: { readonly title: string; readonly folder: string }[];
  sidecar: ShownItem['sidecar'];
  inArchiveFolder: boolean;
  folderYear: number | null;
}

/** Lays an export out: folders, names and what every entry is. */
export function planExport(
  sent: SentExport,
  words: TakeoutWords,
  seed: number,
  selection: TakeoutSelection,
): ExportPlan {
  const folders = exportFolders(sent, words, seed, selection);
  const root = `Takeout/${words.container}/`;
  const failed: FailedFile[] = [];
  const entries: PlannedEntry[] = [];
  const index = (): string =>
    indexPage({ container: words.container, email: ownerOfSamples, files: entries.map(({ path }) => path), failed });
  entries.push(...rootEntries(root, index, sent.seconds));
  const found = new Map<string, Findings>();
  for (const folder of folders) {
    const path = `${root}${folder.name}/`;
    const { holds } = folder;
    const names = createFolderNames([words.albumMetadata]);
    if (holds.kind === 'album') {
      const seconds = sent.seconds - 86_400 * (1 + pickBelow(2000, seed, holds.album.key, 0));
      entries.push({
        path: path + words.albumMetadata,
        body: { kind: 'text', text: () => albumText(holds.album, seconds) },
        role: { kind: 'album-metadata' },
        modified: sent.seconds,
        bundle: hashOf(seed, `metadata of ${path}`, 0),
      });
    }
    for (const [position, showing] of folder.showings.entries()) {
      const findings = findingsOf(found, showing.item);
      const spot = { seed, path, folder, names, position, modified: sent.seconds };
      const { placed, mediaPath } = showItem(spot, showing, findings);
      entries.push(...placed);
      const isHome = holds.kind !== 'album' || selection === 'albums';
      if (isHome && showing.item.bytes === 'absent')
        failed.push({ folder: folder.name, name: mediaPath.slice(path.length) });
    }
  }
  return { entries, shown: [...found.values()].map(shownItem) };
}

/** Where an item is about to be shown. */
interface Spot {
  readonly seed: number;
  readonly path: string;
  readonly folder: ExportFolder;
  readonly names: FolderNames;
  readonly position: number;
  readonly modified: number;
}

/** Puts an item into a folder: its names are claimed together, so that their numbers agree. */
function showItem(
  spot: Spot,
  { item, shows }: Showing,
  findings: Findings,
): { readonly placed: readonly PlannedEntry[]; readonly mediaPath: string } {
  const { seed, path, folder, names, position, modified } = spot;
  const fileName = fileNameOf(item.fileName ?? item.title);
  const media = mediaName(fileName);
  const form = item.sidecar.kind === 'none' ? ({ kind: 'infix' } as const) : item.sidecar;
  const sidecar = sidecarName(fileName, form);
  const companions = item.companions.map((companion) => ({ companion, name: companionName(fileName, companion) }));
  const number = names.claim([media, sidecar, ...companions.map(({ name }) => name)]);
  const together = hashOf(seed, path, Math.floor(position / bundleSize));
  const entry = (name: NumberedName, body: EntryBody, role: EntryRole, bundle = together): PlannedEntry => ({
    path: path + spelled(numbered(name, number), item),
    body,
    role: findings.item.home === 'trash' && folder.holds.kind === 'special' ? { kind: 'trash' } : role,
    modified,
    bundle,
  });

  const entries: PlannedEntry[] = [];
  if (shows === 'files') {
    if (item.bytes === 'present')
      entries.push(seen(findings, 'original', item.content, entry(media, ...mediaOf(item))));
    for (const { companion, name } of companions) {
      const kind = companion.kind === 'motion-clip' ? 'motion-clip' : 'edited';
      const clip = { kind: 'media', content: companion.content } as const;
      entries.push(seen(findings, kind, companion.content, entry(name, clip, { kind: 'media' })));
    }
  }
  const isBeside = entries.length > 0;
  noteFolder(findings, folder);
  if (hasSidecar(item, folder, isBeside)) {
    const match = isBeside ? 'media' : item.bytes === 'present' ? 'membership' : 'none';
    if (isBeside) findings.sidecar = 'beside';
    const isApart = hashOf(seed, `apart ${path}`, position) % apartEvery === 0;
    const bundle = isApart ? hashOf(seed, `sidecars of ${path}`, position) : together;
    entries.push(entry(sidecar, { kind: 'text', text: () => sidecarText(item) }, { kind: 'sidecar', match }, bundle));
  }
  return { placed: entries, mediaPath: path + spelled(numbered(media, number), item) };
}

function mediaOf({ content }: ExportItem): readonly [EntryBody, EntryRole] {
  return [{ kind: 'media', content }, { kind: 'media' }];
}

function companionName(fileName: string, companion: ExportItem['companions'][number]): NumberedName {
  if (companion.kind === 'edited') return editedName(fileName, companion.suffix);
  return mediaName(fileNameOf(companion.name));
}

/** Where bytes lie only in albums, their sidecars do, too. */
function hasSidecar({ sidecar, sidecarIn }: ExportItem, { holds }: ExportFolder, isBeside: boolean): boolean {
  if (sidecar.kind === 'none') return false;
  if (!isBeside || sidecarIn === 'every-folder') return true;
  return (sidecarIn === 'album-folders') === (holds.kind === 'album');
}

function spelled(name: string, { spelling }: ExportItem): string {
  return spelling === 'decomposed' ? name.normalize('NFD') : name;
}

function noteFolder(findings: Findings, { name, holds }: ExportFolder): void {
  if (holds.kind === 'album') findings.albums.push({ title: holds.album.title, folder: name });
  if (holds.kind === 'year') findings.folderYear = holds.year;
  if (holds.kind === 'special' && holds.home === 'archive') findings.inArchiveFolder = true;
}

function findingsOf(found: Map<string, Findings>, item: ExportItem): Findings {
  const known = found.get(item.key);
  if (known !== undefined) return known;
  const fresh: Findings = {
    item,
    assets: new Map(),
    albums: [],
    sidecar: 'none',
    inArchiveFolder: false,
    folderYear: null,
  };
  found.set(item.key, fresh);
  return fresh;
}

function seen(
  { assets }: Findings,
  kind: ShownAsset['kind'],
  content: GeneratedContent,
  entry: PlannedEntry,
): PlannedEntry {
  const known = assets.get(content.marker);
  if (known === undefined) assets.set(content.marker, { asset: { kind, content, entries: [] }, entries: [entry] });
  else known.entries.push(entry);
  return entry;
}

function shownItem({ assets, ...facts }: Findings): ShownItem {
  return { ...facts, assets: [...assets.values()].map(({ asset, entries }) => ({ ...asset, entries })) };
}
