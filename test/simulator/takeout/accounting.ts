import type { MediaStock } from './media-stock.ts';
import type { PlannedEntry } from './planned-entry.ts';
import type { EntryCounts, EntryState, ExpectedEntry, TakeoutExpectation } from './takeout-sample.ts';
import type { TakeoutTruth } from './takeout-truth.ts';

/** One part and what it holds. */
export interface DividedPart {
  readonly name: string;
  /** `file`: of its one entry, bare. */
  readonly format: 'zip' | 'tgz' | 'folder' | 'file';
  readonly entries: readonly PlannedEntry[];
}

interface Accounting {
  readonly expected: TakeoutExpectation;
  readonly entries: readonly ExpectedEntry[];
}

/** Where every entry ends when the parts are taken in by number; `known` are digests from earlier exports. */
export async function accountingOf(
  parts: readonly DividedPart[],
  known: ReadonlySet<string>,
  truth: readonly TakeoutTruth[],
  generation: number,
  stock: MediaStock,
): Promise<Accounting> {
  const stored = new Set(known);
  const entries: ExpectedEntry[] = [];
  const sidecars = { media: 0, membership: 0, none: 0 };
  const partCounts: { part: string; entries: number; counts: EntryCounts }[] = [];
  for (const { name, entries: planned } of parts) {
    const counts = noCounts();
    for (const entry of planned) {
      const expected = await expectedEntry(name, entry, stored, stock);
      entries.push(expected);
      counts[expected.state] += 1;
      if (expected.match !== undefined) sidecars[expected.match] += 1;
    }
    partCounts.push({ part: name, entries: planned.length, counts });
  }
  const expected = {
    generation,
    entries: entries.length,
    counts: summed(partCounts.map(({ counts }) => counts)),
    parts: partCounts,
    sidecars,
    assets: truth.length,
    assetsWithoutSidecar: truth.filter(({ sidecar }) => sidecar === 'none').length,
  };
  return { expected, entries };
}

async function expectedEntry(
  part: string,
  { path, role, body }: PlannedEntry,
  stored: Set<string>,
  stock: MediaStock,
): Promise<ExpectedEntry> {
  if (role.kind === 'sidecar') return { part, path, state: 'sidecar', match: role.match };
  if (role.kind !== 'media') return { part, path, state: role.kind };
  if (body.kind === 'text') throw new Error(`${path} is no media file`);
  const { sha256 } = await stock.facts(body.content);
  const state = stored.has(sha256) ? 'duplicate' : 'stored';
  stored.add(sha256);
  return { part, path, state, sha256 };
}

function noCounts(): Record<EntryState, number> {
  return { stored: 0, duplicate: 0, trash: 0, sidecar: 0, 'album-metadata': 0, 'other-json': 0, other: 0 };
}

function summed(all: readonly EntryCounts[]): EntryCounts {
  const sum = noCounts();
  for (const counts of all) {
    for (const state of Object.keys(sum) as EntryState[]) sum[state] += counts[state];
  }
  return sum;
}
