import { LoudEmitter } from '../core/loud.ts';
import type { Recorder } from '../core/recorder.ts';
import type { Menu } from './menu.ts';
import { NativeImage } from './native-image.ts';

/** `Tray`: an icon that nobody sees. What it shows is recorded; clicks come from tests, as `tray.emit('click')`. */
export class Tray extends LoudEmitter {
  readonly #recorder: Recorder;
  readonly #guid: string | null;
  readonly #isShown: boolean;
  #destroyed = false;
  #title = '';

  constructor(recorder: Recorder, image: NativeImage | string, guid?: string, isShown = true) {
    super('Tray');
    this.#recorder = recorder;
    this.#guid = guid ?? null;
    this.#isShown = isShown;
    recorder.record('tray', imageOf(image));
  }

  /** Where the desktop shows no tray, nobody can click on an icon in it; what is set on it is taken all the same. */
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    return this.#isShown && super.emit(event, ...args);
  }

  setImage(image: NativeImage | string): void {
    this.#record('setImage', imageOf(image));
  }
  setToolTip(toolTip: string): void {
    this.#record('setToolTip', toolTip);
  }
  setContextMenu(menu: Menu | null): void {
    this.#record('setContextMenu', menu);
  }
  popUpContextMenu(menu?: Menu, position?: Electron.Point): void {
    this.#record('popUpContextMenu', menu, position);
  }
  closeContextMenu(): void {
    this.#record('closeContextMenu');
  }
  setTitle(title: string): void {
    this.#title = title;
    this.#record('setTitle', title);
  }
  getTitle(): string {
    return this.#title;
  }
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 0, height: 0 };
  }
  getGUID(): string | null {
    return this.#guid;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    if (!this.#destroyed) this.#record('destroy');
    this.#destroyed = true;
  }

  #record(what: string, ...args: readonly unknown[]): void {
    if (this.#destroyed) throw new TypeError('Tray is destroyed');
    this.#recorder.record(`tray.${what}`, ...args);
  }
}

/** Electron refuses an icon that cannot be read, which is how a missing file in a build shows. */
function imageOf(image: NativeImage | string): NativeImage {
  const loaded = typeof image === 'string' ? NativeImage.createFromPath(image) : image;
  if (loaded.isEmpty() && typeof image === 'string') throw new Error(`Failed to load image from path '${image}'`);
  return loaded;
}
