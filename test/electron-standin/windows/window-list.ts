import type { BrowserWindow } from './browser-window.ts';
import type { WebContents } from './web-contents.ts';

/** All windows of the app, and which of them has the focus. */
export class WindowList {
  readonly #windows = new Set<BrowserWindow>();
  #focused: BrowserWindow | null = null;
  #lastId = 0;

  get all(): readonly BrowserWindow[] {
    return [...this.#windows];
  }
  get focused(): BrowserWindow | null {
    return this.#focused;
  }
  get pages(): readonly WebContents[] {
    return this.all.map((window) => window.webContents);
  }

  nextId(): number {
    return ++this.#lastId;
  }
  add(window: BrowserWindow): void {
    this.#windows.add(window);
  }
  remove(window: BrowserWindow): void {
    this.#windows.delete(window);
    if (this.#focused === window) this.#focused = null;
  }

  windowOfTarget(targetId: string): BrowserWindow | undefined {
    return this.all.find((window) => window.webContents.targetId === targetId);
  }
  pageOfTarget(targetId: string): WebContents | undefined {
    return this.windowOfTarget(targetId)?.webContents;
  }
  pageOfFrame(frameId: string): WebContents | undefined {
    return this.pages.find((page) => page.hasFrame(frameId));
  }

  /** Moves the focus; both sides hear of it, the one that loses it first. */
  focus(window: BrowserWindow | null): void {
    const before = this.#focused;
    if (before === window) return;
    this.#focused = window;
    before?.emit('blur');
    window?.emit('focus');
  }
}
