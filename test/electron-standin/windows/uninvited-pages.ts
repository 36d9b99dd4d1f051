import type { ChromiumHost } from '../chromium/host.ts';
import type { Protocol } from '../chromium/protocol.ts';
import { failLoudly, notImplemented } from '../core/not-implemented.ts';
import type { WindowList } from './window-list.ts';

/**
 * Pages that Chromium opened on its own: a link clicked with Ctrl held, `window.open` in a foreign frame. In Electron
 * the app's window-open handler would have been asked first; here it is asked when the page is there, and the page
 * closed.
 */
export class UninvitedPages {
  readonly #host: ChromiumHost;
  readonly #windows: WindowList;
  readonly #expected = new Set<Promise<unknown>>();
  readonly #ours = new Set<string>();

  constructor(host: ChromiumHost, windows: WindowList) {
    this.#host = host;
    this.#windows = windows;
    host.onBrowserEvent((event) => {
      if (event.method === 'Target.targetCreated' && event.params.targetInfo.type === 'page') {
        this.#judge(event.params.targetInfo).catch(failLoudly);
      }
    });
  }

  /** A page of ours is being opened; until its target is known, nobody can say which new page it will be. */
  expect(target: Promise<string>): void {
    const known = target.then((targetId) => {
      this.#ours.add(targetId);
      this.#expected.delete(known);
    });
    this.#expected.add(known);
  }

  async #judge({ targetId, openerId, openerFrameId, url }: Protocol.Target.TargetInfo): Promise<void> {
    await Promise.all(this.#expected);
    if (this.#ours.has(targetId)) return;
    await this.#host.send('Target.closeTarget', { targetId });
    const opener =
      (openerId !== undefined ? this.#windows.pageOfTarget(openerId) : undefined) ??
      (openerFrameId !== undefined ? this.#windows.pageOfFrame(openerFrameId) : undefined);
    if (opener) opener.openRequested({ url, frameName: '', features: '', disposition: 'foreground-tab' });
    else failLoudly(notImplemented(`a window that nobody asked for (${url})`));
  }
}
