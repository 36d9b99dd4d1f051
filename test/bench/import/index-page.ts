import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runsRow } from '../results.ts';
import { decimal } from '../table.ts';
import { writeExport } from './export-to-import.ts';
import { furnish, type MeasuredImport, measureImport } from './importing.ts';

/** 300,000 names: photos, their details files, albums. */
const items = '94000';

/**
 * What an index page costs that lists 300,000 files: the same export without and with the tiny archive that holds it, in turns,
 * each in a fresh catalog. Resolves to a row for each.
 */
export async function measureIndexPage(
  rounds: number,
  scratch: string,
  say: (text: string) => void,
): Promise<string[][]> {
  const root = await mkdtemp(join(scratch, 'index-'));
  try {
    say('Import: writing an export of 300,000 entries with its index page apart …');
    const sample = await writeExport(join(root, 'export'), [
      ...['--items', items, '--albums', '200', '--tiny', '--index-apart', '--nothing-lost'],
    ]);
    const sizes = await Promise.all(sample.parts.map(async (part) => ({ part, bytes: (await stat(part)).size })));
    const [page, ...others] = sizes.toSorted((one, other) => one.bytes - other.bytes).map(({ part }) => part);
    if (page === undefined) throw new Error('The export has no part');
    const runs = { without: [] as MeasuredImport[], with: [] as MeasuredImport[] };
    for (let round = 0; round < rounds; round += 1) {
      for (const [how, parts] of [['without', others] as const, ['with', [page, ...others]] as const]) {
        const room = await furnish(await mkdtemp(join(root, 'room-')));
        const run = await measureImport(room, parts, ['--dry-run', '--quick', '--quiet']);
        say(`Listing, ${how} the index page: ${decimal(run.seconds, 2)} s`);
        runs[how].push(run);
      }
    }
    const title = `listing ${sample.entries.toLocaleString('en')} entries, quick`;
    return [
      runsRow(`${title}: without the index page`, sample.entries, runs.without),
      runsRow(`${title}: with it`, sample.entries, runs.with),
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
