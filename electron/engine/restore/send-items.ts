import { type Problem, problem } from '../../contract/problem.ts';
import { problemTable } from '../../contract/problems/table.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { KnownFolders } from '../destination/fence.ts';
import type { Creation } from '../google/photos-writing.ts';
import type { UploadSession } from '../google/upload-call.ts';
import { DayBudget } from './day-budget.ts';
import { type DueItem, DueItems, type EndOfList, isYoung } from './due-items.ts';
import type { SentItem } from './journal-records.ts';
import { batchFor, resumableFrom } from './limits.ts';
import { BatchSize, type ReadyItem, ReadyQueue } from './ready-queue.ts';
import { noteState, type RestoreContext } from './restore-context.ts';
import { openSourceFile, type SourceFile } from './source-file.ts';
import type { WorkItem } from './work-item.ts';

/** Uploads side by side. Google takes bytes in parallel, and items one batch after the other. */
const uploadsAtOnce = 8;
/** How often Google may say of one item that it failed for now. */
const mostTries = 8;
/** How often its bytes are sent again for a token that Google takes. */
const mostRejections = 2;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** google.rpc.Code: worth another try, storage full. */
const passingCodes = new Set([1, 2, 4, 10, 13, 14, 15]);
const invalidArgument = 3;
const resourceExhausted = 8;

/**
 * Sends everything that is due: bytes side by side, items in batches one after the other. Resolves to what stopped it; null
 * when every item has come to an end. What was sent is in the journal before the next batch begins.
 */
export async function sendItems(context: RestoreContext): Promise<Problem | null> {
  const { work, meter, sleep, signal, quota, nextDay } = context;
  const { due } = work.sums();
  meter.begin('sending', due.items, due.bytes);
  const size = new BatchSize(batchFor(quota().apiRequests.limit));
  for (let pauses = 0; !work.isDone(); ) {
    const round = await sendRound(context, size);
    if (round.stopped !== null) return round.stopped;
    if (round.end === 'of-the-day') {
      const isOver = round.isIdle || quota().state === 'stopped';
      const met = isOver ? await nextDay(signal) : null;
      if (met !== null) return met;
      pauses = 0;
    } else if (!work.isDone()) {
      try {
        await sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** pauses), signal);
      } catch {
        return problem('interrupted');
      }
      pauses += 1;
    }
  }
  return null;
}

interface Round extends EndOfList {
  readonly stopped: Problem | null;
}

/** One pass over all that is due; what Google did not take for now stays due. */
async function sendRound(context: RestoreContext, size: BatchSize): Promise<Round> {
  const ending = new AbortController();
  const signal = AbortSignal.any([context.signal, ending.signal]);
  const within = { ...context, signal };
  let stopped: Problem | null = null;
  const stop = (met: Problem): void => {
    stopped ??= context.signal.aborted ? problem('interrupted') : met;
    ending.abort();
  };
  const ready = new ReadyQueue(signal, size);
  const budget = new DayBudget(context.quota);
  const due = new DueItems(context, budget);
  const uploadOne = async ({ item, known, folders }: DueItem): Promise<void> => {
    const uploaded = known ?? (await uploadedItem(within, item, folders));
    if ('token' in uploaded) return ready.put(uploaded);
    ready.leaveOut();
    budget.dropped();
    if (uploaded.code === 'quota-day') return due.endOfDay();
    const met = await scopeOf(context, uploaded);
    if (!concernsOneItem(met)) return stop(met);
    fail(context, item, met);
  };
  const worker = async (): Promise<void> => {
    while (await ready.room()) {
      const next = due.next();
      if (next === null) return ready.leaveOut();
      await uploadOne(next);
    }
  };
  // One that throws ends all, and none outlives this call: the journal is closed then.
  const endingAll = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      ending.abort();
      throw thrown;
    }
  };
  const uploading = Promise.allSettled(Array.from({ length: uploadsAtOnce }, () => endingAll(worker)));
  void uploading.then(() => ready.end());
  const making = await Promise.allSettled([
    endingAll(async () => {
      for (let batch = await ready.take(); batch.length > 0; batch = await ready.take()) {
        budget.batchBegun(batch.length);
        remember(context, batch);
        const met = await makeItems(within, size, batch);
        if (met !== null) return stop(met);
      }
    }),
  ]);
  const broken = [...(await uploading), ...making].find((ended) => ended.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  remember(context, ready.rest());
  return { stopped: stopped ?? (context.signal.aborted ? problem('interrupted') : null), ...due.how() };
}

/** A file that cannot be read costs that file, unless the whole folder is gone: then all others would fail as well. */
async function scopeOf({ folderProblem }: RestoreContext, met: Problem): Promise<Problem> {
  return met.code === 'restore-file-changed' ? ((await folderProblem()) ?? met) : met;
}

function concernsOneItem({ code }: Problem): boolean {
  return problemTable[code].scope === 'item';
}

function fail({ work, meter }: RestoreContext, item: WorkItem, met: Problem): void {
  work.set(item.n, 'failed', JSON.stringify({ ...met, subject: item.path }));
  meter.done(1);
}

/** Uploads an item. Resolves to its token, or to what was met. */
async function uploadedItem(
  context: RestoreContext,
  item: WorkItem,
  folders: KnownFolders,
): Promise<ReadyItem | Problem> {
  const { journal, target, root, now } = context;
  const file = await openSourceFile(root, item, folders);
  if (!file.ok) return file.problem;
  try {
    const uploaded = await upload(context, item, file.value);
    if (!uploaded.ok) return uploaded.problem;
    if (!(await file.value.isUnchanged())) {
      journal.forgetPending(target, item.sha256);
      return problem('restore-file-changed', { subject: item.path, detail: 'It changed while it was sent.' });
    }
    const { length } = file.value.body;
    const ready = { item, token: uploaded.value, tokenAt: now(), length };
    // Only of few bytes one can wait for the others of its batch: whatever kills us costs these.
    if (length > resumableFrom) remember(context, [ready]);
    return ready;
  } finally {
    await file.value.close();
  }
}

function upload(context: RestoreContext, item: WorkItem, { body }: SourceFile): Promise<Result<string>> {
  const { writing, today, meter, signal } = context;
  const session = body.length > resumableFrom ? sessionOf(context, item, body.length) : null;
  const request = { mime: item.mimeType, body, session, onBytes: meter.sentBytes };
  return today(() => writing.upload(request, signal), signal);
}

/** The place where a long upload continues, beyond the life of this process. */
function sessionOf({ journal, target, now }: RestoreContext, { sha256 }: WorkItem, length: number): UploadSession {
  const pending = journal.pendingOf(target, sha256);
  let url = pending !== null && pending.length === length ? pending.sessionUrl : null;
  return {
    get url() {
      return url;
    },
    remember: (address) => {
      url = address;
      journal.recordPending(target, sha256, { token: null, tokenAt: now(), sessionUrl: address, length });
    },
  };
}

/** Notes whose bytes are at Google, for whatever interrupts us before they are items. */
function remember({ journal, target }: RestoreContext, items: readonly ReadyItem[]): void {
  const uploaded = items.flatMap(({ item: { sha256 }, token, tokenAt, length }) =>
    length === null ? [] : [{ sha256, token, tokenAt, length }],
  );
  if (uploaded.length > 0) journal.recordUploaded(target, uploaded);
}

/**
 * Makes items of one batch; those whose tokens have become too old while it waited stay due. Resolves to what stops the whole
 * restore.
 */
async function makeItems(
  context: RestoreContext,
  size: BatchSize,
  batch: readonly ReadyItem[],
): Promise<Problem | null> {
  const { writing, patiently, now, signal } = context;
  let young = batch;
  const answer = await patiently(async () => {
    young = batch.filter(({ tokenAt }) => isYoung(tokenAt, now()));
    const items = young.map(({ item: { filename, description }, token }) => ({ token, filename, description }));
    return items.length === 0 ? ok([]) : writing.createItems(items, signal);
  }, signal);
  if (young.length < batch.length) size.grewOld(batch.length - young.length);
  if (answer.ok) {
    if (young.length === batch.length) size.made();
    return recordCreations(context, young, answer.value);
  }
  if (answer.problem.code !== 'restore-item-refused') return answer.problem;
  // Refused as a whole, for the sake of one: the halves tell which.
  const [only] = young;
  if (young.length === 1 && only !== undefined) {
    refuse(context, only.item, invalidArgument, answer.problem.detail ?? '');
    return null;
  }
  const half = Math.ceil(young.length / 2);
  return (await makeItems(context, size, young.slice(0, half))) ?? makeItems(context, size, young.slice(half));
}

function recordCreations(
  context: RestoreContext,
  batch: readonly ReadyItem[],
  creations: readonly Creation[],
): Problem | null {
  const { journal, target, work, meter, now } = context;
  const sent: SentItem[] = [];
  const made: WorkItem[] = [];
  let isFull = false;
  for (const [index, { item }] of batch.entries()) {
    const creation = creations[index] ?? { kind: 'absent' };
    if (creation.kind === 'item') {
      const { id: mediaId, filename: nameThere } = creation.item;
      sent.push({ sha256: item.sha256, mediaId, filename: item.filename, nameThere });
      made.push(item);
    } else if (creation.kind === 'status' && creation.code === resourceExhausted) {
      isFull = true;
    } else {
      judge(context, item, creation);
    }
  }
  journal.recordSent(target, sent, new Date(now()).toISOString());
  work.setMade(made);
  meter.done(made.length);
  context.tally.done += made.length;
  noteState(context, null);
  return isFull ? problem('restore-storage-full') : null;
}

/** What Google did not make: tried again later, sent again, or refused for good. */
function judge(
  context: RestoreContext,
  item: WorkItem,
  creation: Extract<Creation, { readonly kind: 'status' | 'absent' }>,
): void {
  const { journal, target, work } = context;
  const isPassing = creation.kind === 'absent' || passingCodes.has(creation.code);
  if (isPassing && item.tries < mostTries) return work.tryAgain(item.n, 'tries');
  // A token that is too old, or was used in an answer that got lost, is refused like bytes that are no photo.
  const mayBeToken = creation.kind === 'status' && creation.code === invalidArgument;
  if (mayBeToken && item.rejections < mostRejections) {
    journal.forgetPending(target, item.sha256);
    return work.tryAgain(item.n, 'rejections');
  }
  const said = creation.kind === 'absent' ? 'The answer did not speak of it.' : creation.message;
  if (isPassing) return fail(context, item, problem('restore-item-failing', { detail: said }));
  refuse(context, item, creation.code, said);
}

function refuse(context: RestoreContext, item: WorkItem, code: number, said: string): void {
  context.journal.recordRefusal(context.target, item.sha256, code, said);
  context.journal.forgetPending(context.target, item.sha256);
  fail(context, item, refusal(code, said));
}

/** The problem of an item that Google refused for good. */
export function refusal(code: number, said: string): Problem {
  return problem('restore-item-refused', { detail: `${said} (${code})`.trim() });
}
