/** A port that crosses with a message, by the name that the two ends of the link agreed on. */
export type PortMessage = {
  readonly t: 'port-message';
  readonly id: string;
  readonly data: unknown;
  readonly ports: readonly string[];
};
export type PortClosed = { readonly t: 'port-closed'; readonly id: string };

/** A page wants a new window; `url` as Chromium knows it. */
export type WindowRequest = {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  readonly disposition: Electron.HandlerDetails['disposition'];
};

/** What the preload's world tells the main process. */
export type FromPage =
  | {
      readonly t: 'send';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly string[];
    }
  | { readonly t: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly t: 'open'; readonly request: WindowRequest }
  | { readonly t: 'close' }
  | { readonly t: 'title'; readonly title: string }
  | { readonly t: 'files'; readonly id: number; readonly count: number }
  | { readonly t: 'preload-error'; readonly file: string; readonly error: Error }
  | PortMessage
  | PortClosed;

/** What the main process tells the preload's world. */
export type ToPage =
  | {
      readonly t: 'send';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly string[];
    }
  | { readonly t: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly t: 'refusal'; readonly id: number; readonly message: string }
  | { readonly t: 'paths'; readonly id: number; readonly paths: readonly string[] }
  | PortMessage
  | PortClosed;
