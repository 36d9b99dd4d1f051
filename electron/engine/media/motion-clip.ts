import type { RandomAccess } from './random-access.ts';

/** Where the clip of a motion photo begins in its file; it ends where the file ends. */
export interface MotionClip {
  readonly start: number;
  readonly bytes: number;
}

/** XMP stands before the picture; with EXIF and a thumbnail before it, it begins within this. */
const headLength = 256 * 1024;

/**
 * Finds the film that a phone wrote behind a JPEG: the XMP tells its length, counted from the end of the file, as Google's
 * motion photo format 1.0 or as its forerunner, micro video. Null when there is none.
 * https://developer.android.com/media/platform/motion-photo-format
 */
export async function readMotionClip(access: RandomAccess): Promise<MotionClip | null> {
  const head = Buffer.from(await access.read(0, Math.min(headLength, access.size))).toString('latin1');
  const bytes = lengthIn(head);
  if (bytes === null || bytes < 16 || bytes >= access.size) return null;
  const start = access.size - bytes;
  const box = Buffer.from(await access.read(start + 4, 4)).toString('latin1');
  return box === 'ftyp' ? { start, bytes } : null;
}

function lengthIn(xmp: string): number | null {
  const micro = /MicroVideoOffset(?:="|>)(\d{1,10})/u.exec(xmp)?.[1];
  if (micro !== undefined) return Number(micro);
  for (const [item] of xmp.matchAll(/<Container:Item\b[^>]*>/gu)) {
    if (!/Item:Semantic="MotionPhoto"/u.test(item)) continue;
    const length = /Item:Length="(\d{1,10})"/u.exec(item)?.[1];
    if (length !== undefined) return Number(length);
  }
  return null;
}
