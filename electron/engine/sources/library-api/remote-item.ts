import { sortedJsonWithout } from '../../../base/deep-json.ts';
import type { Album, MediaItem } from '../../google/photos-library.ts';
import { instantOf } from '../google-json.ts';
import type { RemoteAlbum, RemoteItem } from '../source.ts';

/** A link lives about 60 minutes (docs/GOOGLE.md, Library API); after this many milliseconds it is renewed before use. */
const linkLifeMs = 50 * 60_000;

/** An item of the Library API as every source shows items. `receivedAt` (epoch milliseconds) is when its link came. */
export function remoteItem(item: MediaItem, receivedAt: number): RemoteItem {
  return {
    key: item.id,
    filename: item.filename ?? item.id,
    mimeType: item.mimeType ?? 'application/octet-stream',
    createdAt: instantOf(item.creationTime),
    width: item.width,
    height: item.height,
    description: item.description,
    readiness: readinessOf(item.videoStatus),
    handle: { locator: item.baseUrl ?? '', staleAt: item.baseUrl === null ? receivedAt : receivedAt + linkLifeMs },
    // Without its link, which changes at every look.
    verbatim: sortedJsonWithout(item.asItCame, 'baseUrl'),
  };
}

/** An album of the Library API as every source shows albums. */
export function remoteAlbum({ id, title, itemCount, coverItemId }: Album): RemoteAlbum {
  return {
    key: id,
    title,
    itemCount,
    coverItemKey: coverItemId,
    fingerprint: JSON.stringify([itemCount, coverItemId]),
  };
}

function readinessOf(videoStatus: string | null): RemoteItem['readiness'] {
  if (videoStatus === 'PROCESSING') return 'processing';
  return videoStatus === 'FAILED' ? 'failed' : 'ready';
}
