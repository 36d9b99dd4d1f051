import { ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, type Result } from '../../../../contract/result.ts';
import { deliver, type EntryContent, readThrough, readWhole } from './delivery.ts';
import { createEntryJudge } from './entry-judge.ts';
import type { OpenPart, PassedEntry } from './part-entry.ts';
import type { PartFile } from './part-file.ts';
import { throwIfAborted } from './part-problems.ts';
import { type TarMember, tarMembers } from './tar-members.ts';
import { type Arrival, TarScheduler } from './tar-scheduler.ts';

/** A .tgz archive as a part. It has no list of contents: what is wrong with it shows when it is walked. */
export function openTgzPart(file: PartFile, identity: Pick<OpenPart, 'name' | 'path' | 'fingerprint'>): OpenPart {
  const openPass = (): AsyncGenerator<TarMember> => tarMembers(file, identity.name);
  const tarScheduler = new TarScheduler(openPass);
  const isUnchanged = (): Promise<boolean> => file.isUnchanged();
  return {
    ...identity,
    format: 'tgz',
    ...(file.ahead === undefined ? {} : { isReadOnce: true }),
    bytes: file.size,
    walk: (signal) => walk(openPass(), { name: identity.name, file, signal }),
    fetch: ({ path, position }, sink, signal) =>
      tarScheduler.ask({
        position,
        signal,
        accept: async (arrival) => {
          const content = contentOf(arrival, path, isUnchanged);
          return content.ok ? deliver(content.value, sink, signal) : content;
        },
      }),
    close: async () => {
      await tarScheduler.close();
      await file.close();
    },
  };
}

interface Walk {
  readonly name: string;
  readonly file: PartFile;
  readonly signal: AbortSignal;
}

async function* walk(pass: AsyncGenerator<TarMember>, { name, file, signal }: Walk): AsyncGenerator<PassedEntry> {
  const judge = createEntryJudge();
  const isFar = file.ahead !== undefined;
  // Of what is far away the whole is judged, once, instead of by a question for each entry.
  const isUnchanged = async (): Promise<boolean> => isFar || file.isUnchanged();
  let isEmpty = true;
  for await (const { listed, rest } of pass) {
    throwIfAborted(signal);
    isEmpty = false;
    const entry = judge(listed);
    if (entry === null) continue;
    const { path, bytes, crc32, refusal } = entry;
    const content = (): EntryContent => ({ path, bytes, crc32, chunks: rest(), isUnchanged });
    yield {
      entry,
      read: async (limit) => (refusal === null ? readWhole(content(), limit, signal) : failed(refusal)),
      readThrough: async (take) => (refusal === null ? readThrough(content(), take, signal) : failed(refusal)),
    };
  }
  if (isEmpty) throw new ProblemError(problem('part-empty', { subject: name }));
  if (isFar && !(await file.isUnchanged())) throw new ProblemError(problem('part-changed', { subject: name }));
}

/** What came by, if it is what was asked for. */
function contentOf(
  { listed, chunks }: Arrival,
  path: string,
  isUnchanged: () => Promise<boolean>,
): Result<EntryContent> {
  const entry = createEntryJudge()(listed);
  if (entry === null || entry.path !== path) return failed(problem('part-changed', { subject: path }));
  if (entry.refusal !== null) return failed(entry.refusal);
  return { ok: true, value: { path, bytes: entry.bytes, crc32: entry.crc32, chunks, isUnchanged } };
}
