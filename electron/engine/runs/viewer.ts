import type { PictureDecoder } from '../../contract/picture-decoder.ts';
import { type Problem, problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { MediaBytes, MediaPart, PhotoView } from '../../contract/viewer-models.ts';
import type { PhotoDetails, StoredFile } from '../catalog/gallery/photo-details.ts';
import { openFile } from '../destination/fence.ts';
import { absolutePath } from '../destination/layout.ts';
import { requireStoredFile } from '../destination/scan.ts';
import { decodeFile } from '../media/decode-file.ts';
import { type MotionClip, readMotionClip } from '../media/motion-clip.ts';
import { fileAccess } from '../media/random-access.ts';
import { isNamedAsMedia, shownForm } from '../media/shown-form.ts';

/** A large picture, decoded for a window that cannot read its format. */
export interface DecodedView {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: 'image/jpeg';
}

/** What shows one stored photo or video large. Nothing rejects but for a ProblemError of the catalog. */
export interface Viewer {
  /** Null when it is not stored. Problems: `file-missing`, `file-changed`, those of the disk. */
  readonly view: (assetId: number) => Promise<Result<PhotoView | null>>;
  /** Where the bytes lie; null when it is not stored, or has no such part. Problems: as {@link view}. */
  readonly media: (assetId: number, part: MediaPart) => Promise<Result<MediaBytes | null>>;
  /**
   * The picture as a JPEG of at most 6,000 pixels a side; null when nobody here decodes it. Problems: as {@link view},
   * and `interrupted` when there is no decoder at the moment, or it took too long.
   */
  readonly picture: (assetId: number) => Promise<Result<DecodedView | null>>;
}

/** All of 24 megapixels in any usual shape; a decoder in WebAssembly holds no more. */
const viewSize = 6_000;

/** What a viewer is built from. */
export interface ViewerDeps {
  /** Reads from the catalog of the destination. */
  readonly read: <T>(question: (details: PhotoDetails) => T) => T;
  /** Absolute. */
  readonly root: string;
  readonly decoder: PictureDecoder;
}

/** The viewer of a destination. */
export function openViewer({ read, root, decoder }: ViewerDeps): Viewer {
  /** The file of an asset, found to be there and as long as it was stored. */
  async function found(assetId: number): Promise<Result<StoredFile | null>> {
    const stored = read((details) => details.file(assetId));
    if (stored === null) return ok(null);
    const isThere = await requireStoredFile(root, stored.path);
    if (!isThere.ok) return isThere;
    const length = await onFile(stored, async (_file, size) => size);
    if (!length.ok) return length;
    return length.value === stored.bytes ? ok(stored) : failed(problem('file-changed', { subject: stored.path }));
  }

  /** What the window shows names places within the backup folder alone. */
  function withoutRoot(met: Problem): Problem {
    const cut = (text: string | undefined): string | undefined => text?.replaceAll(root, '');
    return { ...met, subject: cut(met.subject), detail: cut(met.detail) };
  }

  async function onFile<T>(
    { path }: StoredFile,
    work: (file: Awaited<ReturnType<typeof openFile>>, size: number) => Promise<T>,
  ): Promise<Result<T>> {
    try {
      await using file = await openFile(absolutePath(root, path));
      return ok(await work(file, (await file.stat()).size));
    } catch (thrown) {
      return failed(withoutRoot(problemOf(thrown)));
    }
  }

  /** The clip in the photo's own file. */
  async function clipInside(stored: StoredFile): Promise<MotionClip | null> {
    if (stored.mimeType !== 'image/jpeg') return null;
    const clip = await onFile(stored, (file, size) => readMotionClip(fileAccess(file, size)));
    // A photo without its clip is still a photo.
    return clip.ok ? clip.value : null;
  }

  async function motionOf(assetId: number, stored: StoredFile): Promise<MediaBytes | null> {
    const pair = read((details) => details.clipOf(assetId));
    const beside = pair === null ? null : await found(pair);
    if (beside?.ok === true && beside.value !== null) return wholeOf(beside.value);
    const inside = await clipInside(stored);
    return inside === null ? null : { ...wholeOf(stored), ...inside, mimeType: 'video/mp4' };
  }

  return {
    view: async (assetId) => {
      const stored = await found(assetId);
      if (!stored.ok || stored.value === null) return nothingOf(stored);
      const { mimeType, width, height } = stored.value;
      const isPhoto = mimeType.startsWith('image/');
      const hasMotion = isPhoto && (await motionOf(assetId, stored.value)) !== null;
      return ok({ shows: shownForm(mimeType, width, height), hasMotion });
    },
    media: async (assetId, part) => {
      const stored = await found(assetId);
      if (!stored.ok || stored.value === null) return nothingOf(stored);
      return ok(part === 'original' ? wholeOf(stored.value) : await motionOf(assetId, stored.value));
    },
    picture: async (assetId) => {
      const stored = await found(assetId);
      if (!stored.ok || stored.value === null) return nothingOf(stored);
      const decoded = await decodeFile(absolutePath(root, stored.value.path), {
        size: viewSize,
        form: 'view',
        decoder,
      });
      if (!decoded.ok) return failed(withoutRoot(decoded.problem));
      switch (decoded.value.kind) {
        case 'picture':
          return ok({ bytes: new Uint8Array(decoded.value.bytes), mime: 'image/jpeg' });
        case 'unavailable':
        case 'timed-out':
          return failed(problem('interrupted'));
        default:
          return ok(null);
      }
    },
  };
}

function wholeOf({ path, bytes, mimeType }: StoredFile): MediaBytes {
  return { path, start: 0, bytes, mimeType, isNamedAsMedia: isNamedAsMedia(path) };
}

function nothingOf<T>(result: Result<T>): Result<null> {
  return result.ok ? ok(null) : result;
}
