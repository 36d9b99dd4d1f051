import { type Problem, problem } from '../../contract/problem.ts';
import type { RestoredAlbum } from '../../contract/restore-models.ts';
import { ok, type Result } from '../../contract/result.ts';
import { eachPage } from './each-page.ts';
import { batchSize } from './limits.ts';
import type { RestoreContext } from './restore-context.ts';
import type { AlbumWork } from './work-item.ts';

/**
 * Reads back every item that was sent and was not read back before: it must be there, under its name or the one that Google
 * had for the same bytes. Resolves to what stopped it.
 */
export async function proveItems(context: RestoreContext): Promise<Problem | null> {
  const { work, journal, target, library, patiently, meter, signal } = context;
  meter.begin('proving', work.unprovedCount());
  let last = 0;
  for (let items = work.unproved(last, batchSize); items.length > 0; items = work.unproved(last, batchSize)) {
    const page = items;
    // Two photos may be one item at Google, which is asked for once.
    const ids = [...new Set(page.map(({ mediaId }) => mediaId))];
    const answer = await patiently(() => library.batchGet(ids, signal), signal);
    if (!answer.ok) return answer.problem;
    const names = new Map(ids.map((id, index) => [id, answer.value[index]]));
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
