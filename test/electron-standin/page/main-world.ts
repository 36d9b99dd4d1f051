import type { makeWorldBridge } from './world-bridge.ts';

/**
 * The page's own world: receives what the preload exposes, and sends `window.open`, links to new windows and
 * `window.close` the way Electron sends them, to the main process.
 *
 * Runs as source text inside pages: it may use nothing from outside itself but what it is given.
 */
export function enterMainWorld(secret: string, bridgeMaker: typeof makeWorldBridge): void {
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const one of Object.values(value)) freeze(one);
    Object.freeze(value);
  };
  const bridge = bridgeMaker('main', 'isolated', secret, {
    expose: (key: string, api: unknown) => {
      if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
      freeze(api);
      Object.defineProperty(window, key, { value: api, enumerable: true });
    },
  });
  const open = (url: string, frameName: string, features: string, disposition: string): void => {
    bridge.ask('open', { url: new URL(url, location.href).href, frameName, features, disposition });
  };
  window.open = (url, target, features) => {
    const disposition = features ? 'new-window' : 'foreground-tab';
    open(String(url ?? 'about:blank'), target ?? '', features ?? '', disposition);
    return null;
  };
  window.close = () => {
    bridge.ask('close');
  };
  /** Where Chromium would open a link that was clicked like this; undefined for the same window. */
  const dispositionOf = (event: MouseEvent, link: HTMLAnchorElement): string | undefined => {
    if (event.button === 1 || event.ctrlKey || event.metaKey) return 'background-tab';
    if (event.shiftKey) return 'new-window';
    return ['', '_self', '_parent', '_top'].includes(link.target) ? undefined : 'foreground-tab';
  };
  // On window and in the bubbling phase: the page's own listeners have had their chance to prevent it.
  const followed = (event: MouseEvent): void => {
    const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement);
    const disposition = link && !event.defaultPrevented ? dispositionOf(event, link) : undefined;
    if (!link || disposition === undefined) return;
    event.preventDefault();
    open(link.href, link.target, '', disposition);
  };
  window.addEventListener('click', followed);
  window.addEventListener('auxclick', (event) => {
    if (event.button === 1) followed(event);
  });
}
