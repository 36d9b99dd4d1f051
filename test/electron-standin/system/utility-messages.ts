import type { PortClosed, PortMessage } from '../page/messages.ts';

/** What crosses between the main process and a utility process, in either direction. */
export type UtilityMessage =
  | { readonly t: 'message'; readonly data: unknown; readonly ports: readonly string[] }
  | PortMessage
  | PortClosed;
