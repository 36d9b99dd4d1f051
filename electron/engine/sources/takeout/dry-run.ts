import type { ItemFilter } from '../../../contract/item-filter.ts';
import { type Problem, ProblemError } from '../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../contract/result.ts';
import { matchReasonOf, type TakeoutMedia } from '../../../contract/takeout-models.ts';
import type { InspectedEntry } from '../../catalog/exports/inspected-entry.ts';
import type { MediaEntry } from '../../catalog/exports/takeout-items.ts';
import { itemMatcher } from '../../catalog/items/item-filter.ts';
import { filmExtensions } from '../../media/film-extensions.ts';
import type { RemoteItem } from '../source.ts';
import type { EntryPlace, OpenPart } from './archive/part.ts';
import { tellOutcomes } from './dry-run-outcome.ts';
import { exportItem } from './export-item.ts';
import type { GivenPart, GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { matchTexts } from './meaning/match-texts.ts';
import { type InspectedMedia, MediaInspector } from './media-inspector.ts';
import { originOf } from './origin-of-export.ts';

const pageSize = 250;

/** How many photos a look would store, found present, left out, or could not take in. */
export type DryRunCounts = Record<TakeoutMedia['state'], number>;

/** A media entry and the item that it becomes, or would. */
export interface EntryWithItem {
  readonly entry: MediaEntry;
  readonly item: RemoteItem;
}

/**
 * Reads every photo and video of the given parts to its end, or goes by their names (`look at names`), then tells what an import would make of each, in the order of
 * the parts: entries of one content are one photo, of which the latest details have the last word. Nothing is stored.
 */
export class DryRun {
  readonly #context: ImportContext;
  readonly #given: GivenParts;
  readonly #counts: DryRunCounts;
  readonly #look: Look = { ahead: new Map(), tails: new Map() };

  constructor(context: ImportContext, given: GivenParts, counts: DryRunCounts) {
    [this.#context, this.#given, this.#counts] = [context, given, counts];
    context.catalog.takeout.dryRun.begin();
  }

  /** Takes the next page of a part once it was shown. What a filter leaves out, only albums tell: then it waits. */
  async take(part: GivenPart, page: readonly EntryWithItem[], signal: AbortSignal): Promise<void> {
    if (this.#context.request.filter === undefined) await this.#inspect(part, page, new Set(), signal);
  }

  /** All items and albums were shown: inspects what is still to be inspected, and tells of every entry. */
  async finish(signal: AbortSignal): Promise<void> {
    const { request, catalog } = this.#context;
    if (request.filter !== undefined) await this.#inspectFiltered(request.filter, signal);
    catalog.takeout.dryRun.flush();
    await tellOutcomes(this.#context, signal);
  }

  /** To be called whatever became of it. */
  end(): void {
    this.#context.catalog.takeout.dryRun.end();
  }

  async #inspectFiltered(filter: ItemFilter, signal: AbortSignal): Promise<void> {
    const { catalog, sourceId, now } = this.#context;
    for (const part of this.#given.all()) {
      const origin = originOf(this.#context, { id: part.exportId, stamp: part.stamp });
      for (let after = -1; ; ) {
        const entries = catalog.takeout.items.page({
          ...{ partId: part.id, entries: 'all', after, trash: 'included', limit: pageSize },
        });
        const last = entries.at(-1);
        if (last === undefined) break;
        after = last.position;
        const page = entries.map((entry) => ({ entry, item: exportItem(entry, origin, now()) }));
        const keys = page.map(({ item }) => item.key);
        await this.#inspect(part, page, catalog.filtered.leftOut(sourceId, keys, itemMatcher(filter)), signal);
      }
    }
  }

  async #inspect(
    part: GivenPart,
    page: readonly EntryWithItem[],
    leftOut: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<void> {
    const { items, dryRun } = this.#context.catalog.takeout;
    const entries = page.map(({ entry }) => entry);
    const clips = Map.groupBy(entries.filter(isClip), ({ picture }) => picture?.id ?? 0);
    const stored = items.stored(entries.map(({ id }) => id));
    for (const one of page) {
      signal.throwIfAborted();
      const tailBytes = (clips.get(one.entry.id) ?? []).map(({ bytes }) => bytes);
      const inspection = { given: this.#given, part, look: this.#look, tailBytes, leftOut, stored };
      const { isDamaged, ...inspected } = await inspect(this.#context, inspection, one, signal);
      // What is kept damaged is stored, and a loss, each time that it comes.
      this.#counts[isDamaged ? 'fail' : inspected.state] += 1;
      dryRun.add(inspected);
    }
  }
}

/** What a look remembers. */
interface Look {
  /** Pictures that were read for the sake of their clip, before their turn. */
  readonly ahead: Map<number, Result<InspectedMedia>>;
  /** Pictures that may contain their clip, with hashes of their last bytes by length: the latest of them. */
  readonly tails: Map<number, Pick<InspectedMedia, 'sha256' | 'tails'>>;
}

/** What is known while the entries of one page are read. */
interface Inspection {
  readonly given: GivenParts;
  readonly part: GivenPart;
  readonly look: Look;
  /** Lengths of the clips that the entry at hand may contain. */
  readonly tailBytes: readonly number[];
  /** Keys of items that the filter does not want. */
  readonly leftOut: ReadonlySet<string>;
  /** Entries whose photos are stored. */
  readonly stored: ReadonlySet<number>;
}

function isClip({ kind, picture, bytes }: MediaEntry): boolean {
  return kind === 'motion-clip' && picture !== null && bytes < picture.bytes;
}

/** A clip lies near its picture as a rule; for others the picture is read once more. */
const picturesKept = 500;

async function inspect(
  { catalog, now, request: wish }: ImportContext,
  inspection: Inspection,
  { entry, item }: EntryWithItem,
  signal: AbortSignal,
): Promise<InspectedEntry & { readonly isDamaged: boolean }> {
  const { look, tailBytes, part } = inspection;
  const told = { ...wordsOf(entry, item), isVideo: false };
  const nothing = { ...told, sha256: null, isContained: false, facts: null, isDamaged: false };
  if (inspection.leftOut.has(item.key)) return { ...nothing, state: 'skip', reason: 'The filter leaves it out.' };
  if (entry.isTrashed && wish.trash === 'left out') return { ...nothing, state: 'skip', reason: 'It was thrown away.' };
  if (wish.purpose === 'look at names') {
    const byName = inspectedByName(entry, item.key);
    const isKnown = catalog.takeout.dryRun.knows(byName.sha256) || inspection.stored.has(entry.id);
    return { ...nothing, ...byName, state: isKnown ? 'present' : 'store', reason: reasonText(entry.reason) };
  }
  const datedName = item.createdAt === null ? null : entry.name;
  const where = { path: pathOf(entry, entry.name), position: entry.position, datedName, tailBytes };
  const read = takeAhead(look, entry.id) ?? (await inspectEntry(part.part, where, now(), signal));
  if (!read.ok) {
    const state = inspection.stored.has(entry.id) ? 'present' : 'fail';
    return { ...nothing, state, reason: problemReason(read.problem) };
  }
  const { sha256: own, facts, type, tails } = read.value;
  if (tails.size > 0) keep(look.tails, entry.id, { sha256: own, tails });
  const photo = await photoAround(inspection, entry, own, now(), signal);
  const sha256 = photo ?? own;
  const isNews = photo === null && !catalog.takeout.dryRun.knows(own) && !catalog.assets.isStored(own);
  return {
    ...told,
    sha256,
    isContained: photo !== null,
    facts: JSON.stringify({ taken: facts.taken, place: facts.place }),
    isVideo: type.kind === 'video',
    isDamaged: read.value.isDamaged,
    state: isNews ? 'store' : 'present',
    reason: reasonText(entry.reason),
  };
}

/** What is told of an entry whatever its bytes are, and what its item would say. */
function wordsOf(entry: MediaEntry, { key, filename, createdAt, said }: RemoteItem) {
  const { id, part, sidecar, confidence, kind, folder, picture } = entry;
  return {
    ...{ entryId: id, part, path: pathOf(entry, entry.name), sidecar: sidecar?.path ?? null, confidence, kind },
    ...{ key, filename, authority: said?.authority ?? null },
    takenAt: createdAt === null ? null : Math.floor(Date.parse(createdAt) / 1_000),
    ...{ latitude: said?.latitude ?? null, longitude: said?.longitude ?? null },
    ...{ year: folder.year, pictureId: picture?.id ?? null },
  };
}

/**
 * What the list of a part tells of a photo without a look into it. An archive names a checksum: of two entries with the
 * same one and the same length an import stores one. Where there is none, each entry counts as a photo of its own.
 */
function inspectedByName(
  { name, bytes, crc32 }: MediaEntry,
  key: string,
): { readonly sha256: string; readonly isVideo: boolean } {
  const ending = name.slice(Math.max(0, name.lastIndexOf('.')));
  return { sha256: crc32 === null ? key : `${bytes} bytes, CRC ${crc32}`, isVideo: filmExtensions.test(ending) };
}

function keep<T>(kept: Map<number, T>, entryId: number, value: T): void {
  const [oldest] = kept.keys();
  if (kept.size >= picturesKept && oldest !== undefined) kept.delete(oldest);
  kept.set(entryId, value);
}

function takeAhead({ ahead }: Look, entryId: number): Result<InspectedMedia> | null {
  const inspected = ahead.get(entryId) ?? null;
  ahead.delete(entryId);
  return inspected;
}

/** As an import: of a clip that is the end of its photo, byte for byte, the hash of that photo. Null for any other. */
async function photoAround(
  { given, look }: Inspection,
  entry: MediaEntry,
  sha256: string,
  now: Date,
  signal: AbortSignal,
): Promise<string | null> {
  const { picture } = entry;
  if (picture === null || !isClip(entry)) return null;
  const known = look.tails.get(picture.id);
  if (known?.tails.has(entry.bytes) === true) return known.tails.get(entry.bytes) === sha256 ? known.sha256 : null;
  const part = given.open(picture.partId);
  if (part === null) return null;
  const tailBytes = [entry.bytes];
  const where = { path: pathOf(entry, picture.name), position: picture.position, datedName: picture.name, tailBytes };
  const looked = await inspectEntry(part, where, now, signal);
  // Its turn comes soon, as a rule: in the order of names a clip stands before its photo.
  keep(look.ahead, picture.id, looked);
  return looked.ok && looked.value.tails.get(entry.bytes) === sha256 ? looked.value.sha256 : null;
}

function pathOf({ folder }: MediaEntry, name: string): string {
  return folder.path === '' ? name : `${folder.path}/${name}`;
}

async function inspectEntry(
  part: OpenPart,
  {
    datedName,
    tailBytes,
    ...place
  }: EntryPlace & Pick<Inspection, 'tailBytes'> & { readonly datedName: string | null },
  now: Date,
  signal: AbortSignal,
): Promise<Result<InspectedMedia>> {
  const look = new MediaInspector(tailBytes);
  const fetched = await part.fetch(place, look, signal);
  if (!fetched.ok) return fetched;
  try {
    return ok(await look.finish(now, datedName));
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}

function reasonText(reason: string): string {
  const known = matchReasonOf(reason);
  return known === null ? reason : matchTexts[known];
}

function problemReason({ title, detail }: Problem): string {
  return detail === undefined ? title : `${title} (${detail})`;
}
