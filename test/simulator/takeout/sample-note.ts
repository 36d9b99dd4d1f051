import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { TakeoutAccount } from './takeout-sample.ts';
import { takeoutLocales } from './takeout-words.ts';

/** sample.json: what it takes to make the next export of the same account. */
const noteSchema = z.strictObject({
  generation: z.int().nonnegative(),
  account: z.strictObject({
    items: z.int().nonnegative(),
    albums: z.int().nonnegative(),
    seed: z.int().nonnegative(),
    itemBytes: z.union([z.int().positive(), z.literal('tiny'), z.null()]),
    locale: z.enum(takeoutLocales),
    selection: z.enum(['everything', 'albums']),
    absentItems: z.enum(['shown', 'left out']).default('shown'),
  }),
  /** Part names of every export so far, the first one first: paths in the truth name them. */
  packings: z.array(
    z.strictObject({
      indexPart: z.enum(['among', 'own']).default('among'),
      format: z.enum(['zip', 'tgz', 'folder', 'mixed']),
      parts: z.int().positive(),
      partBytes: z.int().positive().nullable(),
      archiveNames: z.enum(['run-index', 'plain']),
      groups: z.int().positive().default(1),
      bareFiles: z.int().nonnegative().default(0),
      folderNames: z.enum(['stamped', 'letters']).default('stamped'),
      zipNames: z.enum(['utf8', 'cp437', 'unflagged']),
      zip64: z.enum(['when-needed', 'always']),
    }),
  ),
});

export type SampleNote = z.infer<typeof noteSchema>;

const noteName = 'sample.json';

/** Throws when the folder holds no sample. */
export async function readSampleNote(folder: string): Promise<SampleNote> {
  return noteSchema.parse(JSON.parse(await readFile(join(folder, noteName), 'utf8')));
}

export function sampleNoteText(note: SampleNote): string {
  return `${JSON.stringify(note, null, 2)}\n`;
}

/** Throws a RangeError when options ask for another account than the one that the sample is of. */
export function requireSameAccount(asked: Partial<TakeoutAccount>, { account }: SampleNote): void {
  for (const [option, value] of Object.entries(account)) {
    const wanted = Object.entries(asked).find(([name]) => name === option)?.[1];
    if (wanted !== undefined && wanted !== value) {
      throw new RangeError(`The earlier export has ${option} ${String(value)}, not ${String(wanted)}`);
    }
  }
}
