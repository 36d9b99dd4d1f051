import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import { isMarked } from '../../../../contract/problem-codes.ts';
import type { Result } from '../../../../contract/result.ts';
import type { ExportIndexes } from '../../../catalog/exports/export-index.ts';
import { indexPageName } from '../archive/extracted-folder.ts';
import type { OpenPart } from '../archive/part.ts';
import { type IndexFault, IndexPageReader, type IndexReading } from './index-page.ts';

const faults: Readonly<Record<IndexFault, string>> = {
  'too large': 'It is longer or more deeply nested than any such page.',
  'no list': 'It holds no list of Google Photos.',
  'cut off': 'It ends too early, or lists fewer files than it says.',
};

/** May this path in an export be that of its index page? In some languages it is called otherwise, as `Archiv_Übersicht.html`. */
export function isIndexPage(path: string): boolean {
  return /^(?:Takeout\/)?[^/]+\.html$/i.test(path);
}

/** Is it that by its name alone? Every other page has to be one by its content. */
function isCalledIndex(path: string): boolean {
  return path === indexPageName || path === `Takeout/${indexPageName}`;
}

/**
 * Reads an index page into the catalog, never as a whole in memory. A page that cannot be read is noted as such, and
 * nothing that it seemed to list is kept. Says whether the part has its page now: one of another name, without a list, is
 * any page. Throws the ProblemError of a part that cannot be read on.
 */
export async function recordIndex(
  indexes: ExportIndexes,
  partId: number,
  path: string,
  readThrough: (take: (chunk: Uint8Array) => void) => Promise<Result<void>>,
): Promise<boolean> {
  const recorder = indexes.begin(partId);
  const reader = new IndexPageReader((file) => recorder.add(file));
  try {
    const passed = await readThrough((chunk) => reader.write(chunk));
    if (!passed.ok && mayReturn(passed.problem)) {
      indexes.forget(partId);
      return false;
    }
    const reading = passed.ok ? reader.end() : passed;
    if ('kind' in reading && reading.kind === 'read') {
      recorder.end(reading.summary);
      return true;
    }
    if (!isCalledIndex(path) && 'kind' in reading && reading.fault === 'no list') {
      indexes.forget(partId);
      return false;
    }
    recorder.giveUp(unreadable(reading));
    return true;
  } catch (thrown) {
    if (thrown instanceof ProblemError) recorder.giveUp(problem('index-unreadable', { detail: thrown.problem.title }));
    throw thrown;
  }
}

/** Reads the index page of a part that an earlier version listed, which did not know what it is good for. */
export async function recordLateIndex(
  indexes: ExportIndexes,
  partId: number,
  part: OpenPart,
  signal: AbortSignal,
): Promise<void> {
  for (const place of indexes.unread(partId, indexPageName)) {
    await recordIndex(indexes, partId, place.path, (take) =>
      part.fetch(
        place,
        {
          resumeFrom: () => null,
          start: async () => undefined,
          write: async (chunk) => take(chunk),
          end: async () => undefined,
        },
        signal,
      ),
    );
  }
}

/** It says nothing about the page: the same part can be read another time. */
function mayReturn({ code }: Problem): boolean {
  return code === 'interrupted' || isMarked(code, 'part-may-return');
}

function unreadable(reading: Exclude<IndexReading, { kind: 'read' }> | Exclude<Result<void>, { ok: true }>): Problem {
  const detail = 'kind' in reading ? faults[reading.fault] : `${reading.problem.title} ${reading.problem.detail ?? ''}`;
  return problem('index-unreadable', { subject: indexPageName, detail: detail.trim() });
}
