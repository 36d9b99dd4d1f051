import type { RunReport } from '../../electron/contract/models.ts';
import { type Problem, problem } from '../../electron/contract/problem.ts';
import type { TakeoutCandidates } from '../../electron/contract/takeout-desktop-models.ts';
import type {
  DoubtfulEntry,
  EntryCounts,
  EntryState,
  ExportPart,
  ExportSummary,
  ExportsReport,
  FileExplanation,
  PartState,
  YearCoverage,
} from '../../electron/contract/takeout-models.ts';
import { entryStates } from '../../electron/contract/takeout-models.ts';
import { before } from './facts.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Entries in the states that are named, none in all others. */
export function entryCounts(some: Partial<Record<EntryState, number>>): EntryCounts {
  return Object.fromEntries(entryStates.map((state) => [state, some[state] ?? 0])) as EntryCounts;
}

/** A time as in the names of parts. */
export function stampOf(instant: string): string {
  return instant.replaceAll(/[-:]|\.\d+/g, '');
}

/** An export that was made so many days ago, with parts in these states; numbers in `missingParts` never came. */
export function exportOf(
  now: Date,
  age: number,
  states: readonly PartState[],
  facts: Partial<ExportSummary> = {},
): ExportSummary {
  const exportedAt = before(now, age * day);
  const stamp = stampOf(exportedAt);
  const { missingParts: missing = [] } = facts;
  const numbers = Array.from({ length: states.length + missing.length }, (_, index) => index + 1);
  const present = numbers.filter((number) => !missing.includes(number));
  const parts = states.map((state, index) => partOf(now, stamp, age * 100 + index, present[index] ?? null, state));
  return {
    stamp,
    exportedAt,
    downloadUntil: before(now, (age - 7) * day),
    firstSeenAt: before(now, (age - 1) * day),
    parts,
    missingParts: missing,
    ...stateOf(missing, states),
    ...{
      account: null,
      kind: 'unknown',
      kindReason: null,
      coversUntil: null,
      isSuperseded: false,
      waiting: 0,
      failed: 0,
      missing: missing.length,
    },
    ...{ stored: 6_204 * states.length, leftOut: 39 },
    index: { read: true, unreadable: false, listed: 12_450 * states.length, failedAtGoogle: 0 },
    counts: entryCounts({
      stored: 6_204 * states.length,
      duplicate: 812,
      sidecar: 6_190 * states.length,
      'album-metadata': 46,
      'other-json': 4,
      other: 1,
      trash: 38,
    }),
    doubtful: 0,
    withoutSidecar: 0,
    ...facts,
  };
}

function stateOf(missing: readonly number[], states: readonly PartState[]): Pick<ExportSummary, 'state' | 'complete'> {
  if (states.includes('arrived')) return { state: 'receiving', complete: false };
  const isWhole = missing.length === 0 && !states.includes('broken');
  return { state: isWhole ? 'complete' : 'incomplete', complete: isWhole };
}

function partOf(now: Date, stamp: string, id: number, number: number | null, state: PartState): ExportPart {
  const name = number === null ? 'Holiday archive' : `takeout-${stamp}-3-${String(number).padStart(3, '0')}.zip`;
  return {
    id,
    name,
    number,
    format: number === null ? 'folder' : 'zip',
    path: `/home/ada/Downloads/${name}`,
    bytes: number === null ? 0 : 50_000_000_000 - id * 1_234_567,
    entries: state === 'broken' ? 0 : 12_450 + id,
    state,
    problem: state === 'broken' ? problem('part-truncated', { subject: name }) : null,
    arrivedAt: before(now, 3 * hour),
    importedAt: state === 'imported' ? before(now, 2 * hour) : null,
    counts: entryCounts({ stored: 6_204, sidecar: 6_190, duplicate: 56 }),
  };
}

const coverage: readonly YearCoverage[] = [
  { year: 2026, inExports: 2_904, onDisk: 2_904, verified: 0 },
  { year: 2025, inExports: 6_120, onDisk: 6_120, verified: 4_100 },
  { year: 2024, inExports: 5_318, onDisk: 4_902, verified: 4_902 },
  { year: 2023, inExports: 4_411, onDisk: 4_411, verified: 4_411 },
  { year: 2022, inExports: 3_870, onDisk: 3_870, verified: 3_870 },
  { year: 2019, inExports: 1_204, onDisk: 1_204, verified: 1_204 },
  { year: 1998, inExports: 12, onDisk: 12, verified: 12 },
  { year: null, inExports: 9, onDisk: 9, verified: 9 },
];

/** What a catalog knows after three exports: the latest has gaps, a broken part, and not much time. */
export function exportsReport(now: Date): ExportsReport {
  return {
    exports: [
      exportOf(now, 5.5, ['imported', 'broken', 'arrived'], { missingParts: [3, 5], doubtful: 14, withoutSidecar: 3 }),
      exportOf(now, 66, ['imported', 'imported'], { withoutSidecar: 1 }),
      exportOf(now, 127, ['imported', 'replaced', 'imported', 'imported'], { doubtful: 1 }),
    ],
    schedule: { seen: 3, nextExpectedAt: before(now, -55 * day), endsAt: before(now, -238 * day) },
    coverage: [...coverage],
  };
}

/** Before the first export. */
export const noExports: ExportsReport = { exports: [], schedule: null, coverage: [] };

/** What three dropped files come to: two parts of an export without its second, and something else. */
export function candidatesOf(now: Date): TakeoutCandidates {
  const stamp = stampOf(before(now, 2 * day));
  const name = (number: number) => `takeout-${stamp}-3-${String(number).padStart(3, '0')}.zip`;
  return {
    offer: '6f7e2a0c-2b2e-4a5d-9d64-3f1f0c7a9b11',
    exports: [
      {
        stamp,
        parts: [
          { name: name(1), format: 'zip', number: 1, bytes: 49_900_000_000, place: 'here' },
          { name: name(3), format: 'zip', number: 3, bytes: 12_300_000_000, place: 'cloud' },
        ],
        missing: [name(2)],
      },
    ],
    unrecognised: [{ name: 'holiday.mp4', problem: problem('part-not-recognised', { subject: 'holiday.mp4' }) }],
  };
}

/** The report of an import that has ended. */
export function importReport(now: Date, trouble: Problem | null = null): RunReport {
  return {
    run: 1002,
    source: 'takeout',
    account: 'takeout',
    kind: 'quick',
    dryRun: false,
    outcome: trouble === null ? 'complete' : 'stopped',
    startedAt: before(now, 64 * minute),
    finishedAt: before(now, 3 * minute),
    problem: trouble,
    discovered: 12_406,
    stored: 12_288,
    present: 118,
    skipped: 0,
    failed: 0,
    bytes: 96_400_000_000,
    apiRequests: 0,
    mediaRequests: 0,
    seconds: 3_660,
    entries: entryCounts({
      stored: 12_288,
      duplicate: 118,
      sidecar: 12_380,
      'album-metadata': 46,
      'other-json': 4,
      other: 1,
      trash: 38,
      ...(trouble === null ? {} : { pending: 4_120 }),
    }),
  };
}

/** One of the doubtful photos, by its id from 1. */
export function doubtfulEntry(id: number): DoubtfulEntry {
  const folder = id % 3 === 0 ? 'Trip to Rome' : 'Photos from 2023';
  return {
    id,
    stamp: '20260809T101500Z',
    part: 'takeout-20260809T101500Z-3-001.zip',
    path: `Takeout/Google Photos/${folder}/IMG_${1000 + id}(1).jpg`,
    confidence: 'doubtful',
    ...{ reason: 'Several sidecars could speak of this file.', rule: 'several-sidecars' },
  };
}

/** How a stored photo came to be what it is. */
export function explanation(id: number): FileExplanation {
  return {
    path: `Photos/2023/08/IMG_${id}.JPG`,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    bytes: 4_180_000,
    fidelity: 'original',
    taken: { local: '2023-08-12T14:30:15', zoneMinutes: 120, reason: 'sidecar', zoneReason: 'place' },
    latitude: 41.9028,
    longitude: 12.4964,
    caption: 'The fountain before the rain',
    people: ['Ada', 'Grace'],
    favourite: true,
    partner: true,
    archived: false,
    albums: ['Trip to Rome'],
    sources: [
      {
        source: 'takeout',
        account: 'takeout',
        filename: `IMG_${id}.JPG`,
        entry: {
          stamp: '20260809T101500Z',
          part: 'takeout-20260809T101500Z-3-001.zip',
          path: `Takeout/Google Photos/Photos from 2023/IMG_${id}.JPG`,
          sidecar: `Takeout/Google Photos/Photos from 2023/IMG_${id}.JPG.supplemental-metadata.json`,
          confidence: 'certain',
          ...{ reason: 'Its title and its name are those of this file.', rule: 'title' },
        },
      },
    ],
    replaced: ['.afterimage/quarantine/IMG_copy.JPG'],
  };
}
