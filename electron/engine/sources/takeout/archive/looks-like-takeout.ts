import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import type { PartFormat } from '../../../../contract/takeout-models.ts';
import { type OpenPart, openPart } from './part.ts';
import { recognisePart } from './part-name.ts';

/** How the path of everything in an export begins. */
const takeoutPrefix = 'Takeout/';

/** So many entries are looked at: an index page or a bare film may lie beside the archives. */
const looksAtMost = 100;

/**
 * The problem of an archive in which the parts of an export lie packed, as when a folder of Google Drive is downloaded
 * whole; null for any other. Only a zip tells what it holds without being read to its end.
 */
export async function holdsArchives(part: OpenPart, signal: AbortSignal): Promise<Problem | null> {
  if (part.format !== 'zip') return null;
  let looked = 0;
  try {
    for await (const { entry } of part.walk(signal)) {
      const named = recognisePart(entry.path.slice(entry.path.lastIndexOf('/') + 1));
      if (named !== null && named.format !== 'folder') return problem('part-holds-archives', { subject: part.name });
      looked += 1;
      if (looked === looksAtMost) return null;
    }
  } catch (thrown) {
    // Whoever reads the part is told, and tells.
    if (!(thrown instanceof ProblemError)) throw thrown;
  }
  return null;
}

/** The format of an archive whose first entry lies where Takeout puts all of them; null when it lies elsewhere. */
export async function looksLikeTakeout(path: string): Promise<Result<PartFormat | null>> {
  const opened = await openPart(path);
  if (!opened.ok) return opened;
  const part = opened.value;
  try {
    const packed = await holdsArchives(part, new AbortController().signal);
    if (packed !== null) return failed(packed);
    for await (const { entry } of part.walk(new AbortController().signal)) {
      return ok(entry.path.startsWith(takeoutPrefix) ? part.format : null);
    }
    return ok(null);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  } finally {
    await part.close();
  }
}
