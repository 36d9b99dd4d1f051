import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { errnoOf } from './fs-problems.ts';

const noteSchema = z.object({ key: z.string(), etag: z.string(), bytes: z.int().positive() });

/** Beside a partial file: what it is a part of, and how many of its bytes are surely on the disk. */
export type PartNote = z.infer<typeof noteSchema>;

/** Links and exports at Google live about a week; an older part could not be continued. */
const partLifeMs = 7 * 24 * 60 * 60 * 1000;

/** Where the partial file of `key` is kept in the staging folder. */
export function partPath(staging: string, key: string): string {
  return join(staging, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.part`);
}

/** The note of the part of `key`; null when there is none or the file is shorter than it says. */
export async function readPartNote(staging: string, key: string): Promise<PartNote | null> {
  const part = partPath(staging, key);
  const note = await noteBeside(part);
  return note?.key === key ? note : null;
}

/** Notes how far a part is durable. Call after the bytes are synced: an older note is only modest, never wrong. */
export async function writePartNote(part: string, note: PartNote): Promise<void> {
  await writeFile(`${part}.json.new`, JSON.stringify(note));
  await rename(`${part}.json.new`, `${part}.json`);
}

/** Forgets how far a part is. */
export async function removePartNote(part: string): Promise<void> {
  await rm(`${part}.json`, { force: true });
}

/**
 * Empties the staging folder of what a crash left behind, except parts that can be continued. Call while holding the
 * lock and before the first transfer. Throws the system's errors.
 */
export async function cleanStagingFolder(staging: string, now: Date): Promise<void> {
  const names = await readdir(staging);
  const kept = new Set<string>();
  for (const name of names.filter((name) => name.endsWith('.part'))) {
    const part = join(staging, name);
    const fresh = (await stat(part)).mtimeMs > now.getTime() - partLifeMs;
    if (fresh && (await noteBeside(part)) !== null) kept.add(name).add(`${name}.json`);
  }
  for (const name of names.filter((name) => !kept.has(name))) {
    await rm(join(staging, name), { recursive: true, force: true });
  }
}

async function noteBeside(part: string): Promise<PartNote | null> {
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(`${part}.json`, 'utf8')));
    return (await stat(part)).size >= note.bytes ? note : null;
  } catch (thrown) {
    // Missing or damaged: the file is fetched from its beginning. A failing disk shows at the first write.
    if (errnoOf(thrown) !== null || thrown instanceof SyntaxError || thrown instanceof z.ZodError) return null;
    throw thrown;
  }
}
