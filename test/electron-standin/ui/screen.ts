import { LoudEmitter } from '../core/loud.ts';

/** What a display shows, and what of it a task bar leaves free: all of it unless told. */
type Area = { readonly bounds: Electron.Rectangle; readonly workArea?: Electron.Rectangle };

/**
 * `screen`: the displays that are given, the first one the primary; who unplugs one takes it out of the list and emits
 * the event.
 */
export class Screen extends LoudEmitter {
  readonly #areas: readonly Area[];

  constructor(areas: readonly Area[]) {
    super('screen');
    this.#areas = areas;
  }

  getPrimaryDisplay(): Electron.Display {
    const [primary] = this.getAllDisplays();
    if (primary === undefined) throw new Error('the stand-in has no display');
    return primary;
  }
  getAllDisplays(): Electron.Display[] {
    return this.#areas.map(describeDisplay);
  }
  getDisplayNearestPoint({ x, y }: Electron.Point): Electron.Display {
    return this.#best(
      ({ bounds }) => -Math.hypot(beyond(x, bounds.x, bounds.width), beyond(y, bounds.y, bounds.height)),
    );
  }
  getDisplayMatching(rect: Electron.Rectangle): Electron.Display {
    return this.#best(
      ({ bounds }) =>
        shared(rect.x, rect.width, bounds.x, bounds.width) * shared(rect.y, rect.height, bounds.y, bounds.height),
    );
  }
  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }

  #best(value: (display: Electron.Display) => number): Electron.Display {
    return this.getAllDisplays().reduce(
      (best, one) => (value(one) > value(best) ? one : best),
      this.getPrimaryDisplay(),
    );
  }
}

/** By how many pixels a coordinate lies outside. */
function beyond(at: number, start: number, length: number): number {
  return Math.max(start - at, 0, at - (start + length));
}

function shared(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.max(0, Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart));
}

function describeDisplay({ bounds, workArea = bounds }: Area, index: number): Electron.Display {
  return {
    id: index + 1,
    label: `stand-in ${index + 1}`,
    detected: true,
    internal: false,
    bounds: { ...bounds },
    workArea: { ...workArea },
    size: { width: bounds.width, height: bounds.height },
    workAreaSize: { width: workArea.width, height: workArea.height },
    nativeOrigin: { x: bounds.x, y: bounds.y },
    maximumCursorSize: { width: 64, height: 64 },
    scaleFactor: 1,
    rotation: 0,
    colorDepth: 24,
    colorSpace: 'srgb',
    depthPerComponent: 8,
    displayFrequency: 60,
    monochrome: false,
    touchSupport: 'unavailable',
    accelerometerSupport: 'unavailable',
  };
}
