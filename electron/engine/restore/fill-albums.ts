import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { Album } from '../google/photos-library.ts';
import { eachPage } from './each-page.ts';
import { batchSize } from './limits.ts';
import type { RestoreContext } from './restore-context.ts';
import type { AlbumWork } from './work-item.ts';

/** How often the making of an album, or filling one that vanishes, is begun again. */
const mostAttempts = 6;
const firstPauseMs = 1_000;

/** Makes the albums that are missing, and puts into each what is not in it yet, in order. Resolves to what stopped it. */
export async function fillAlbums(context: RestoreContext): Promise<Problem | null> {
  const { work, meter, signal } = context;
  const albums = work.albums();
  meter.begin(
    'albums',
    albums.reduce((sum, { album }) => sum + work.memberCounts(album).missing, 0),
  );
  const known = new KnownAlbums(context);
  for (const album of albums) {
    if (signal.aborted) return problem('interrupted');
    const met = await fillAlbum(context, known, album);
    if (met !== null) return met;
  }
  return null;
}

async function fillAlbum(context: RestoreContext, known: KnownAlbums, work: AlbumWork): Promise<Problem | null> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    if (context.work.missingMembers(work.album, 1).length === 0) return null;
    const id = await albumId(context, known, work);
    if (!id.ok) return id.problem;
    const met = await addMembers(context, work.album, id.value);
    if (met?.code !== 'album-gone') return met;
    // It was deleted at Google, or another client made it: it is made again, with all of its items.
    context.journal.setGoogleId(work.album, null);
  }
  return problem('album-gone', { subject: work.title });
}

/** Google's id of the album: remembered, found, or new. */
async function albumId(
  context: RestoreContext,
  known: KnownAlbums,
  { album, title }: AlbumWork,
): Promise<Result<string>> {
  const { journal, writing, patiently, sleep, signal } = context;
  const remembered = journal.googleId(album);
  if (remembered !== null) return ok(remembered);
  let last: Problem = problem('google-unavailable');
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // What was made although its answer got lost, or before this journal began, is in the list.
    const found = await known.find(title, attempt);
    if (!found.ok) return found;
    if (found.value !== null) {
      journal.setGoogleId(album, found.value);
      return ok(found.value);
    }
    const made = await patiently(() => writing.createAlbum(title, signal), signal);
    if (made.ok) {
      journal.setGoogleId(album, made.value.id);
      return ok(made.value.id);
    }
    if (made.problem.retry !== 'automatic' || made.problem.code === 'interrupted') return made;
    last = made.problem;
    try {
      await sleep(firstPauseMs * 2 ** attempt, signal);
    } catch {
      return failed(problem('interrupted'));
    }
  }
  return failed(last);
}

/** The albums that this client made, listed when they are first asked for, and again after an answer was lost. */
class KnownAlbums {
  readonly #context: RestoreContext;
  #albums: readonly Album[] | null = null;

  constructor(context: RestoreContext) {
    this.#context = context;
  }

  /**
   * An album of that title that belongs to none of the backup's yet, and holds nothing but what was sent; null when there
   * is none. Titles are not unique, so one that a person filled otherwise is left alone.
   */
  async find(title: string, attempt: number): Promise<Result<string | null>> {
    const { journal, target } = this.#context;
    if (this.#albums === null || attempt > 0) {
      const listed = await this.#list();
      if (!listed.ok) return listed;
      this.#albums = listed.value;
    }
    for (const album of this.#albums) {
      if (album.title !== title || journal.isLinked(target, album.id)) continue;
      const own = await this.#holdsOwnOnly(album);
      if (!own.ok) return own;
      if (own.value) return ok(album.id);
    }
    return ok(null);
  }

  async #list(): Promise<Result<readonly Album[]>> {
    const { library, patiently, signal } = this.#context;
    const albums: Album[] = [];
    const listed = await eachPage(
      (token) => patiently(() => library.listAlbums(token, signal), signal),
      (entries) => albums.push(...entries),
    );
    if (!listed.ok) return listed;
    return ok(albums);
  }

  async #holdsOwnOnly({ id, itemCount }: Album): Promise<Result<boolean>> {
    const { library, patiently, signal, journal, target } = this.#context;
    if ((itemCount ?? 0) === 0) return ok(true);
    const page = await patiently(() => library.searchAlbum(id, null, signal), signal);
    if (!page.ok) return page.problem.code === 'album-gone' ? ok(false) : page;
    return ok(page.value.entries.every((item) => journal.isSent(target, item.id)));
  }
}

async function addMembers(context: RestoreContext, album: number, googleId: string): Promise<Problem | null> {
  const { work, writing, journal, patiently, meter, signal } = context;
  for (let members = work.missingMembers(album, batchSize); members.length > 0; ) {
    const ids = members.map(({ mediaId }) => mediaId);
    const added = await patiently(() => writing.addToAlbum(googleId, ids, signal), signal);
    if (added.ok) {
      journal.recordMembers(
        album,
        members.map(({ sha256 }) => sha256),
      );
      meter.done(members.length);
    } else if (added.problem.code === 'google-refused') {
      const met = await dropGone(context, members, added.problem);
      if (met !== null) return met;
    } else {
      return added.problem;
    }
    members = work.missingMembers(album, batchSize);
  }
  return null;
}

/** Google refuses a whole batch for one item that is gone: which ones are is asked, and they are left out. */
async function dropGone(
  { library, patiently, signal, journal, target, work }: RestoreContext,
  members: readonly { readonly sha256: string; readonly mediaId: string }[],
  met: Problem,
): Promise<Problem | null> {
  const ids = members.map(({ mediaId }) => mediaId);
  const answer = await patiently(() => library.batchGet(ids, signal), signal);
  if (!answer.ok) return answer.problem;
  const gone = members.filter((_, index) => answer.value[index]?.kind !== 'item');
  for (const { sha256 } of gone) {
    work.failBySha(sha256, JSON.stringify(problem('restore-item-not-found')));
    journal.forgetSent(target, sha256);
  }
  return gone.length === 0 ? met : null;
}
