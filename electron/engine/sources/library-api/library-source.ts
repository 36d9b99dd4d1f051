import { type Problem, problem } from '../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../contract/result.ts';
import type { GoogleHttp } from '../../google/google-http.ts';
import { type BatchEntry, batchGetLimit, type PhotosLibrary } from '../../google/photos-library.ts';
import type { RemoteItem, Source } from '../source.ts';
import { askInParts } from '../split-batch.ts';
import { discoverLibrary } from './discovery.ts';
import { remoteItem } from './remote-item.ts';

export interface LibrarySourceOptions {
  readonly http: GoogleHttp;
  readonly library: PhotosLibrary;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The Photos Library API as a source: what this OAuth client made, as API copies. */
export function createLibrarySource({ http, library, now }: LibrarySourceOptions): Source {
  /** Once nothing at all was answered, the next batch is not taken apart: that would only cost requests. */
  let isDown = false;
  const answerFor = async (
    keys: readonly string[],
    signal: AbortSignal,
    repetition: 'repeat' | 'once' = 'repeat',
  ): ReturnType<Source['renew']> => {
    const answer = await library.batchGet(keys, signal, repetition);
    if (answer.ok) isDown = false;
    return answer.ok ? ok(byKey(keys, answer.value, now())) : answer;
  };
  return {
    kind: 'library',
    fidelity: 'api-copy',
    shows: 'everything',
    renewBatch: batchGetLimit,
    discover: (request) => discoverLibrary({ library, now }, request),
    renew: async (keys, signal) => {
      if (keys.length > batchGetLimit) throw new RangeError(`At most ${batchGetLimit} keys, not ${keys.length}`);
      if (keys.length === 0) return ok(new Map());
      if (isDown) return answerFor(keys, signal);
      const answer = await askInParts(keys, (part, repetition) => answerFor(part, signal, repetition));
      isDown = !answer.ok;
      return answer;
    },
    fetch: async ({ mimeType, handle }, sink, signal) => {
      // An item that came without a link has none yet: to be renewed like one that has expired.
      if (handle.locator === '') return failed(problem('bytes-link-expired'));
      const video = mimeType.startsWith('video/');
      const media = video ? 'video' : mimeType.startsWith('image/') ? 'image' : 'any';
      const link = `${handle.locator}=${video ? 'dv' : 'd'}`;
      return http.bytes(link, sink, { authorization: 'none', media }, signal);
    },
    release: async () => undefined,
  };
}

/** Puts the answers to their keys: items by their id, statuses by their place. */
function byKey(
  keys: readonly string[],
  entries: readonly BatchEntry[],
  receivedAt: number,
): ReadonlyMap<string, Result<RemoteItem>> {
  const items = new Map(entries.flatMap((entry) => (entry.kind === 'item' ? [[entry.item.id, entry.item]] : [])));
  const inOrder = entries.length === keys.length;
  return new Map(
    keys.map((key, place) => {
      const item = items.get(key);
      if (item !== undefined) return [key, ok(remoteItem(item, receivedAt))];
      return [key, failed(whyNot(inOrder ? entries[place] : undefined))];
    }),
  );
}

const invalidArgument = 3;
const notFound = 5;

function whyNot(entry: BatchEntry | undefined): Problem {
  if (entry?.kind !== 'status') {
    return problem('google-answer-unreadable', { detail: 'The item was asked for, but is not among the answers.' });
  }
  const detail = `google.rpc.Code ${entry.code}: ${entry.message}`;
  // Google calls the id of a removed item invalid as often as not found.
  if (entry.code === notFound || entry.code === invalidArgument) return problem('item-gone', { detail });
  return problem('google-unavailable', { detail });
}
