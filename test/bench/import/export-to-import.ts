import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { measureProcess } from '../measured-process.ts';

/** A generated export, as it lies on the disk. */
export interface ExportToImport {
  /** Of the zip archives, absolute. */
  readonly parts: readonly string[];
  readonly bytes: number;
  /** Photos, videos, sidecars and all else. */
  readonly entries: number;
  /** Distinct photos and videos that must be in the library afterwards. */
  readonly assets: number;
}

const written = z.object({ parts: z.array(z.string()), assets: z.int(), entries: z.int() });
const minutes = 60_000;

/** Writes an export in two zip archives, a quarter of its media deflated, into `folder`. */
export async function writeExport(folder: string, flags: readonly string[]): Promise<ExportToImport> {
  const { stdout } = await measureProcess(
    process.execPath,
    ['test/simulator/takeout/main.ts', '--out', folder, '--parts', '2', '--seed', '11', ...flags],
    { limitMs: 30 * minutes },
  );
  const { parts: names, assets, entries } = written.parse(JSON.parse(stdout));
  const parts = names.map((name) => join(folder, name));
  const sizes = await Promise.all(parts.map((part) => stat(part)));
  return { parts, bytes: sizes.reduce((sum, { size }) => sum + size, 0), entries, assets };
}
