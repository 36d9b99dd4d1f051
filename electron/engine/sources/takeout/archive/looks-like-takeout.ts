import type { OpenPart } from './part-entry.ts';

/** How the path of everything in an export begins. */
const takeoutPrefix = 'Takeout/';

/** Does the first entry of an archive lie where Takeout puts all of them? Throws the ProblemError of one that cannot be read. */
export async function looksLikeExport(part: OpenPart): Promise<boolean> {
  for await (const { entry } of part.walk(new AbortController().signal)) return entry.path.startsWith(takeoutPrefix);
  return false;
}
