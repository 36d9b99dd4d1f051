import type { TakenReason } from '../../contract/models.ts';

/** `quicktime` stands for the metadata of MP4, MOV and 3GP files, `exif` for that of all others. */
export type EmbeddedReason = Extract<TakenReason, 'exif' | 'quicktime'>;

/**
 * When a photo or video was taken, as its own bytes tell it. `local`: the clock on the wall there (`YYYY-MM-DDTHH:MM:SS`),
 * with its minutes east of UTC where known. `instant`: only the moment in UTC is known (ISO 8601 with milliseconds).
 */
export type EmbeddedTaken =
  | {
      readonly kind: 'local';
      readonly local: string;
      readonly zoneMinutes: number | null;
      readonly reason: EmbeddedReason;
    }
  | { readonly kind: 'instant'; readonly utc: string; readonly reason: EmbeddedReason };

/** What a file says about itself. Everything that it does not say, or says impossibly, is null. */
export interface MediaFacts {
  readonly taken: EmbeddedTaken | null;
  /** As it is shown, that is, after turning it the way its orientation says. */
  readonly pixels: { readonly width: number; readonly height: number } | null;
  /** Decimal degrees, north and east positive. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
  readonly camera: { readonly make: string | null; readonly model: string | null } | null;
  /** How long a film is, in seconds; absent where nobody tells. */
  readonly seconds?: number | undefined;
}

/** Width and height as stored, before turning. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** The facts of a file that says nothing. */
export const noFacts: MediaFacts = { taken: null, pixels: null, place: null, camera: null };

/** A size that a picture can have; null for zero. */
export function pixelSize(width: number, height: number): PixelSize | null {
  return width > 0 && height > 0 ? { width, height } : null;
}

/** EXIF orientations 5 to 8 show the picture turned by a quarter. */
export function shownSize(stored: PixelSize | null, orientation: number): PixelSize | null {
  if (stored === null || orientation < 5 || orientation > 8) return stored;
  return { width: stored.height, height: stored.width };
}

/** A place on Earth; null for impossible ones and for 0,0, which is what devices write that know no place. */
export function placeOf(latitude: number, longitude: number): MediaFacts['place'] {
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return null;
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude };
}

/** Maker and model without padding; null when both are empty. */
export function cameraOf(make: string | null, model: string | null): MediaFacts['camera'] {
  const tidy = (text: string | null): string | null => {
    const trimmed = text?.trim() ?? '';
    return trimmed === '' ? null : trimmed;
  };
  const camera = { make: tidy(make), model: tidy(model) };
  return camera.make === null && camera.model === null ? null : camera;
}
