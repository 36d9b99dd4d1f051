import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { createPictureStudio, type PictureStudio } from '../library/media/picture-studio.ts';
import { exportHistory, type SentExport } from './account/history.ts';
import { accountingOf, type DividedPart } from './accounting.ts';
import type { ArchiveEntry, ArchiveWriter } from './archive/archive-writer.ts';
import { fileSink, gzipFileSink } from './archive/byte-sink.ts';
import { createFolderArchive } from './archive/folder-archive.ts';
import { createTarArchive } from './archive/tar-archive.ts';
import { createZipArchive } from './archive/zip-archive.ts';
import { type ExportPlan, planExport } from './export-plan.ts';
import { createMediaStock, type MediaStock } from './media-stock.ts';
import { divideIntoParts } from './part-plan.ts';
import type { PlannedEntry } from './planned-entry.ts';
import { readSampleNote, requireSameAccount, type SampleNote, sampleNoteText } from './sample-note.ts';
import type {
  ExpectedEntry,
  TakeoutAccount,
  TakeoutPacking,
  TakeoutSample,
  TakeoutSampleOptions,
} from './takeout-sample.ts';
import { laterTruth, type TakeoutTruth, truthOfAsset } from './takeout-truth.ts';
import { takeoutWords } from './takeout-words.ts';

const indexPath = 'Takeout/archive_browser.html';

/** An export with its entries divided, ready to be written. */
interface DividedExport {
  readonly plan: ExportPlan;
  readonly parts: readonly DividedPart[];
}

/**
 * Writes one export of a simulated account: its parts, `truth.ndjson`, `expected.json`, `entries.ndjson` and
 * `sample.json`. Equal options give equal bytes. Samples may share a `studio`, which remembers the encoded pictures. Throws
 * a RangeError for options that contradict each other.
 */
export async function writeTakeoutSample(
  options: TakeoutSampleOptions,
  studio: PictureStudio = createPictureStudio(),
): Promise<TakeoutSample> {
  const { out } = options;
  const note = await noteFor(options);
  const { account, packings, generation } = note;
  await mkdir(out, { recursive: true });
  if ((await readdir(out)).length > 0) throw new RangeError(`${out} is not empty`);
  const words = takeoutWords[account.locale];
  const stock = createMediaStock(account.seed, account.itemBytes, studio);
  const truth = new Map<string, TakeoutTruth>();
  const known = new Set<string>();
  let latest: DividedExport | undefined;
  for (const sent of exportHistory(account, words, generation)) {
    for (const digest of truth.keys()) known.add(digest);
    const plan = planExport(shownOf(sent, account), words, account.seed, account.selection);
    latest = await divided(plan, sent, packingAt(packings, sent.generation), stock);
    await recordTruth(truth, latest, stock);
  }
  if (latest === undefined) throw new Error('An account has a first export');

  const { parts } = latest;
  const packing = packingAt(packings, generation);
  for (const [i, part] of parts.entries()) await writePart(join(out, part.name), i, part, packing, account.seed, stock);
  const assets = [...truth.values()].toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const { expected, entries } = await accountingOf(parts, known, assets, generation, stock);
  await writeBeside(out, note, assets, entries);
  await writeFile(join(out, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
  return {
    folder: out,
    generation,
    parts: parts.map(({ name }) => ({ name, path: join(out, name) })),
    truth: assets,
    expected,
  };
}

async function noteFor({ out: _out, incrementalOf, ...options }: TakeoutSampleOptions): Promise<SampleNote> {
  const { items = 100, albums = 5, seed = 1, itemBytes = null, locale = 'en', selection = 'everything' } = options;
  const { absentItems = 'shown' } = options;
  const packing: TakeoutPacking = {
    indexPart: options.indexPart ?? 'among',
    format: options.format ?? 'zip',
    parts: options.parts ?? 3,
    partBytes: options.partBytes ?? null,
    archiveNames: options.archiveNames ?? 'run-index',
    zipNames: options.zipNames ?? 'utf8',
    zip64: options.zip64 ?? 'when-needed',
    groups: options.groups ?? 1,
    bareFiles: options.bareFiles ?? 0,
    folderNames: options.folderNames ?? 'stamped',
  };
  if (incrementalOf === undefined) {
    const account: TakeoutAccount = { items, albums, seed, itemBytes, locale, selection, absentItems };
    return { generation: 0, account, packings: [packing] };
  }
  const earlier = await readSampleNote(incrementalOf);
  requireSameAccount(options, earlier);
  return { ...earlier, generation: earlier.generation + 1, packings: [...earlier.packings, packing] };
}

function shownOf(sent: SentExport, { absentItems }: Pick<TakeoutAccount, 'absentItems'>): SentExport {
  if (absentItems === 'shown') return sent;
  return { ...sent, items: sent.items.filter(({ bytes }) => bytes === 'present') };
}

function packingAt(packings: readonly TakeoutPacking[], generation: number): TakeoutPacking {
  const packing = packings[generation];
  if (packing === undefined) throw new Error(`No packing of export ${generation}`);
  return packing;
}

async function divided(
  plan: ExportPlan,
  sent: SentExport,
  packing: TakeoutPacking,
  stock: MediaStock,
): Promise<DividedExport> {
  const bytes = new Float64Array(plan.entries.length);
  for (const [i, { body }] of plan.entries.entries()) {
    bytes[i] = body.kind === 'text' ? Buffer.byteLength(body.text()) : (await stock.facts(body.content)).bytes;
  }
  const { partBytes, parts } = packing;
  const size = partBytes === null ? ({ kind: 'count', parts } as const) : ({ kind: 'bytes', partBytes } as const);
  const own = packing.indexPart === 'own' ? plan.entries.filter(({ path }) => path === indexPath) : [];
  const bare = bareEntries(plan, packing.bareFiles);
  const apart = new Set([...own, ...bare]);
  const held = divideIntoParts(plan.entries, bytes, size).map((of) => of.filter((entry) => !apart.has(entry)));
  const named = namedParts(sent, packing, held);
  const first = { name: stampedName(sent, { run: '', number: 1 }, formatAt(packing, 0)), format: formatAt(packing, 0) };
  const bareParts = bare.map((entry, index) => barePart(entry, held.length + index + 1));
  return { plan, parts: [...(own.length > 0 ? [{ ...first, entries: own }] : []), ...named, ...bareParts] };
}

/** The films that are "too large": such as have a name of their own, in one place, with their details beside them. */
function bareEntries({ shown }: ExportPlan, count: number): readonly PlannedEntry[] {
  const films = shown.flatMap(({ assets, sidecar, folderYear }) => {
    const [film, ...others] = assets;
    const [entry, ...copies] = film?.entries ?? [];
    const isAlone = others.length === 0 && copies.length === 0 && sidecar === 'beside' && folderYear !== null;
    return isAlone && entry?.role.kind === 'media' && /\/[\w ]{1,30}\.mp4$/i.test(entry.path) ? [entry] : [];
  });
  const nameOf = ({ path }: PlannedEntry): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const byName = Map.groupBy(films, nameOf);
  return films.filter((entry) => byName.get(nameOf(entry))?.length === 1).slice(0, count);
}

/** "Summer at the sea-004.mp4" */
function barePart(entry: PlannedEntry, number: number): DividedPart {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const numbered = `${name.slice(0, dot)}-${String(number).padStart(3, '0')}${name.slice(dot)}`;
  return { name: numbered, format: 'file', entries: [entry] };
}

function namedParts(
  sent: SentExport,
  packing: TakeoutPacking,
  held: readonly (readonly PlannedEntry[])[],
): readonly DividedPart[] {
  const { archiveNames, groups, folderNames } = packing;
  const perGroup = Math.ceil(held.length / groups);
  return held.map((entries, i) => {
    const format = formatAt(packing, i);
    const group = groups === 1 ? 3 : Math.floor(i / perGroup) + 1;
    const run = archiveNames === 'run-index' ? `-${group}` : '';
    const stamped = stampedName(sent, { run, number: (i % perGroup) + 1 }, format);
    const isLettered = format === 'folder' && folderNames === 'letters';
    return { name: isLettered ? String.fromCharCode(65 + i) : stamped, format, entries };
  });
}

function formatAt({ format }: TakeoutPacking, index: number): 'zip' | 'tgz' | 'folder' {
  return format === 'mixed' ? ((['zip', 'folder', 'tgz'] as const)[index % 3] ?? 'zip') : format;
}

/** "takeout-20260905T101112Z-3-001.zip"; an extracted part is a folder of that name without the ending. */
function stampedName(
  { seconds }: SentExport,
  { run, number }: { readonly run: string; readonly number: number },
  format: 'zip' | 'tgz' | 'folder',
): string {
  const stamp = new Date(seconds * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `takeout-${stamp}${run}-${String(number).padStart(3, '0')}${format === 'folder' ? '' : `.${format}`}`;
}

async function recordTruth(
  truth: Map<string, TakeoutTruth>,
  { plan, parts }: DividedExport,
  stock: MediaStock,
): Promise<void> {
  const names = new Map(parts.flatMap(({ name, entries }) => entries.map((entry) => [entry, name] as const)));
  for (const shown of plan.shown) {
    for (const asset of shown.assets) {
      if (asset.entries.every(({ role }) => role.kind === 'trash')) continue;
      const facts = await stock.facts(asset.content);
      const line = truthOfAsset(shown, asset, facts, (entry) => names.get(entry) ?? '');
      const earlier = truth.get(facts.sha256);
      truth.set(facts.sha256, earlier === undefined ? line : laterTruth(earlier, line));
    }
  }
}

async function writePart(
  path: string,
  index: number,
  { entries, format }: DividedPart,
  packing: TakeoutPacking,
  seed: number,
  stock: MediaStock,
): Promise<void> {
  if (format === 'file') {
    for (const entry of entries) await writeFile(path, Buffer.concat((await archiveEntry(entry, stock)).chunks));
    return;
  }
  const writer = await openPart(path, index, format, packing, seed);
  for (const entry of entries) await writer.add(await archiveEntry(entry, stock));
  await writer.finish();
}

async function openPart(
  path: string,
  index: number,
  format: 'zip' | 'tgz' | 'folder',
  { zipNames, zip64 }: TakeoutPacking,
  seed: number,
): Promise<ArchiveWriter> {
  if (format === 'folder') return createFolderArchive(path);
  // Both dialects are met, and a reader that knows one of them only should be found out.
  if (format === 'tgz') return createTarArchive(await gzipFileSink(path), index % 2 === 0 ? 'pax' : 'gnu');
  return createZipArchive(await fileSink(path), { seed, names: zipNames, zip64 });
}

async function archiveEntry({ path, body, modified }: PlannedEntry, stock: MediaStock): Promise<ArchiveEntry> {
  if (body.kind === 'text') {
    const text = Buffer.from(body.text(), 'utf8');
    return { path, modified, bytes: text.length, crc32: crc32(text), chunks: [text] };
  }
  const { bytes, crc32: checksum } = await stock.facts(body.content);
  return { path, modified, bytes, crc32: checksum, chunks: await stock.chunks(body.content) };
}

async function writeBeside(
  out: string,
  note: SampleNote,
  truth: readonly TakeoutTruth[],
  entries: Iterable<ExpectedEntry>,
): Promise<void> {
  await writeLines(join(out, 'truth.ndjson'), truth);
  await writeLines(join(out, 'entries.ndjson'), entries);
  await writeFile(join(out, 'sample.json'), sampleNoteText(note));
}

async function writeLines(path: string, values: Iterable<unknown>): Promise<void> {
  function* lines(): Generator<string> {
    for (const value of values) yield `${JSON.stringify(value)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
