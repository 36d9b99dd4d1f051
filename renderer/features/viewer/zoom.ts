/** Sizes and places in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a picture lies on its stage: fitted into it, or at a scale with its middle moved away from the stage's. */
export type Zoom =
  | { readonly kind: 'fit' }
  /** `scale`: CSS pixels for each pixel of the picture. */
  | { readonly kind: 'free'; readonly scale: number; readonly shift: Point };

/** What a zoom is worked out from. */
export interface ZoomSpace {
  readonly stage: Size;
  /** Where the stage begins in the window: it may lie between two pixels of the screen. */
  readonly origin: Point;
  /** The picture's own size. */
  readonly picture: Size;
  /** Device pixels for each CSS pixel: at 100 % one pixel of the picture is one of the screen. */
  readonly density: number;
}

export const fitted: Zoom = { kind: 'fit' };

/** Nothing is shown larger than this many screen pixels for each of its own. */
const largest = 16;
const step = 1.25;

/** The scale at which one pixel of the picture is one of the screen. */
export function fullScale({ density }: ZoomSpace): number {
  return 1 / density;
}

/** The scale at which all of the picture is seen; a small picture is not enlarged. */
export function fitScale(space: ZoomSpace): number {
  const { stage, picture } = space;
  return Math.min(fullScale(space), stage.width / picture.width, stage.height / picture.height);
}

/** The scale that a zoom comes to. */
export function scaleOf(zoom: Zoom, space: ZoomSpace): number {
  return zoom.kind === 'fit' ? fitScale(space) : zoom.scale;
}

/** Where the picture lies on the stage: its upper left corner, and its size there. On whole screen pixels. */
export function placeOf(zoom: Zoom, space: ZoomSpace): Point & Size {
  const { stage, origin, picture, density } = space;
  const scale = scaleOf(zoom, space);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const shift = zoom.kind === 'fit' ? { x: 0, y: 0 } : zoom.shift;
  const whole = (length: number, from: number): number => Math.round((from + length) * density) / density - from;
  return {
    x: whole((stage.width - width) / 2 + shift.x, origin.x),
    y: whole((stage.height - height) / 2 + shift.y, origin.y),
    width,
    height,
  };
}

/** Zooms by a factor; what is at `at` (from the stage's upper left corner) stays there. */
export function zoomedBy(zoom: Zoom, space: ZoomSpace, factor: number, at: Point = middleOf(space.stage)): Zoom {
  return zoomedTo(zoom, space, scaleOf(zoom, space) * factor, at);
}

/** One step in or out, around the middle. */
export function stepped(zoom: Zoom, space: ZoomSpace, direction: 'in' | 'out'): Zoom {
  return zoomedBy(zoom, space, direction === 'in' ? step : 1 / step);
}

/** Zooms to a scale; below that of the fit it is the fit. */
export function zoomedTo(zoom: Zoom, space: ZoomSpace, scale: number, at: Point = middleOf(space.stage)): Zoom {
  const least = fitScale(space);
  const next = Math.min(largest * fullScale(space), Math.max(least, scale));
  if (next <= least * 1.001 && least < fullScale(space)) return fitted;
  const ratio = next / scaleOf(zoom, space);
  const shift = zoom.kind === 'fit' ? { x: 0, y: 0 } : zoom.shift;
  const middle = middleOf(space.stage);
  const moved = {
    x: at.x - middle.x - (at.x - middle.x - shift.x) * ratio,
    y: at.y - middle.y - (at.y - middle.y - shift.y) * ratio,
  };
  return kept({ kind: 'free', scale: next, shift: moved }, space);
}

/** Moves the picture; it never leaves the stage. */
export function panned(zoom: Zoom, space: ZoomSpace, by: Point): Zoom {
  if (zoom.kind === 'fit') return zoom;
  return kept({ ...zoom, shift: { x: zoom.shift.x + by.x, y: zoom.shift.y + by.y } }, space);
}

/** Whether some of the picture is outside of the stage. */
export function isCropped(zoom: Zoom, space: ZoomSpace): boolean {
  const { width, height } = placeOf(zoom, space);
  return width > space.stage.width + 1 || height > space.stage.height + 1;
}

function kept(zoom: Extract<Zoom, { kind: 'free' }>, { stage, picture }: ZoomSpace): Zoom {
  const limit = (length: number, room: number): number => Math.max(0, (length - room) / 2);
  const [x, y] = [limit(picture.width * zoom.scale, stage.width), limit(picture.height * zoom.scale, stage.height)];
  return { ...zoom, shift: { x: clamp(zoom.shift.x, x), y: clamp(zoom.shift.y, y) } };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

function middleOf({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}
