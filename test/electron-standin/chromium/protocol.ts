// The pinned Playwright brings the types of the protocol; its package does not export the path, so it is named in full.
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };

type EventName = keyof Protocol.Events;

/** One event of the Chrome DevTools Protocol; without a session it comes from the browser itself. */
export type ChromiumEvent = {
  [Name in EventName]: { readonly method: Name; readonly params: Protocol.Events[Name]; readonly sessionId?: string };
}[EventName];

/** Sends one command; rejects with Chromium's own message, prefixed by the command's name. */
export type SendCommand = <Name extends keyof Protocol.CommandParameters>(
  method: Name,
  params?: Protocol.CommandParameters[Name],
  sessionId?: string,
) => Promise<Protocol.CommandReturnValues[Name]>;
