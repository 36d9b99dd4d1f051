import { parse, stringify } from 'yaml';
import * as z from 'zod';

const fileSchema = z.looseObject({ url: z.string(), sha512: z.string(), size: z.number().optional() });
const updateInfoSchema = z.looseObject({
  version: z.string(),
  files: z.array(fileSchema).min(1),
  releaseDate: z.string(),
});

/** One file that an installed app may update itself with. `sha512` is base64, `size` bytes. */
export type UpdateFile = z.infer<typeof fileSchema>;
/** A `latest*.yml`: what electron-builder writes, and electron-updater reads. */
export type UpdateInfo = z.infer<typeof updateInfoSchema>;

/** Is this the name of such a file? */
export function isUpdateInfo(name: string): boolean {
  return /^latest(-[a-z0-9-]+)?\.yml$/.test(name);
}

/** Reads one; throws when something is missing in it. */
export function readUpdateInfo(text: string): UpdateInfo {
  return updateInfoSchema.parse(parse(text));
}

/**
 * One file for all kinds and processors of a system: electron-builder writes a new one at each run, with what that run
 * has made, and anyone who updates reads one alone. Throws when the texts are of different versions, or do not agree
 * about a file.
 *
 * `path` and `sha512` at the top are for apps before electron-updater 2.15 and those of the first file.
 */
export function mergedUpdateInfo(texts: readonly string[]): string {
  const [first, ...others] = texts.map(readUpdateInfo);
  if (first === undefined) throw new Error('There is no update information to merge');
  const files = new Map<string, UpdateFile>();
  for (const info of [first, ...others]) {
    if (info.version !== first.version) {
      throw new Error(`Update information of ${first.version} and of ${info.version} cannot be one file`);
    }
    for (const file of info.files) {
      const known = files.get(file.url);
      if (known !== undefined && known.sha512 !== file.sha512) throw new Error(`There are two files ${file.url}`);
      files.set(file.url, file);
    }
  }
  const dates = [first, ...others].map(({ releaseDate }) => releaseDate);
  const [main] = first.files;
  return stringify({
    ...first,
    files: [...files.values()],
    ...(main === undefined ? {} : { path: main.url, sha512: main.sha512 }),
    releaseDate: dates.toSorted().at(-1),
  });
}
