/** `npm run icons`: draws build/icons and build/tray. Their sources are the drawings beside this file. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { drawPictures } from './pictures.ts';

const build = join(import.meta.dirname, '..');
for (const folder of ['icons', 'tray']) await rm(join(build, folder), { recursive: true, force: true });
const pictures = await drawPictures();
for (const { path, bytes } of pictures) {
  await mkdir(dirname(join(build, path)), { recursive: true });
  await writeFile(join(build, path), bytes);
}
process.stdout.write(`${pictures.length} pictures drawn into build/icons and build/tray\n`);
