import { type Problem, problem } from '../../../contract/problem.ts';
import { assertNever, failed } from '../../../contract/result.ts';
import { pickedItemsPerPage } from '../../google/photos-picker.ts';
import type { RunEnding, Source } from '../source.ts';
import { lookForClip } from './clips.ts';
import { discoverChoice, pending, putAway } from './discovery.ts';
import { type OpenSession, OpenSessions } from './open-sessions.ts';
import { isClipKey } from './picked-item.ts';
import type { PickerDeps } from './picker-parts.ts';
import { renewLinks } from './renewal.ts';

/**
 * What a person chooses in Google Photos, as API copies. Good for one run. A session is deleted as soon as nothing of
 * it is left to fetch; one that a run could not finish is kept for the next, until Google ends it.
 */
export function createPickerSource(deps: PickerDeps): Source {
  const sessions = new OpenSessions();
  const unsureClips = new Set<string>();
  const { http, picker, timing } = deps;
  return {
    kind: 'picker',
    fidelity: 'api-copy',
    shows: 'a choice',
    renewBatch: pickedItemsPerPage,
    discover: ({ signal }) => discoverChoice({ ...deps, sessions, unsureClips, signal }),
    renew: (keys, signal) => renewLinks(keys, { picker, sessions, now: timing.now }, signal),
    fetch: async ({ key, mimeType, handle }, sink, signal) => {
      const { locator } = handle;
      // An item that came without a link has none yet: to be renewed like one that has expired.
      if (locator === '') return failed(problem('bytes-link-expired'));
      const video = isClipKey(key) || mimeType.startsWith('video/');
      const media = video ? 'video' : mimeType.startsWith('image/') ? 'image' : 'any';
      const fetched = await http.bytes(
        `${locator}=${video ? 'dv' : 'd'}`,
        sink,
        { authorization: 'bearer', media },
        signal,
      );
      if (fetched.ok || !unsureClips.has(key) || fetched.problem.code !== 'bytes-link-expired') return fetched;
      const looked = await lookForClip(http, locator, signal);
      return looked.ok && looked.value === null ? failed(noClip()) : fetched;
    },
    release: async (ending, signal) => {
      for (const session of sessions.all()) await release(session, ending, { ...deps, sessions }, signal);
    },
  };
}

function noClip(): Problem {
  return problem('item-gone', { detail: 'The photo turned out to have no clip.' });
}

async function release(
  session: OpenSession,
  ending: RunEnding,
  deps: PickerDeps & { readonly sessions: OpenSessions },
  signal: AbortSignal,
): Promise<void> {
  const { memory, known, sessions, tell } = deps;
  const { remembered, keys, chosen, state } = session;
  switch (state) {
    case 'gone':
      return memory.forget(remembered.id);
    case 'waiting':
      // Anyone who cancels wants none of it; after anything else the person may still be choosing.
      return ending === 'broken-off' ? undefined : putAway(deps, remembered, signal);
    case 'listing':
    case 'listed': {
      // What a younger session shows as well is left to that one: it lives longer.
      const isOwn = (key: string) => sessions.shownAt(key)?.session === session;
      const isLeft = state === 'listing' || [...keys].some((key) => isOwn(key) && known.isOpen(key));
      if (!isLeft) return putAway(deps, remembered, signal);
      if (ending === 'finished') memory.mark(remembered.id, 'kept');
      return tell({ event: 'picker', state: 'kept', ...pending(remembered, remembered.chosenBefore + chosen) });
    }
    default:
      return assertNever(state);
  }
}
