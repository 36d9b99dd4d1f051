import { LoudEmitter } from '../core/loud.ts';
import type { Recorder } from '../core/recorder.ts';

/** Page features that the stand-in only remembers: zoom and developer tools have no effect on the page. */
export class PageState extends LoudEmitter {
  readonly id: number;
  readonly #recorder: Recorder;
  #zoomFactor = 1;
  #devToolsOpen = false;

  constructor(id: number, recorder: Recorder) {
    super('WebContents');
    this.id = id;
    this.#recorder = recorder;
  }

  get zoomFactor(): number {
    return this.#zoomFactor;
  }
  set zoomFactor(factor: number) {
    this.#zoomFactor = factor;
  }
  getZoomFactor(): number {
    return this.#zoomFactor;
  }
  setZoomFactor(factor: number): void {
    this.#zoomFactor = factor;
  }

  focus(): void {
    this.#recorder.record('webContents.focus', this.id);
  }
  setBackgroundThrottling(allowed: boolean): void {
    this.#recorder.record('webContents.setBackgroundThrottling', this.id, allowed);
  }

  openDevTools(options?: Electron.OpenDevToolsOptions): void {
    this.#recorder.record('webContents.openDevTools', this.id, options);
    this.#devToolsOpen = true;
    this.emit('devtools-opened');
  }
  closeDevTools(): void {
    if (!this.#devToolsOpen) return;
    this.#devToolsOpen = false;
    this.emit('devtools-closed');
  }
  toggleDevTools(): void {
    if (this.#devToolsOpen) this.closeDevTools();
    else this.openDevTools();
  }
  isDevToolsOpened(): boolean {
    return this.#devToolsOpen;
  }
}
