import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { heapFlags } from '../../../electron/base/heap-flags.ts';
import { writeExport } from '../import/export-to-import.ts';
import { furnish, measureImport } from '../import/importing.ts';
import { measureProcess } from '../measured-process.ts';
import { buildApp } from '../page/app-under-bench.ts';
import { makeGrownLibrary, measureQuickRun } from './grown-library.ts';
import { type AppFigures, measureApp } from './measure-app.ts';

/** What the catalog takes for a library of one size. */
const catalogFigures = z.object({
  seconds: z.object({
    store: z.number(),
    again: z.number(),
    sums: z.number(),
    overview: z.number(),
    coverage: z.number(),
    photos: z.number(),
    lastPage: z.number(),
    search: z.number(),
  }),
  catalogBytes: z.number(),
});
export type CatalogFigures = z.infer<typeof catalogFigures>;

/** What one run took. */
interface RunFigures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
}

/** A size and what was measured there. */
export interface Grown {
  readonly items: number;
  /** `peakRssBytes`: null where the system does not tell. */
  readonly library: CatalogFigures & { readonly peakRssBytes: number | null };
  /** A quick backup of which Google lists so many items, and nothing is new. */
  readonly quick: RunFigures & { readonly listed: number };
  readonly app: AppFigures;
  /** Of an export of about so many entries. */
  readonly listing: RunFigures & { readonly entries: number };
}

/** The sizes; the last only where it is asked for, as it takes minutes. */
export const usualSizes = [10_000, 100_000, 500_000] as const;
export const largestSize = 1_000_000;
/** An export of the simulator has so many entries an item. */
const entriesAnItem = 3.2;

interface GrowthOrder {
  readonly sizes: readonly number[];
  /** Launches of the app at each size. */
  readonly rounds: number;
  readonly scratch: string;
  readonly say: (text: string) => void;
}

/** Measures one size after the other, each in processes of its own; the largest take long, so each is told when it is known. */
export async function* measureGrowth({ sizes, rounds, scratch, say }: GrowthOrder): AsyncGenerator<Grown, void> {
  await buildApp(say);
  for (const items of sizes) {
    const title = `Growth, ${items.toLocaleString('en')} photos and entries`;
    say(`${title}: catalog …`);
    const library = await growLibrary(items, scratch);
    say(`${title}: quick backup and app …`);
    const lived = await liveWith(items, rounds, scratch);
    say(`${title}: export …`);
    yield { items, library, ...lived, listing: await listExport(items, scratch) };
  }
}

async function growLibrary(items: number, scratch: string): Promise<Grown['library']> {
  const folder = await mkdtemp(join(scratch, 'growth-'));
  try {
    const { stdout, peakRssBytes } = await measureProcess(process.execPath, [
      ...heapFlags,
      'test/bench/growth/grow.ts',
      join(folder, 'catalog.sqlite'),
      `${items}`,
    ]);
    return { ...catalogFigures.parse(JSON.parse(stdout)), peakRssBytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function liveWith(items: number, rounds: number, scratch: string): Promise<Pick<Grown, 'quick' | 'app'>> {
  const folder = await mkdtemp(join(scratch, 'growth-'));
  try {
    const library = await makeGrownLibrary(items, folder);
    try {
      const quick = { ...(await measureQuickRun(library)), listed: library.listed };
      return { quick, app: await measureApp(library, rounds) };
    } finally {
      await library.google.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function listExport(entries: number, scratch: string): Promise<Grown['listing']> {
  const folder = await mkdtemp(join(scratch, 'growth-'));
  try {
    const items = Math.round(entries / entriesAnItem);
    const flags = ['--items', `${items}`, '--albums', `${Math.ceil(items / 400)}`, '--tiny'];
    const sample = await writeExport(join(folder, 'export'), flags);
    const run = await measureImport(await furnish(folder), sample.parts, ['--dry-run', '--quick', '--quiet']);
    return { ...run, entries: sample.entries };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
