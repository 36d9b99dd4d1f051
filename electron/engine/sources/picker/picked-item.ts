import type { PickedItem } from '../../google/photos-picker.ts';
import { instantOf, steadyJson } from '../google-json.ts';
import type { RemoteItem } from '../source.ts';

/** A link lives about 60 minutes (docs/GOOGLE.md, Picker API); after this many milliseconds it is renewed before use. */
const linkLifeMs = 50 * 60_000;

const clipMark = '#clip';

/** The key of the clip of a motion photo. */
export function clipKeyOf(photoKey: string): string {
  return `${photoKey}${clipMark}`;
}

/** Is this the clip of a motion photo? Google's own ids hold no `#`. */
export function isClipKey(key: string): boolean {
  return key.endsWith(clipMark);
}

/** The id under which Google knows the item behind a key: a clip goes by its photo's. */
export function idOfKey(key: string): string {
  return isClipKey(key) ? key.slice(0, -clipMark.length) : key;
}

/** A picked item as every source shows items. `receivedAt` (epoch milliseconds) is when its link came. */
export function pickedItem(item: PickedItem, receivedAt: number): RemoteItem {
  return {
    key: item.id,
    filename: item.filename ?? item.id,
    mimeType: mimeTypeOf(item),
    createdAt: instantOf(item.createTime),
    width: item.width,
    height: item.height,
    description: null,
    readiness: readinessOf(item),
    handle: { locator: item.baseUrl ?? '', staleAt: item.baseUrl === null ? receivedAt : receivedAt + linkLifeMs },
    verbatim: verbatimOf(item.asItCame),
  };
}

/** The moving half of a motion photo. It has the photo's name with the ending of a video. */
export function clipOf(item: PickedItem, receivedAt: number): RemoteItem {
  const photo = pickedItem(item, receivedAt);
  return {
    ...photo,
    key: clipKeyOf(photo.key),
    filename: `${photo.filename.replace(/(?<=.)\.[A-Za-z0-9]{1,10}$/su, '')}.mp4`,
    mimeType: 'video/mp4',
    width: null,
    height: null,
    readiness: 'ready',
    pairOf: photo.key,
  };
}

function mimeTypeOf({ type, mimeType }: PickedItem): string {
  if (type === 'video') return mimeType?.startsWith('video/') ? mimeType : 'video/mp4';
  return mimeType ?? 'application/octet-stream';
}

function readinessOf({ type, processingStatus }: PickedItem): RemoteItem['readiness'] {
  if (type === 'photo') return 'ready';
  if (processingStatus === 'PROCESSING') return 'processing';
  return processingStatus === 'FAILED' ? 'failed' : 'ready';
}

/** The item's JSON without its link, which changes at every look. */
function verbatimOf({ mediaFile, ...item }: Readonly<Record<string, unknown>>): string {
  if (typeof mediaFile !== 'object' || mediaFile === null) return steadyJson(item);
  const lasting = Object.fromEntries(Object.entries(mediaFile).filter(([name]) => name !== 'baseUrl'));
  return steadyJson({ ...item, mediaFile: lasting });
}
