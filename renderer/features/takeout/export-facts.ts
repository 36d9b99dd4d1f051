import type { EntryCounts, EntryState, ExportPart, ExportSummary } from '../../../electron/contract/takeout-models.ts';
import { entryStates } from '../../../electron/contract/takeout-models.ts';

/** A place in an export's row of parts: one that was seen, or a number that has not arrived. */
export type PartSlot =
  | { readonly kind: 'seen'; readonly part: ExportPart }
  | { readonly kind: 'missing'; readonly number: number };

/** The parts of an export and the gaps between them by number; parts without a number come last. */
export function partSlots({ parts, missingParts }: Pick<ExportSummary, 'parts' | 'missingParts'>): readonly PartSlot[] {
  const slots: readonly PartSlot[] = [
    ...parts.filter(({ state }) => state !== 'replaced').map((part) => ({ kind: 'seen', part }) as const),
    ...missingParts.map((number) => ({ kind: 'missing', number }) as const),
  ];
  return slots.toSorted((one, other) => numberOf(one) - numberOf(other));
}

function numberOf(slot: PartSlot): number {
  const number = slot.kind === 'missing' ? slot.number : slot.part.number;
  return number ?? Number.MAX_SAFE_INTEGER;
}

/**
 * What an export needs: the most urgent first. `files`: files of it have not come. `losses`: some could not be exported or
 * stored. `proof`: no index shows that nothing is missing. `whole`: nothing.
 */
export type ExportNeed = 'broken' | 'missing' | 'import' | 'files' | 'losses' | 'proof' | 'whole';

const needs = {
  receiving: 'import',
  incomplete: 'files',
  losses: 'losses',
  unproven: 'proof',
  complete: 'whole',
} as const satisfies Readonly<Record<ExportSummary['state'], ExportNeed>>;

/** What is to be done for an export. */
export function needOf(summary: ExportSummary): ExportNeed {
  if (summary.parts.some(({ state }) => state === 'broken')) return 'broken';
  if (summary.missingParts.length > 0) return 'missing';
  return needs[summary.state];
}

/** Google offers the parts of an export for download this long before it is called urgent, in milliseconds. */
const urgentMilliseconds = 48 * 60 * 60 * 1000;

/** How long what is missing can still be fetched. `none`: nothing is missing, or nobody knows when the export was made. */
export type Deadline = { readonly kind: 'none' } | { readonly kind: 'open' | 'soon' | 'over'; readonly until: string };

/** Until when parts that are missing or broken can be downloaded. */
export function deadlineOf(summary: ExportSummary, now: Date): Deadline {
  const need = needOf(summary);
  const until = summary.downloadUntil;
  if (until === null || !['missing', 'broken', 'files'].includes(need)) return { kind: 'none' };
  const left = Date.parse(until) - now.getTime();
  if (left <= 0) return { kind: 'over', until };
  return { kind: left <= urgentMilliseconds ? 'soon' : 'open', until };
}

/** How many entries there are, and the states that occur among them, in the order of the contract. */
export function entrySums(counts: EntryCounts): {
  readonly listed: number;
  readonly parts: readonly { readonly state: EntryState; readonly count: number }[];
} {
  const parts = entryStates.map((state) => ({ state, count: counts[state] })).filter(({ count }) => count > 0);
  return { listed: parts.reduce((sum, { count }) => sum + count, 0), parts };
}

/** The six exports of Google's schedule: how many came, which is next, and which are still to come. */
export function scheduleSteps(seen: number): readonly ('seen' | 'next' | 'later')[] {
  return Array.from({ length: 6 }, (_, index) => (index < seen ? 'seen' : index === seen ? 'next' : 'later'));
}
