import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { batches } from '../../base/batches.ts';
import { firstSchedule } from '../../contract/coverage/export-schedule.ts';
import { message } from '../../contract/messages/message.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type {
  DoubtfulEntry,
  ExportSummary,
  ExportsReport,
  entryStates,
  FileExplanation,
  LackingFile,
} from '../../contract/takeout-models.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { type Catalog, openCatalog } from '../catalog/catalog.ts';
import type { KnownExport } from '../catalog/exports/export-queries.ts';
import { momentOfStamp } from '../catalog/exports/export-stamp.ts';
import { matchTexts } from '../sources/takeout/meaning/match-texts.ts';
import { type EngineDeps, type EngineDestination, kindsOf } from './engine-deps.ts';
import { stateOfExport } from './export-state.ts';
import { pathWithin } from './path-within.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** Google offers the parts of an export this long. */
const offeredMs = 7 * dayMs;
const lackingAtOnce = 500;

/** All exports that parts were ever given of, latest first. */
export function readExports(deps: EngineDeps, destination: EngineDestination): Result<ExportsReport> {
  const empty: ExportsReport = { exports: [], schedule: null, coverage: [] };
  return reading(deps, destination, empty, ({ takeout: { queries } }) => {
    const exports = queries.exports().map(summaryOf);
    return {
      exports,
      schedule: firstSchedule(exports, deps.now()),
      coverage: [...queries.coverage()],
    };
  });
}

/** Photos and videos of which it is not certain which sidecar speaks of them. */
export function readDoubtful(
  deps: EngineDeps,
  destination: EngineDestination,
  page: { readonly limit: number; readonly after: number },
): Result<readonly DoubtfulEntry[]> {
  return reading(deps, destination, [], ({ takeout: { queries } }) => queries.doubtful(page).map(inEnglish));
}

/**
 * Hands over the files that an export lacks, by name, a page at a time: they may be half a million, and whoever writes them
 * down has to get rid of each page before the next one comes.
 */
export async function eachLacking(
  deps: EngineDeps,
  destination: EngineDestination,
  stamp: string,
  onPage: (files: readonly LackingFile[]) => void,
): Promise<Result<void>> {
  const opened = openKnown(deps, destination);
  if (!opened.ok) return opened;
  if (opened.value === null) return ok(undefined);
  const { takeout, close } = opened.value;
  try {
    for (const page of batches(takeout.queries.lacking(stamp), lackingAtOnce)) {
      onPage(page);
      await setImmediate();
    }
    return ok(undefined);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  } finally {
    close();
  }
}

/**
 * How a stored file came to be what it is: by its path (within the destination, or absolute, also by way of an album),
 * or by the id of its asset. Problem: `entry-unknown`.
 */
export async function explainFile(
  deps: EngineDeps,
  destination: EngineDestination,
  file: string | { readonly asset: number },
): Promise<Result<FileExplanation>> {
  const path = typeof file === 'string' ? await pathWithin(destination.path, file) : null;
  const found = reading(deps, destination, null, ({ explanations }) => {
    if (typeof file !== 'string') return explanations.ofAsset(file.asset);
    return path === null ? null : explanations.ofPath(path);
  });
  if (!found.ok) return found;
  if (found.value === null) {
    if (typeof file !== 'string') return failed(problem('entry-unknown'));
    return failed(problem('entry-unknown', { subject: file, wayOut: message('way-out.name-a-stored-file') }));
  }
  return ok({ ...found.value, sources: found.value.sources.map(inWords) });
}

/** Answers from the catalog; with `nothing` while there is none. */
export function reading<T>(
  deps: EngineDeps,
  destination: EngineDestination,
  nothing: T,
  question: (catalog: Catalog) => T,
): Result<T> {
  const opened = openKnown(deps, destination);
  if (!opened.ok) return opened;
  if (opened.value === null) return ok(nothing);
  try {
    return ok(question(opened.value));
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  } finally {
    opened.value.close();
  }
}

/** The catalog of a backup folder; null before the first run. */
function openKnown(deps: EngineDeps, { identity }: EngineDestination): Result<Catalog | null> {
  const file = catalogFile(deps.dataFolder, identity);
  return existsSync(file) ? openCatalog(file, kindsOf(deps)) : ok(null);
}

function summaryOf(known: KnownExport): ExportSummary {
  const { stamp, firstSeenAt, parts, doubtful, withoutSidecar, evidence, coversUntil } = known;
  const exportedAt = momentOfStamp(stamp);
  const present = parts.filter(({ state }) => state !== 'replaced');
  const { awaiting, isReviewed } = evidence;
  const counts = summed(present);
  const { index, hasUnreadableIndex } = believedIndex(evidence, counts);
  // The index lists every file: a number without a part may be that of a film that came bare.
  const isProven = index !== null && isReviewed && evidence.missing + awaiting === 0;
  const missingParts = isProven ? [] : missingNumbers(parts);
  const lost = present.filter(({ state }) => state === 'broken').length + missingParts.length;
  const missing = evidence.missing + awaiting + (index === null ? lost : 0);
  const failed = failedIn(evidence, present);
  const state = stateOfExport({
    parts: present.map((part) => part.state),
    missing,
    failed,
    index: index !== null ? 'read' : hasUnreadableIndex ? 'unreadable' : 'none',
    isReviewed,
  });
  return {
    stamp,
    exportedAt: exportedAt?.toISOString() ?? null,
    downloadUntil: exportedAt === null ? null : new Date(exportedAt.getTime() + offeredMs).toISOString(),
    firstSeenAt,
    parts: parts.map(({ runIndex: _, ...part }) => part),
    missingParts,
    account: index?.email ?? known.owner,
    kind: known.kind,
    kindReason: known.kindReason,
    coversUntil: exportedAt?.toISOString() ?? coversUntil,
    isSuperseded: known.isSuperseded,
    state,
    complete: state === 'complete',
    index: {
      read: index !== null,
      unreadable: index === null && hasUnreadableIndex,
      listed: index?.listed ?? 0,
      failedAtGoogle: index?.failedAtGoogle ?? 0,
    },
    stored: counts.stored + counts.duplicate,
    leftOut: counts.trash + counts.other + counts['other-json'] + counts.refused - evidence.refused,
    ...{ missing, waiting: awaiting, failed, counts: summed(parts), doubtful, withoutSidecar },
  };
}

/** A page that lists nothing says nothing of an export that holds photos. */
function believedIndex(
  { index, hasUnreadableIndex }: KnownExport['evidence'],
  { stored, duplicate, failed, pending, sidecar }: ExportSummary['counts'],
): Pick<KnownExport['evidence'], 'index' | 'hasUnreadableIndex'> {
  const isEmpty = index !== null && index.listed === 0 && stored + duplicate + failed + pending + sidecar > 0;
  return isEmpty ? { index: null, hasUnreadableIndex: true } : { index, hasUnreadableIndex };
}

/** What an earlier version imported was never looked through: then the states of the entries tell. */
function failedIn({ isReviewed, failed, lostAtGoogle }: KnownExport['evidence'], parts: KnownExport['parts']): number {
  if (isReviewed) return failed + lostAtGoogle;
  const counts = summed(parts);
  return counts.failed + counts.refused;
}

/** Each run index has its own numbers; broken parts have arrived, and say themselves what is wrong. */
function missingNumbers(parts: KnownExport['parts']): number[] {
  const missing = new Set<number>();
  for (const series of Map.groupBy(parts, ({ runIndex }) => runIndex).values()) {
    const numbers = new Set(series.flatMap(({ number }) => number ?? []));
    for (let number = 1; number < Math.max(0, ...numbers); number += 1) {
      if (!numbers.has(number)) missing.add(number);
    }
  }
  return [...missing].toSorted((a, b) => a - b);
}

function summed(parts: KnownExport['parts']): ExportSummary['counts'] {
  const sum = (state: (typeof entryStates)[number]): number =>
    parts.reduce((total, { counts }) => total + counts[state], 0);
  return {
    stored: sum('stored'),
    duplicate: sum('duplicate'),
    sidecar: sum('sidecar'),
    'album-metadata': sum('album-metadata'),
    'other-json': sum('other-json'),
    other: sum('other'),
    trash: sum('trash'),
    refused: sum('refused'),
    failed: sum('failed'),
    pending: sum('pending'),
  };
}

function inWords(source: FileExplanation['sources'][number]): FileExplanation['sources'][number] {
  return source.entry === null ? source : { ...source, entry: inEnglish(source.entry) };
}

/** A reason that an earlier version stored may be one that this one does not know. */
function inEnglish<T extends Pick<DoubtfulEntry, 'reason' | 'rule'>>(entry: T): T {
  return entry.rule === null ? entry : { ...entry, reason: matchTexts[entry.rule] };
}
