import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Encoded pictures that outlive the process that drew them: painting and coding takes most of a simulator's time. */
export interface DrawnPictures {
  /** The picture of that name; drawn and kept when it is not there yet. Names are plain file names. */
  readonly get: (name: string, draw: () => Promise<Buffer>) => Promise<Buffer>;
}

/** All that decides about the bytes of a drawing. Another version of any of them redraws. */
const drawnBy = ['picture-studio.ts', 'scene-svg.ts', join('..', 'seeded-hash.ts')];
const cache = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '.cache', 'simulator');

/** The pictures that this version of the drawing code has drawn on this machine. */
export function drawnPictures(parent: string = cache): DrawnPictures {
  const folder = join(parent, drawingVersion());
  let temporary = 0;
  return {
    get: async (name, draw) => {
      const path = join(folder, name);
      const kept = await readFile(path).catch(() => null);
      if (kept !== null) return kept;
      const picture = await draw();
      temporary += 1;
      await keep(folder, path, `${path}.${process.pid}-${temporary}`, picture);
      return picture;
    },
  };
}

/** Whole or not at all: several processes may draw the same picture at the same time. */
async function keep(folder: string, path: string, temporary: string, picture: Buffer): Promise<void> {
  try {
    mkdirSync(folder, { recursive: true });
    await writeFile(temporary, picture);
    await rename(temporary, path);
  } catch {
    // A disk that is full or read-only costs time, not pictures; and perhaps there is nothing to remove either.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

function drawingVersion(): string {
  const hash = createHash('sha256').update(JSON.stringify([sharp.versions, process.arch]));
  for (const file of drawnBy) hash.update(readFileSync(join(import.meta.dirname, file)));
  return hash.digest('hex').slice(0, 16);
}
