import { type Problem, problem } from '../../contract/problem.ts';
import type { RestoredAlbum } from '../../contract/restore-models.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { BatchEntry } from '../google/photos-library.ts';
import { eachPage } from './each-page.ts';
import { batchSize } from './limits.ts';
import type { RestoreContext } from './restore-context.ts';
import type { AlbumWork } from './work-item.ts';

/** Requests side by side: nothing is written by them. */
const looksAtOnce = 4;

/**
 * Reads back every item that was sent and was not read back before: it must be there, under its name or the one that Google
 * had for the same bytes. Resolves to what stopped it.
 */
export async function proveItems(context: RestoreContext): Promise<Problem | null> {
  const { work, journal, target, meter } = context;
  meter.begin('proving', work.unprovedCount());
  const most = batchSize * looksAtOnce;
  let last = 0;
  for (let page = work.unproved(last, most); page.length > 0; page = work.unproved(last, most)) {
    const found = await itemsThere(context, page);
    if (!found.ok) return found.problem;
    const names = found.value;
    const proved: string[] = [];
    for (const { n, path, sha256, mediaId, filename, nameThere } of page) {
      const entry = names.get(mediaId);
      const isThere = entry?.kind === 'item' && entry.item.id === mediaId;
      if (isThere && (entry.item.filename === filename || entry.item.filename === nameThere)) {
        proved.push(sha256);
        continue;
      }
      const detail = isThere ? `It is called ${entry.item.filename ?? 'nothing'} there.` : `Google's id is ${mediaId}.`;
      work.set(n, 'failed', JSON.stringify(problem('restore-item-not-found', { subject: path, detail })));
      if (!isThere) journal.forgetSent(target, sha256);
    }
    work.markProved(proved);
    meter.done(page.length);
    last = page.at(-1)?.n ?? last;
  }
  return null;
}

/** What Google has under the ids of some items. Two photos may be one item, which is asked for once. */
async function itemsThere(
  { library, patiently, signal }: RestoreContext,
  items: readonly { readonly mediaId: string }[],
): Promise<Result<ReadonlyMap<string, BatchEntry | undefined>>> {
  const all = [...new Set(items.map(({ mediaId }) => mediaId))];
  const pages = Array.from({ length: Math.ceil(all.length / batchSize) }, (_, index) =>
    all.slice(index * batchSize, (index + 1) * batchSize),
  );
  const looks = pages.map(async (ids) => ({
    ids,
    answer: await patiently(() => library.batchGet(ids, signal), signal),
  }));
  const found = new Map<string, BatchEntry | undefined>();
  for (const { ids, answer } of await Promise.all(looks)) {
    if (!answer.ok) return answer;
    for (const [index, id] of ids.entries()) found.set(id, answer.value[index]);
  }
  return ok(found);
}

/** Compares each album at Google with what belongs into it. */
export async function proveAlbums(context: RestoreContext): Promise<Result<readonly RestoredAlbum[]>> {
  const albums: RestoredAlbum[] = [];
  for (const work of context.work.albums()) {
    const proved = await proveAlbum(context, work);
    if (!proved.ok) return proved;
    albums.push(proved.value);
  }
  return ok(albums);
}

async function proveAlbum(
  { work, journal, library, patiently, signal }: RestoreContext,
  { album, title }: AlbumWork,
): Promise<Result<RestoredAlbum>> {
  const wanted = work.memberIds(album);
  const id = journal.googleId(album);
  if (id === null) return ok({ title, id, items: wanted.length, found: 0, inOrder: wanted.length === 0 });
  const there: string[] = [];
  const listed = await eachPage(
    (token) => patiently(() => library.searchAlbum(id, token, signal), signal),
    (entries) => there.push(...entries.map((item) => item.id)),
  );
  if (!listed.ok && listed.problem.code !== 'album-gone') return listed;
  const places = new Map(there.map((item, index) => [item, index]));
  const once = [...new Set(wanted)];
  const found = once.map((item) => places.get(item)).filter((place) => place !== undefined);
  const inOrder = found.every((place, index) => index === 0 || place > (found[index - 1] ?? 0));
  return ok({ title, id, items: once.length, found: found.length, inOrder });
}
