import { type Problem, problem } from '../../contract/problem.ts';
import { problemTable } from '../../contract/problems/table.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { Creation } from '../google/photos-writing.ts';
import type { UploadSession } from '../google/upload-call.ts';
import type { SentItem } from './journal.ts';
import { batchSize, resumableFrom } from './limits.ts';
import { noteState, type RestoreContext } from './restore-context.ts';
import { openSourceFile, type SourceFile } from './source-file.ts';
import type { WorkItem } from './work-item.ts';

/** Uploads side by side. Google takes bytes in parallel, and items one batch after the other. */
const uploadsAtOnce = 8;
/** Uploaded and not made: more than two batches would only grow old. */
const mostReady = 2 * batchSize;
/** A token lives one day; this much of it is used. */
const tokenLifeMs = 22 * 3_600_000;
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

/** An item whose bytes are at Google. */
interface ReadyItem {
  readonly item: WorkItem;
  readonly token: string;
}

/**
 * Sends everything that is due: bytes side by side, items in batches one after the other. Resolves to what stopped it; null
 * when every item has come to an end. What was sent is in the journal before the next batch begins.
 */
export async function sendItems(context: RestoreContext): Promise<Problem | null> {
  const { work, meter, sleep, signal } = context;
  const { due } = work.sums();
  meter.begin('sending', due.items, due.bytes);
  for (let round = 0; work.due(0, 1).length > 0; round += 1) {
    if (round > 0) {
      try {
        await sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** (round - 1)), signal);
      } catch {
        return problem('interrupted');
      }
    }
    const stopped = await sendRound(context);
    if (stopped !== null) return stopped;
  }
  return null;
}

/** One pass over all that is due; what Google did not take for now stays due. */
async function sendRound(context: RestoreContext): Promise<Problem | null> {
  const ending = new AbortController();
  const signal = AbortSignal.any([context.signal, ending.signal]);
  let stopped: Problem | null = null;
  const stop = (met: Problem): void => {
    stopped ??= context.signal.aborted ? problem('interrupted') : met;
    ending.abort();
  };
  const ready = new ReadyQueue(signal);
  const next = dueItems(context);
  const workers = Array.from({ length: uploadsAtOnce }, async () => {
    for (let item = next(); item !== null && !signal.aborted; item = next()) {
      const uploaded = await uploadedItem({ ...context, signal }, item);
      if (uploaded.ok) await ready.put({ item, token: uploaded.value });
      else {
        const met = await scopeOf(context, uploaded.problem);
        if (!concernsOneItem(met)) return stop(met);
        fail(context, item, met);
      }
    }
  });
  const uploading = Promise.all(workers).finally(() => ready.end());
  for (let batch = await ready.take(); batch.length > 0; batch = await ready.take()) {
    const met = await makeItems({ ...context, signal }, batch);
    if (met !== null) stop(met);
    if (met !== null) break;
  }
  await uploading;
  return stopped ?? (context.signal.aborted ? problem('interrupted') : null);
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

/** Hands out what is due, each item once a round. */
function dueItems({ work }: RestoreContext): () => WorkItem | null {
  let page: readonly WorkItem[] = [];
  let at = 0;
  let last = 0;
  return () => {
    if (at === page.length) {
      page = work.due(last, 200);
      at = 0;
    }
    const item = page[at] ?? null;
    at += 1;
    if (item !== null) last = item.n;
    return item;
  };
}

/** What waits for its batch. Whoever puts waits while there is plenty; whoever takes waits for a full batch, or the end. */
class ReadyQueue {
  readonly #items: ReadyItem[] = [];
  readonly #signal: AbortSignal;
  #isOver = false;
  #changed = Promise.withResolvers<void>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  async put(item: ReadyItem): Promise<void> {
    this.#items.push(item);
    this.#wake();
    while (this.#items.length > mostReady && !this.#signal.aborted) await this.#changed.promise;
  }

  /** A batch; empty at the end. */
  async take(): Promise<readonly ReadyItem[]> {
    while (this.#items.length < batchSize && !this.#isOver && !this.#signal.aborted) await this.#changed.promise;
    if (this.#signal.aborted) return [];
    const batch = this.#items.splice(0, batchSize);
    this.#wake();
    return batch;
  }

  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}

/** A token for the bytes of an item: that of an earlier upload while it lives. */
async function uploadedItem(context: RestoreContext, item: WorkItem): Promise<Result<string>> {
  const { journal, target, root, now } = context;
  const pending = journal.pendingOf(target, item.sha256);
  if (pending !== null && pending.token !== null && now() - pending.tokenAt < tokenLifeMs) {
    context.meter.sentBytes(item.bytes);
    return ok(pending.token);
  }
  const file = await openSourceFile(root, item);
  if (!file.ok) return file;
  try {
    const uploaded = await upload(context, item, file.value);
    if (!uploaded.ok) return uploaded;
    if (!(await file.value.isUnchanged())) {
      journal.forgetPending(target, item.sha256);
      return failed(problem('restore-file-changed', { subject: item.path, detail: 'It changed while it was sent.' }));
    }
    const { length } = file.value.body;
    journal.recordPending(target, item.sha256, { token: uploaded.value, tokenAt: now(), sessionUrl: null, length });
    return uploaded;
  } finally {
    await file.value.close();
  }
}

function upload(context: RestoreContext, item: WorkItem, { body }: SourceFile): Promise<Result<string>> {
  const { writing, patiently, meter, signal } = context;
  const session = body.length > resumableFrom ? sessionOf(context, item, body.length) : null;
  const request = { mime: item.mimeType, body, session, onBytes: meter.sentBytes };
  return patiently(() => writing.upload(request, signal), signal);
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

/** Makes items of one batch. Resolves to what stops the whole restore. */
async function makeItems(context: RestoreContext, batch: readonly ReadyItem[]): Promise<Problem | null> {
  const { writing, patiently, signal } = context;
  const items = batch.map(({ item: { filename, description }, token }) => ({ token, filename, description }));
  const answer = await patiently(() => writing.createItems(items, signal), signal);
  if (answer.ok) return recordCreations(context, batch, answer.value);
  if (answer.problem.code !== 'restore-item-refused') return answer.problem;
  // Refused as a whole, for the sake of one: the halves tell which.
  const [only] = batch;
  if (batch.length === 1 && only !== undefined) {
    refuse(context, only.item, invalidArgument, answer.problem.detail ?? '');
    return null;
  }
  const half = Math.ceil(batch.length / 2);
  return (await makeItems(context, batch.slice(0, half))) ?? makeItems(context, batch.slice(half));
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
  for (const { n } of made) work.set(n, 'made');
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
