import { type Problem, ProblemError, problemOf } from '../../../contract/problem.ts';
import { isMarked } from '../../../contract/problem-codes.ts';
import type { MediaItem, PhotosLibrary } from '../../google/photos-library.ts';
import { listPages, unreadableEntries } from '../listing.ts';
import type { DiscoverRequest, Discovery, RemoteAlbum } from '../source.ts';
import { interleave, type Producer, type ProducerContext } from './interleave.ts';
import { remoteAlbum, remoteItem } from './remote-item.ts';

/** Albums whose contents are listed side by side. */
const albumsSideBySide = 3;

export interface LibraryDiscovery {
  readonly library: PhotosLibrary;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Lists everything that this client made: items and albums side by side, and the contents of albums that may have
 * changed (quick) or of all (full). Throws a ProblemError when it cannot continue; an album that cannot be listed is a
 * problem among the rest.
 */
export async function* discoverLibrary(from: LibraryDiscovery, request: DiscoverRequest): AsyncGenerator<Discovery> {
  const broken: ProblemError[] = [];
  /** A listing that breaks off leaves the other one as it is; that this one did not come to its end is told last. */
  const orBroken =
    (list: Producer<Discovery>): Producer<Discovery> =>
    async (context) => {
      try {
        await list(context);
      } catch (thrown) {
        if (!(thrown instanceof ProblemError) || !concernsOneAlbum(thrown.problem)) throw thrown;
        broken.push(thrown);
      }
    };
  yield* interleave<Discovery>(
    [
      orBroken((context) => discoverItems(from, context)),
      orBroken((context) => discoverAlbums(from, request, context)),
    ],
    request.signal,
  );
  const [first] = broken;
  if (first !== undefined) throw first;
}

async function discoverItems(
  { library, now }: LibraryDiscovery,
  { put, signal }: ProducerContext<Discovery>,
): Promise<void> {
  for await (const { entries, unreadable } of listPages((token) => library.listItems(token, signal))) {
    if (unreadable > 0) await put({ kind: 'problem', problem: unreadableEntries(unreadable), hides: true });
    if (entries.length === 0) continue;
    const receivedAt = now();
    await put({ kind: 'items', items: entries.map((item) => remoteItem(item, receivedAt)) });
  }
}

async function discoverAlbums(
  from: LibraryDiscovery,
  request: DiscoverRequest,
  { put, start, signal }: ProducerContext<Discovery>,
): Promise<void> {
  const listings = new Set<Promise<void>>();
  for await (const { entries, unreadable } of listPages((token) => from.library.listAlbums(token, signal))) {
    if (unreadable > 0) await put({ kind: 'problem', problem: unreadableEntries(unreadable), hides: true });
    if (entries.length === 0) continue;
    const albums = entries.map(remoteAlbum);
    await put({ kind: 'albums', albums });
    for (const album of albums.filter((one) => mayHaveChanged(one, request))) {
      if (listings.size >= albumsSideBySide) await Promise.race(listings);
      const listing = start((context) => discoverAlbum(from, album, context));
      listings.add(listing);
      void listing.then(() => listings.delete(listing));
    }
  }
}

function mayHaveChanged({ key, fingerprint }: RemoteAlbum, { kind, knownFingerprint }: DiscoverRequest): boolean {
  return kind === 'full' || knownFingerprint(key) !== fingerprint;
}

async function discoverAlbum(
  from: LibraryDiscovery,
  album: RemoteAlbum,
  context: ProducerContext<Discovery>,
): Promise<void> {
  try {
    await listAlbum(from, album, context);
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || !concernsOneAlbum(thrown.problem)) throw thrown;
    const problem = { ...problemOf(thrown), subject: album.title };
    await context.put({ kind: 'problem', problem });
  }
}

/** Problems that leave the other listings as they are; everything else (quota, sign-in, network) would meet them too. */
function concernsOneAlbum({ code }: Problem): boolean {
  return isMarked(code, 'of-one-album');
}

async function listAlbum(
  { library, now }: LibraryDiscovery,
  album: RemoteAlbum,
  context: ProducerContext<Discovery>,
): Promise<void> {
  const listed = new Set<string>();
  const search = (token: string | null) => library.searchAlbum(album.key, token, context.signal);
  for await (const { entries, unreadable, last } of listPages(search)) {
    if (unreadable > 0)
      await context.put({ kind: 'problem', problem: unreadableEntries(unreadable, album.title), hides: true });
    const receivedAt = now();
    const from = listed.size;
    const items = entries.filter((item) => isNew(item, listed)).map((item) => remoteItem(item, receivedAt));
    if (items.length === 0 && !last) continue;
    const end = last ? { whole: listed.size === (album.itemCount ?? 0) } : null;
    await context.put({ kind: 'album-items', albumKey: album.key, from, items, end });
  }
}

/** When an album changes while it is listed, an item moves to the next page and is told twice. */
function isNew({ id }: MediaItem, listed: Set<string>): boolean {
  if (listed.has(id)) return false;
  listed.add(id);
  return true;
}
