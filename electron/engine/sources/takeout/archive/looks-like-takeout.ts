import { ProblemError } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import type { PartFormat } from '../../../../contract/takeout-models.ts';
import { openPart } from './part.ts';

/** How the path of everything in an export begins. */
const takeoutPrefix = 'Takeout/';

/** The format of an archive whose first entry lies where Takeout puts all of them; null when it lies elsewhere. */
export async function looksLikeTakeout(path: string): Promise<Result<PartFormat | null>> {
  const opened = await openPart(path);
  if (!opened.ok) return opened;
  const part = opened.value;
  try {
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
