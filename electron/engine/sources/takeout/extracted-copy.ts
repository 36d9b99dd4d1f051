import type { ArchivedPart, ComparedEntry, ExportIdentityRow } from '../../catalog/exports/export-identity.ts';
import { isStamped, momentOfStamp } from '../../catalog/exports/export-stamp.ts';
import { comparedRoles, isOtherText } from './compared-entries.ts';
import type { ImportContext } from './import-context.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

const day = 86_400_000;
/** Google writes an export in hours or days; who unpacks it keeps the times in it, give or take a time zone. */
const writtenFor = { before: day, after: 14 * day } as const;

/**
 * Is one of two exports what was extracted of the other one's archives? Where both have the index page of one job, and
 * nothing that both hold differs. Else where the extracted files are those of whole archives, none more and none less, by
 * name, length and time, and the JSON word for word. A later export of the same library has other times.
 */
export async function isExtractedCopy(
  context: ImportContext,
  one: ExportIdentityRow,
  other: ExportIdentityRow,
  signal: AbortSignal,
): Promise<boolean> {
  const { identity } = context.catalog.takeout;
  for (const [folder, packed] of [
    [one, other],
    [other, one],
  ] as const) {
    const archives = identity.archives(packed.id);
    if (isStamped(folder.stamp) || archives.length === 0 || !identity.isExtracted(folder.id)) continue;
    const isOfOneJob = identity.haveSameIndex(folder.id, packed.id);
    if (isOfOneJob === null && !fitsInTime(context, folder, packed, archives)) return false;
    return (
      isOfOneJob !== false && compare(context, { folder, packed, archives, isOfOneJob: isOfOneJob === true }, signal)
    );
  }
  return false;
}

/** Were the extracted files written when the archives were? Each file of a tgz is compared by its own time. */
function fitsInTime(
  { catalog }: ImportContext,
  folder: ExportIdentityRow,
  packed: ExportIdentityRow,
  archives: readonly ArchivedPart[],
): boolean {
  if (archives.every(({ format }) => format === 'tgz')) return true;
  const made = momentOfStamp(packed.stamp)?.getTime();
  const newest = catalog.takeout.identity.newestFile(folder.id);
  if (made === undefined || newest === null) return false;
  return newest >= made - writtenFor.before && newest <= made + writtenFor.after;
}

interface Pair {
  readonly folder: ExportIdentityRow;
  readonly packed: ExportIdentityRow;
  readonly archives: readonly ArchivedPart[];
  readonly isOfOneJob: boolean;
}

async function compare(
  { catalog }: ImportContext,
  { folder, packed, archives, isOfOneJob }: Pair,
  signal: AbortSignal,
): Promise<boolean> {
  const { identity } = catalog.takeout;
  /** Files of each archive that were found extracted. */
  const found = new Map<number, number>();
  const kinds = new Set<string>();
  let files = 0;
  for (const common of identity.commonFolders(folder.id, packed.id)) {
    await yieldToEventLoop(signal);
    const there = Map.groupBy(identity.entries(common.other, 'all'), ({ name }) => name);
    for (const entry of identity.entries(common.one, 'all')) {
      if (!comparedRoles.has(entry.role)) continue;
      files += 1;
      kinds.add(entry.role);
      const named = (there.get(entry.name) ?? []).filter(({ role }) => comparedRoles.has(role));
      const same = named.filter((one) => isSame(entry, one, isOfOneJob));
      if (isOfOneJob ? same.length < named.length : same.length === 0) return false;
      for (const { partId } of same) found.set(partId, (found.get(partId) ?? 0) + 1);
    }
  }
  if (isOfOneJob) return true;
  const isEverything = files === identity.comparedFiles(folder.id);
  const isWhole = archives.every(({ id, files: all }) => !found.has(id) || found.get(id) === all);
  return isEverything && isWhole && kinds.has('media') && kinds.has('sidecar');
}

/** File systems keep times to two seconds at worst. */
const timeSteps = 2_000;

/** Of an archive that keeps no times, and where the index page is proof enough, none are compared. */
function isSame(one: ComparedEntry, other: ComparedEntry, isOfOneJob: boolean): boolean {
  if (one.bytes !== other.bytes || isOtherText(one, other)) return false;
  if (isOfOneJob || one.modifiedAt === null || other.modifiedAt === null) return true;
  return Math.abs(one.modifiedAt - other.modifiedAt) <= timeSteps;
}
