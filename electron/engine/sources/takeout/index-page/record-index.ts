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

/** Is this path in an export that of its index page? */
export function isIndexPage(path: string): boolean {
  return path === indexPageName || path === `Takeout/${indexPageName}`;
}

/**
 * Reads an index page into the catalog, never as a whole in memory. A page that cannot be read is noted as such, and
 * nothing that it seemed to list is kept. Throws the ProblemError of a part that cannot be read on.
 */
export async function recordIndex(
  indexes: ExportIndexes,
  partId: number,
  readThrough: (take: (chunk: Uint8Array) => void) => Promise<Result<void>>,
): Promise<void> {
  const recorder = indexes.begin(partId);
  const reader = new IndexPageReader((file) => recorder.add(file));
  try {
    const passed = await readThrough((chunk) => reader.write(chunk));
    if (!passed.ok && mayReturn(passed.problem)) return indexes.forget(partId);
    const reading = passed.ok ? reader.end() : passed;
    if ('kind' in reading && reading.kind === 'read') recorder.end(reading.summary);
    else recorder.giveUp(unreadable(reading));
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
    await recordIndex(indexes, partId, (take) =>
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
