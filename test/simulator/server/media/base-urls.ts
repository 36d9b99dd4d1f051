import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SimulatorClock } from '../clock.ts';

/** What a byte host can make of the path of a base URL (without `=d` and the like). */
type BaseUrlReading =
  | {
      readonly kind: 'live';
      readonly itemId: string;
      /** The picking session that the link came from; null for a link of the Library API. */
      readonly sessionId: string | null;
    }
  | { readonly kind: 'expired' | 'unknown' };

export interface BaseUrls {
  /**
   * A fresh base URL; `throughGoogleHost` when the listing was asked from Google's own host name. With a session it is
   * one of the Picker's, which are good only with a token and while the session lasts.
   */
  readonly issue: (itemId: string, throughGoogleHost: boolean, sessionId?: string) => string;
  /** `path` as the byte host sees it: "/lr/…" or "/ppa/…". */
  readonly read: (path: string) => BaseUrlReading;
}

export interface BaseUrlOptions {
  /** Where the byte host is without Google's host name: "http://127.0.0.1:1234/media". */
  readonly byteHost: () => string;
  readonly lifetimeSeconds: number;
  /** Another origin that serves exported files: its base URLs never change and never expire. Null for the simulator itself. */
  readonly mediaOrigin: string | null;
  /** Signs the links; any text. */
  readonly secret: string;
  readonly clock: SimulatorClock;
}

/** The file that `--export-media` writes for an item, and the path of its base URL under `--media-origin`. */
export function exportedPath(itemId: string): string {
  return `/lr/${itemId}`;
}

const linkForm = /^\/(?:lr|ppa)\/(([\w-]+)(?:\.([0-9a-f]{32}))?\.([0-9a-z]+))\.([\w-]{22})$/;

/**
 * Signed links that carry the item and their end: "/lr/<item id>.<end in seconds, base 36>.<signature>", those of the
 * Picker also their session: "/ppa/<item id>.<session id>.<end>.<signature>".
 */
export function createBaseUrls(options: BaseUrlOptions): BaseUrls {
  function signature(payload: string): string {
    return createHmac('sha256', options.secret).update(payload).digest('base64url').slice(0, 22);
  }

  return {
    issue: (itemId, throughGoogleHost, sessionId) => {
      if (options.mediaOrigin !== null) return `${options.mediaOrigin}${exportedPath(itemId)}`;
      const end = Math.floor(options.clock.now() / 1000) + options.lifetimeSeconds;
      const source = sessionId === undefined ? itemId : `${itemId}.${sessionId}`;
      const payload = `${source}.${end.toString(36)}`;
      const host = throughGoogleHost ? 'https://lh3.googleusercontent.com' : options.byteHost();
      return `${host}/${sessionId === undefined ? 'lr' : 'ppa'}/${payload}.${signature(payload)}`;
    },
    read: (path) => {
      const [, payload, itemId, sessionId = null, end, signed] = linkForm.exec(path) ?? [];
      if (payload === undefined || itemId === undefined || end === undefined || signed === undefined) {
        return { kind: 'unknown' };
      }
      const expected = signature(payload);
      if (!timingSafeEqual(Buffer.from(signed), Buffer.from(expected))) return { kind: 'unknown' };
      const live = Number.parseInt(end, 36) * 1000 > options.clock.now();
      return live ? { kind: 'live', itemId, sessionId } : { kind: 'expired' };
    },
  };
}
