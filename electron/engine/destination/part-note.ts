import { hash } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeNewFile } from '../../base/durable-file.ts';
import { errnoOf } from '../../base/errno.ts';
import { fileAt, textOfFile } from './fence.ts';

const noteSchema = z.object({ key: z.string(), etag: z.string(), bytes: z.int().positive() });

/** Beside a partial file: what it is a part of, and how many of its bytes are surely on the disk. */
export type PartNote = z.infer<typeof noteSchema>;

/** Links and exports at Google live about a week; an older part could not be continued. */
const partLifeMs = 7 * 24 * 60 * 60 * 1000;

/** The notes in a staging folder. */
export interface PartNotes {
  /** Where the partial file of `key` is kept. */
  readonly pathOf: (key: string) => string;
  /** The note of the part of `key`; null when there is none or the file is shorter than it says. */
  readonly read: (key: string) => Promise<PartNote | null>;
  /** Notes how far a part is durable. Call after the bytes are synced: an older note is only modest, never wrong. */
  readonly write: (note: PartNote) => Promise<void>;
  /** Forgets how far a part is. */
  readonly remove: (key: string) => Promise<void>;
}

/**
 * Empties the staging folder of what a crash left behind, except parts that can be continued, and opens the notes of
 * those. `staging` must be a real folder, no link: what is in it is deleted. Call while holding the lock and before the
 * first transfer. Throws the system's errors.
 */
export async function openPartNotes(staging: string, now: Date): Promise<PartNotes> {
  // Hardly any content has a note, so the disk is not asked for those of all the others.
  const noted = await cleanStagingFolder(staging, now);
  const pathOf = (key: string): string => partPath(staging, key);
  return {
    pathOf,
    read: async (key) => {
      const part = pathOf(key);
      const note = noted.has(part) ? await noteBeside(part) : null;
      return note?.key === key ? note : null;
    },
    write: async (note) => {
      const part = pathOf(note.key);
      await rm(`${part}.json.new`, { force: true });
      await writeNewFile(`${part}.json.new`, JSON.stringify(note));
      await rename(`${part}.json.new`, `${part}.json`);
      noted.add(part);
    },
    remove: async (key) => {
      const part = pathOf(key);
      await rm(`${part}.json`, { force: true });
      noted.delete(part);
    },
  };
}

function partPath(staging: string, key: string): string {
  return join(staging, `${hash('sha256', key).slice(0, 32)}.part`);
}

/** Returns the parts that stay. */
async function cleanStagingFolder(staging: string, now: Date): Promise<Set<string>> {
  const names = await readdir(staging);
  const parts = new Set<string>();
  const kept = new Set<string>();
  for (const name of names.filter((name) => name.endsWith('.part'))) {
    const part = join(staging, name);
    const found = await fileAt(part);
    const fresh = found !== null && found.mtimeMs > now.getTime() - partLifeMs;
    if (!fresh || (await noteBeside(part)) === null) continue;
    parts.add(part);
    kept.add(name).add(`${name}.json`);
  }
  for (const name of names.filter((name) => !kept.has(name))) {
    await rm(join(staging, name), { recursive: true, force: true });
  }
  return parts;
}

async function noteBeside(part: string): Promise<PartNote | null> {
  try {
    const note = noteSchema.parse(JSON.parse((await textOfFile(`${part}.json`)) ?? ''));
    const found = await fileAt(part);
    // With a second name, its bytes could be those of a file outside of the backup.
    return found !== null && found.nlink < 2 && found.size >= note.bytes ? note : null;
  } catch (thrown) {
    // Missing or damaged: the file is fetched from its beginning. A failing disk shows at the first write.
    if (errnoOf(thrown) !== null || thrown instanceof SyntaxError || thrown instanceof z.ZodError) return null;
    throw thrown;
  }
}
