import { createHmac } from 'node:crypto';

/** Where the next page begins. */
export interface PageCursor {
  readonly offset: number;
  /** Pages sent so far, empty ones not counted. */
  readonly pages: number;
  /** The next page is an empty one. */
  readonly empty: boolean;
}

/** Opaque page tokens that are good only for the request that they came from. */
export interface PageTokens {
  /** `parameters`: everything that must be the same on the next page. */
  readonly issue: (cursor: PageCursor, parameters: string) => string;
  /** Undefined for a token that is foreign, damaged or from another request. */
  readonly read: (token: string, parameters: string) => PageCursor | undefined;
}

/** Page tokens signed with `secret`. */
export function createPageTokens(secret: string): PageTokens {
  function signature(payload: string, parameters: string): string {
    return createHmac('sha256', secret).update(`${payload} ${parameters}`).digest('base64url');
  }

  return {
    issue: ({ offset, pages, empty }, parameters) => {
      const payload = `${offset}.${pages}.${empty ? 1 : 0}`;
      return Buffer.from(`${payload}.${signature(payload, parameters)}`).toString('base64url');
    },
    read: (token, parameters) => {
      const text = Buffer.from(token, 'base64url').toString('latin1');
      const [, payload, offset, pages, empty, signed] = /^((\d+)\.(\d+)\.([01]))\.([\w-]+)$/.exec(text) ?? [];
      if (payload === undefined || signed !== signature(payload, parameters)) return undefined;
      return { offset: Number(offset), pages: Number(pages), empty: empty === '1' };
    },
  };
}
