import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from '../contender.ts';
import { hasProgram } from '../processes.ts';
import { raceRows, runsRow } from '../results.ts';
import { alternate } from '../rounds.ts';
import { decimal } from '../table.ts';
import { type ExportToImport, writeExport } from './export-to-import.ts';
import { furnish, type MeasuredImport, measureImport } from './importing.ts';
import { unzipContender } from './unzip.ts';

interface Rounds {
  readonly rounds: number;
  readonly scratch: string;
  readonly say: (text: string) => void;
  readonly missing: Set<string>;
}

/** Some 4 GB in two archives, imported by us and unpacked by hand in turns; then ours once more. Resolves to rows. */
export async function raceImport({ rounds, scratch, say, missing }: Rounds): Promise<string[][]> {
  const root = await mkdtemp(join(scratch, 'import-'));
  try {
    say('Import: writing an export of 4 GB …');
    const sample = await writeExport(join(root, 'export'), ['--items', '500', '--item-bytes', '4000000']);
    const again: MeasuredImport[] = [];
    const contenders: Contender[] = [afterimageContender(sample, again)];
    if (await hasProgram('unzip', ['-v'])) contenders.push(unzipContender(sample.parts));
    else missing.add('unzip is not installed: the import was not compared');
    const { bytes, entries } = sample;
    const title = `import of ${(bytes / 1e9).toFixed(1)} GB`;
    const work = { title, items: entries, itemBytes: bytes / entries };
    const series = await alternate(work, contenders, { rounds, scratch: root, say });
    return [...raceRows(work, series), runsRow(`${title}: the same export again`, entries, again)];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function afterimageContender({ parts, assets }: ExportToImport, again: MeasuredImport[]): Contender {
  return {
    name: 'afterimage',
    perform: async (_work, folder) => {
      const room = await furnish(folder);
      const first = await measureImport(room, parts);
      if (first.outcome !== 'complete' || first.stored !== assets) {
        throw new Error(`Afterimage stored ${first.stored} of ${assets} photos and videos: ${first.outcome}`);
      }
      const second = await measureImport(room, parts);
      if (second.outcome !== 'complete' || second.stored !== 0 || second.bytes !== 0) {
        throw new Error(`The second import read ${second.bytes} bytes and stored ${second.stored}: ${second.outcome}`);
      }
      again.push(second);
      const { seconds, peakRssBytes, delayP99Ms, cpuSeconds } = first;
      return { seconds, peakRssBytes, delayP99Ms, cpuSeconds, requests: null, leftOut: 0 };
    },
  };
}

/** Lists and matches half a million entries without storing anything: reading all, and names alone. Resolves to rows. */
export async function measureListing({ scratch, say }: Pick<Rounds, 'scratch' | 'say'>): Promise<string[][]> {
  const root = await mkdtemp(join(scratch, 'listing-'));
  try {
    say('Import: writing an export of 500,000 entries …');
    const sample = await writeExport(join(root, 'export'), ['--items', '160000', '--albums', '400', '--tiny']);
    const title = `listing and matching ${sample.entries.toLocaleString('en')} entries`;
    const rows: string[][] = [];
    for (const [how, ...flags] of [['reading all'], ['quick', '--quick']] as const) {
      // Each in a fresh catalog: what is known already is not listed again.
      const room = await furnish(await mkdtemp(join(root, 'room-')));
      const run = await measureImport(room, sample.parts, ['--dry-run', '--quiet', ...flags]);
      say(`Listing and matching, ${how}: ${decimal(run.seconds, 2)} s`);
      rows.push(runsRow(`${title}: ${how}`, sample.entries, [run]));
    }
    return rows;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
