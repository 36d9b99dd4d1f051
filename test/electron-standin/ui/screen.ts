import { LoudEmitter } from '../core/loud.ts';

/** `screen`: one display, as large as given, without a task bar. */
export class Screen extends LoudEmitter {
  readonly #bounds: Electron.Rectangle;

  constructor(bounds: Electron.Rectangle) {
    super('screen');
    this.#bounds = bounds;
  }

  getPrimaryDisplay(): Electron.Display {
    const { width, height } = this.#bounds;
    return {
      id: 1,
      label: 'stand-in',
      detected: true,
      internal: false,
      bounds: { ...this.#bounds },
      workArea: { ...this.#bounds },
      size: { width, height },
      workAreaSize: { width, height },
      nativeOrigin: { x: 0, y: 0 },
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
  getAllDisplays(): Electron.Display[] {
    return [this.getPrimaryDisplay()];
  }
  getDisplayNearestPoint(_point: Electron.Point): Electron.Display {
    return this.getPrimaryDisplay();
  }
  getDisplayMatching(_rect: Electron.Rectangle): Electron.Display {
    return this.getPrimaryDisplay();
  }
  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }
}
