// Makes a thumbnail of every file in a folder by the decoders that the app uses, and tells what became of each.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DecoderPool } from '../../../electron/engine/media/decoding/decoder-pool.ts';
import { type MadeThumbnail, makeThumbnail } from '../../../electron/engine/media/thumbnail.ts';

const [folder = ''] = process.argv.slice(2);
const decoder = new DecoderPool();
const names = (await readdir(folder)).toSorted();
const outcomes: Record<string, string> = {};

async function next(): Promise<void> {
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    const made = await makeThumbnail(join(folder, name), { size: 64, decoder });
    outcomes[name] = made.ok ? inWords(made.value) : made.problem.code;
  }
}

function inWords(made: MadeThumbnail): string {
  if (made === null) return 'none';
  return made === 'too-slow' ? made : `${made.width}x${made.height}`;
}

await Promise.all([next(), next()]);
await decoder.close();
console.log(JSON.stringify(outcomes));
