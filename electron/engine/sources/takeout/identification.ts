import { dirname, sep } from 'node:path';
import type { CommonFolder, ComparedEntry, ExportIdentityRow } from '../../catalog/exports/export-identity.ts';
import { isStamped } from '../../catalog/exports/export-stamp.ts';
import { indexPageName } from './archive/extracted-folder.ts';
import { comparedRoles, isOtherText } from './compared-entries.ts';
import { isExtractedCopy } from './extracted-copy.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { matchExport } from './matching.ts';
import { folderMeaning } from './meaning/folder-meaning.ts';
import { matchFolder } from './meaning/match-folder.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/** An export that seems to be one with another, and by how many links. */
interface Kin {
  readonly other: ExportIdentityRow;
  readonly links: number;
}

/**
 * Finds out which parts without a stamp in their names belong together. Two are one export when sidecars in the one miss
 * their photos and these lie in the other, or an album's metadata in the one and its photos in the other; and when no path
 * has one content here and another there. Where they lie decides only between several that fit equally. What was extracted
 * of archives is of their export, too.
 */
export async function identifyExports(context: ImportContext, given: GivenParts, signal: AbortSignal): Promise<void> {
  const { identity } = context.catalog.takeout;
  for (const { id, exportId, stamp } of given.all()) {
    if (isStamped(stamp)) continue;
    for (const older of identity.outgrownBy(id)) {
      identity.outgrown(older.partId);
      joinInto(context, given, { id: exportId, stamp }, older.export);
    }
    // What was deleted from it meanwhile makes it no other export.
    const [before] = identity.shrunkFrom(id);
    if (before !== undefined) joinInto(context, given, { id: exportId, stamp }, before);
  }
  for (const one of given.exports()) {
    if (identity.others(one).length > 0) await matchExport(context, one.id, signal);
  }
  for (const join of [joinCopies, joinKin]) {
    for (const first of given.exports()) {
      // An earlier turn may have made it a part of another one.
      if (given.exports().some(({ id }) => id === first.id)) await join(context, given, first, signal);
    }
  }
}

/** What was extracted of archives is of their export, whichever of the two came first. */
async function joinCopies(
  context: ImportContext,
  given: GivenParts,
  first: ExportIdentityRow,
  signal: AbortSignal,
): Promise<void> {
  let one = first;
  for (const other of context.catalog.takeout.identity.others(first)) {
    if (isStamped(one.stamp) && isStamped(other.stamp)) continue;
    if (await isExtractedCopy(context, one, other, signal)) one = joinInto(context, given, one, other);
  }
  if (one !== first) await matchExport(context, one.id, signal);
}

async function joinKin(
  context: ImportContext,
  given: GivenParts,
  first: ExportIdentityRow,
  signal: AbortSignal,
): Promise<void> {
  for (let one = first; ; ) {
    const kin: Kin[] = [];
    for (const other of context.catalog.takeout.identity.others(one)) {
      await yieldToEventLoop(signal);
      const links = linksBetween(context, one, other);
      if (links > 0 && !contradict(context, one, other)) kin.push({ other, links });
    }
    const next = nearestKin(context, one, kin);
    if (next === null) return;
    one = joinInto(context, given, one, next);
    await matchExport(context, one.id, signal);
  }
}

/** The one that has a stamp stays, or the one that was seen first. */
function joinInto(
  { catalog }: ImportContext,
  given: GivenParts,
  one: ExportIdentityRow,
  other: ExportIdentityRow,
): ExportIdentityRow {
  if (one.id === other.id) return one;
  const isOne = isStamped(one.stamp) || (!isStamped(other.stamp) && one.id < other.id);
  const [into, from] = isOne ? [one, other] : [other, one];
  catalog.takeout.identity.join(from, into);
  given.joined(from.id, into);
  return into;
}

/** Most links first, then what lies nearest. Null when several fit equally that cannot be one export. */
function nearestKin(context: ImportContext, one: ExportIdentityRow, kin: readonly Kin[]): ExportIdentityRow | null {
  const { identity } = context.catalog.takeout;
  const places = identity.paths(one.id).map(dirname);
  const nearness = ({ id }: ExportIdentityRow): number =>
    Math.max(...identity.paths(id).flatMap((path) => places.map((place) => commonSteps(place, dirname(path)))), 0);
  const ranked = kin
    .map(({ other, links }) => ({ other, links, near: nearness(other) }))
    .toSorted((a, b) => b.links - a.links || b.near - a.near || a.other.id - b.other.id);
  const [best, ...others] = ranked;
  if (best === undefined) return null;
  const equals = others.filter(({ links, near }) => links === best.links && near === best.near);
  return equals.some(({ other }) => contradict(context, best.other, other)) ? null : best.other;
}

function commonSteps(one: string, other: string): number {
  const steps = other.split(sep);
  const differs = one.split(sep).findIndex((step, index) => step !== steps[index]);
  return differs < 0 ? steps.length : differs;
}

/** How many things in either export have what they lack in the other. */
function linksBetween({ catalog, now }: ImportContext, one: ExportIdentityRow, other: ExportIdentityRow): number {
  const { identity } = catalog.takeout;
  let links = 0;
  for (const folder of identity.commonFolders(one.id, other.id)) {
    const here = identity.entries(folder.one, 'lone');
    const there = identity.entries(folder.other, 'lone');
    links += pairs(here, there) + pairs(there, here);
    if (isAlbumSplit(folder, here, there, now())) links += 1;
  }
  return links;
}

function pairs(sidecarsOf: readonly ComparedEntry[], mediaOf: readonly ComparedEntry[]): number {
  const sidecars = sidecarsOf.filter(({ role }) => role === 'sidecar');
  const media = mediaOf.filter(({ role }) => role === 'media');
  if (sidecars.length === 0 || media.length === 0) return 0;
  const { matches } = matchFolder({
    media: media.map(({ name }) => ({ name })),
    sidecars: sidecars.map(({ name, title }) => ({ name, title: title ?? '' })),
  });
  return matches.filter(({ sidecar, relation }) => sidecar !== null && relation.kind === 'itself').length;
}

/** The metadata of an album lie on one side alone. Years have names of their own and need none. */
function isAlbumSplit(
  { path }: CommonFolder,
  here: readonly ComparedEntry[],
  there: readonly ComparedEntry[],
  now: Date,
): boolean {
  const describes = (entries: readonly ComparedEntry[]): boolean =>
    entries.some(({ role }) => role === 'album-metadata');
  if (describes(here) === describes(there)) return false;
  return folderMeaning(path.slice(path.lastIndexOf('/') + 1), null, now).kind === 'unknown';
}

/** Has any path one content in the one and another in the other? */
function contradict({ catalog }: ImportContext, one: ExportIdentityRow, other: ExportIdentityRow): boolean {
  const { identity } = catalog.takeout;
  return identity.commonFolders(one.id, other.id).some((folder) => {
    const there = Map.groupBy(identity.entries(folder.other, 'all').filter(isCompared), ({ name }) => name);
    const here = identity.entries(folder.one, 'all').filter(isCompared);
    return here.some((entry) => there.get(entry.name)?.some((same) => isOtherContent(entry, same)));
  });
}

function isCompared({ role, name }: ComparedEntry): boolean {
  return comparedRoles.has(role) || name === indexPageName;
}

function isOtherContent(one: ComparedEntry, other: ComparedEntry): boolean {
  if (one.bytes !== other.bytes) return true;
  if (one.crc32 !== null && other.crc32 !== null) return one.crc32 !== other.crc32;
  if (one.verbatim !== null && other.verbatim !== null) return isOtherText(one, other);
  return one.modifiedAt !== null && other.modifiedAt !== null && one.modifiedAt !== other.modifiedAt;
}
