import { ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, type Result } from '../../../../contract/result.ts';
import { deliver, type EntryContent, readThrough, readWhole } from './delivery.ts';
import { createEntryJudge } from './entry-judge.ts';
import type { FetchMarks, OpenPart, PassedEntry } from './part-entry.ts';
import type { PartFile } from './part-file.ts';
import { throwIfAborted } from './part-problems.ts';
import { type TarMember, tarMembers } from './tar-members.ts';
import type { TarMark } from './tar-reader.ts';
import { type Arrival, TarScheduler } from './tar-scheduler.ts';

/** A .tgz archive as a part. It has no list of contents: what is wrong with it shows when it is walked. */
export function openTgzPart(file: PartFile, identity: Pick<OpenPart, 'name' | 'path' | 'fingerprint'>): OpenPart {
  const openPass = (from: TarMark | null): AsyncGenerator<TarMember> => tarMembers(file, identity.name, from);
  let marks: FetchMarks | null = null;
  const tarScheduler = new TarScheduler(async function* (first) {
    for await (const member of openPass((await marks?.nearest(first)) ?? null)) {
      if (member.mark !== null) marks?.reached(member.mark);
      yield member;
    }
  });
  const isUnchanged = (): Promise<boolean> => file.isUnchanged();
  return {
    ...identity,
    format: 'tgz',
    ...(file.ahead === undefined ? {} : { isReadOnce: true }),
    bytes: file.size,
    resuming: {
      identity: `${file.identity} ${file.size} ${file.modifiedAt}`,
      fetchFrom: (known) => {
        marks = known;
      },
    },
    walk: (signal, from) => walk(openPass(from ?? null), { name: identity.name, file, signal }),
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
  // What lies behind a link is judged by it, and a mark does not know of those before it.
  let hasLinks = false;
  for await (const { listed, rest, mark } of pass) {
    throwIfAborted(signal);
    isEmpty = false;
    hasLinks ||= listed.nature === 'link';
    const entry = judge(listed);
    if (entry === null) continue;
    const { path, bytes, crc32, refusal } = entry;
    const content = (): EntryContent => ({ path, bytes, crc32, chunks: rest(), isUnchanged });
    yield {
      entry,
      mark: hasLinks ? null : mark,
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
