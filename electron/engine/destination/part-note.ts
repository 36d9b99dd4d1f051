import { hash } from 'node:crypto';
import * as z from 'zod';
import { errnoOf } from '../../base/errno.ts';
import {
  clearInside,
  entryInside,
  listInside,
  makeInside,
  openInside,
  removeInside,
  renameInside,
  textInside,
} from './fence-entries.ts';
import { removeLeftTrial, trialNoteEnding } from './folder-trial.ts';
import { absolutePath, stagingFolder } from './layout.ts';

const noteSchema = z.object({ key: z.string(), etag: z.string(), bytes: z.int().positive() });

/** Beside a partial file: what it is a part of, and how many of its bytes are surely on the disk. */
export type PartNote = z.infer<typeof noteSchema>;

/** Links and exports at Google live about a week; an older part could not be continued. */
const partLifeMs = 7 * 24 * 60 * 60 * 1000;

/** The notes in a staging folder. */
export interface PartNotes {
  /** Where the partial file of `key` is kept; absolute. */
  readonly pathOf: (key: string) => string;
  /** The note of the part of `key`; null when there is none or the file is shorter than it says. */
  readonly read: (key: string) => Promise<PartNote | null>;
  /** What was noted, without a look at the disk: all notes, or that of one key. */
  readonly all: () => readonly PartNote[];
  readonly of: (key: string) => PartNote | null;
  /** Notes how far a part is durable. Call after the bytes are synced: an older note is only modest, never wrong. */
  readonly write: (note: PartNote) => Promise<void>;
  /** Forgets how far a part is. */
  readonly remove: (key: string) => Promise<void>;
  /** The first bytes of the partial file of `key`, as many as its note says are durable; null where there is no note. */
  readonly contentOf: (key: string) => Promise<Buffer | null>;
  /** Removes the partial file of `key`. */
  readonly removePart: (key: string) => Promise<void>;
}

/**
 * Empties the staging folder of the destination `root` of what a crash left behind, except parts that can be continued, and
 * opens the notes of those. Call while holding the lock and before the first transfer. Throws the system's errors, and
 * `ELOOP` where the folder is a link: what is in it is deleted.
 */
export async function openPartNotes(root: string, now: Date): Promise<PartNotes> {
  // Hardly any content has a note, so the disk is not asked for those of all the others.
  const noted = await cleanStagingFolder(root, now);

  async function read(key: string): Promise<PartNote | null> {
    const part = partPath(key);
    const note = noted.has(part) ? await noteBeside(root, part) : null;
    return note?.key === key ? note : null;
  }

  return {
    pathOf: (key) => absolutePath(root, partPath(key)),
    all: () => [...noted.values()],
    of: (key) => noted.get(partPath(key)) ?? null,
    read,
    contentOf: async (key) => {
      const note = await read(key);
      if (note === null) return null;
      const file = await openInside(root, partPath(key));
      try {
        const bytes = Buffer.alloc(note.bytes);
        const { bytesRead } = await file.read(bytes, 0, note.bytes, 0);
        return bytesRead < note.bytes ? null : bytes;
      } finally {
        await file.close();
      }
    },
    write: async (note) => {
      const part = partPath(note.key);
      await removeInside(root, `${part}.json.new`);
      await makeInside(root, `${part}.json.new`, JSON.stringify(note));
      await renameInside(root, `${part}.json.new`, `${part}.json`);
      noted.set(part, note);
    },
    remove: async (key) => {
      const part = partPath(key);
      if (!noted.has(part)) return;
      await removeInside(root, `${part}.json`);
      noted.delete(part);
    },
    removePart: (key) => removeInside(root, partPath(key)),
  };
}

function partPath(key: string): string {
  return `${stagingFolder}/${hash('sha256', key).slice(0, 32)}.part`;
}

/** Returns the parts that stay, and their notes. */
async function cleanStagingFolder(root: string, now: Date): Promise<Map<string, PartNote>> {
  const paths: string[] = [];
  for await (const { name } of listInside(root, stagingFolder)) paths.push(`${stagingFolder}/${name}`);
  const parts = new Map<string, PartNote>();
  const kept = new Set<string>();
  for (const part of paths.filter((path) => path.endsWith('.part'))) {
    const found = await entryInside(root, part);
    const fresh = found?.isFile() === true && found.mtimeMs > now.getTime() - partLifeMs;
    const note = fresh ? await noteBeside(root, part) : null;
    if (note === null) continue;
    parts.set(part, note);
    kept.add(part).add(`${part}.json`);
  }
  for (const note of paths.filter((path) => path.endsWith(trialNoteEnding))) {
    if (!(await removeLeftTrial(root, note))) kept.add(note);
  }
  for (const path of paths.filter((path) => !kept.has(path))) await clearInside(root, path);
  return parts;
}

async function noteBeside(root: string, part: string): Promise<PartNote | null> {
  try {
    const note = noteSchema.parse(JSON.parse((await textInside(root, `${part}.json`)) ?? ''));
    const found = await entryInside(root, part);
    // With a second name, its bytes could be those of a file outside of the backup.
    return found?.isFile() === true && found.nlink < 2 && found.size >= note.bytes ? note : null;
  } catch (thrown) {
    // Missing or damaged: the file is fetched from its beginning. A failing disk shows at the first write.
    if (errnoOf(thrown) !== null || thrown instanceof SyntaxError || thrown instanceof z.ZodError) return null;
    throw thrown;
  }
}
