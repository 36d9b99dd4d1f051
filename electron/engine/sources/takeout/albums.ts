import { hash } from 'node:crypto';
import {
  type AlbumFolder,
  type LikelyMember,
  type LooseSidecar,
  takeoutAlbumKey,
} from '../../catalog/exports/takeout-albums.ts';
import type { Discovery } from '../source.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { albumText } from './meaning/album-words.ts';
import { joinMembership, type KnownItem, type Membership } from './meaning/memberships.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

type AlbumShown = Extract<Discovery, { readonly kind: 'album-additions' }>['album'];

/** Items that are put into an album at once. */
const pageSize = 500;

/**
 * Shows what is in the albums of the exports that parts were given of, and of those that waited for something in them. What
 * earlier exports put into an album stays: no export tells that something was taken out.
 */
export async function* showAlbums(
  parts: ImportContext,
  given: GivenParts,
  signal: AbortSignal,
): AsyncGenerator<Discovery> {
  const { albums, kinds } = parts.catalog.takeout;
  kinds.rememberFirstAccount();
  // What came with these parts may be what an album of another export has been waiting for.
  for (const id of new Set([...given.exports().map(({ id }) => id), ...albums.due()])) {
    if (!albums.isDue(id)) continue;
    for (const folder of albums.folders(id)) {
      await yieldToEventLoop(signal);
      const keys = [...itemsIn(parts, folder), ...membersElsewhere(parts, id, folder)];
      const account = kinds.albumScopeOf(id);
      const album = albumOf(parts, folder, account);
      albums.correct(parts.sourceId, id, { albumKey: album.key, keys });
      // It was shown before anybody knew that it is of another account.
      if (account !== null) {
        albums.correct(parts.sourceId, id, { albumKey: albumOf(parts, folder, null).key, keys: [] });
      }
      for (let from = 0; from < keys.length; from += pageSize) {
        yield { kind: 'album-additions', album, keys: keys.slice(from, from + pageSize) };
      }
    }
    albums.settled(id);
  }
}

function albumOf({ catalog, now }: ImportContext, { path, title }: AlbumFolder, account: string | null): AlbumShown {
  const folder = path.slice(path.lastIndexOf('/') + 1);
  const key = takeoutAlbumKey({ folder, title, account });
  const words = albumText(catalog.takeout.albums.metadata(key, now().getTime()));
  const fingerprint = words === null ? '' : hash('sha256', words, 'base64url');
  return { key, title: title.trim() === '' ? folder : title, fingerprint };
}

function* itemsIn({ catalog }: ImportContext, { id }: AlbumFolder): Generator<string> {
  const { albums } = catalog.takeout;
  for (let after = { name: '', id: 0 }; ; ) {
    const page = albums.items(id, after);
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { key } of page) yield key;
    after = last;
  }
}

/** An album may show an item by its sidecar alone, with its bytes in another folder or another export. */
function* membersElsewhere({ catalog }: ImportContext, exportId: number, { id }: AlbumFolder): Generator<string> {
  const { albums } = catalog.takeout;
  for (let after = 0; ; ) {
    const loose = albums.looseSidecars(id, after);
    const last = loose.at(-1);
    if (last === undefined) return;
    for (const sidecar of loose) {
      const among = (alike: readonly LikelyMember[]): Membership<string> => {
        // The same photo may lie in an archive and in a folder: only the one has checksums.
        const hasSums = alike.every(({ crc32 }) => crc32 !== null);
        return joinMembership(
          { ...sidecar, url: null },
          alike.map((member) => knownItem(sidecar, hasSums ? member : { ...member, crc32: null })),
        );
      };
      const near = among(albums.likelyMembers(sidecar, exportId));
      // An album that is newer than its photos comes without their bytes: those came with an export before.
      const membership = near.kind === 'none' ? among(albums.likelyMembers(sidecar)) : near;
      if (membership.kind === 'item') yield* new Set(membership.keys);
    }
    after = last.id;
  }
}

function knownItem(
  { title, takenAt }: LooseSidecar,
  { isPicture, bytes, crc32, itemKey }: LikelyMember,
): KnownItem<string> {
  return {
    key: itemKey,
    title,
    takenAt,
    url: null,
    // Without checksums the length must do: two items of one title, second and length are one.
    content: crc32 === null ? `${bytes}` : `${bytes} ${crc32}`,
    isCompanion: !isPicture,
  };
}
