import { closeSync, fstatSync, readSync } from 'node:fs';
import * as z from 'zod';
import { openFileSync, requireFoldersSync } from './fence.ts';
import { entryInside, removeInside, writeInside } from './fence-entries.ts';
import { absolutePath, ownFolder, stampFile } from './layout.ts';
import { keepInQuarantine } from './quarantine.ts';

const writer = { machine: z.string().max(255), run: z.int().nonnegative(), at: z.iso.datetime() };

const stampSchema = z.object({
  format: z.literal(1),
  /** The state that the folder is in; null before any was completed. */
  id: z.uuid().nullable(),
  generation: z.int().nonnegative().max(1_000_000_000_000),
  ...writer,
  /** A run that writes the next state, or that ended without a word; null: the folder is as the last run left it. */
  writing: z.object({ id: z.uuid(), ...writer }).nullable(),
});

/**
 * What the folder says of itself: which state it is in, who left it, and whether a run has begun to write the next. A
 * catalog with another opinion is not the one that wrote last.
 */
export type FolderStamp = z.infer<typeof stampSchema>;

/** No stamp is longer, in bytes. */
const mostBytes = 4_096;

/** The stamp of a folder; null when there is none, or none that can be understood. A link is not followed. */
export function readStamp(root: string): FolderStamp | null {
  try {
    requireFoldersSync(root, ownFolder, new Set());
    const text = textOf(openFileSync(absolutePath(root, stampFile)));
    return text === null ? null : (stampSchema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    // Not there, not readable, not JSON: all the same to who asks, the folder is then compared with the catalog.
    return null;
  }
}

/** Null when it is too long to be one. */
function textOf(descriptor: number): string | null {
  try {
    const { size } = fstatSync(descriptor);
    if (size > mostBytes) return null;
    const bytes = Buffer.alloc(size);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, size, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Replaces the stamp, durably and never half. Something else in its place is removed; a folder goes to quarantine. */
export async function writeStamp(root: string, stamp: FolderStamp): Promise<void> {
  const found = await entryInside(root, stampFile);
  if (found?.isDirectory() === true) await keepInQuarantine(root, stampFile);
  else if (found?.isFile() === false) await removeInside(root, stampFile);
  await writeInside(root, stampFile, `${JSON.stringify(stamp, null, 2)}\n`);
}
