import type { AfterimageBridge } from '../../electron/contract/ipc.ts';
import { BridgeMissing } from '../start-failure/bridge-missing.ts';
import { type Api, createApi } from './api.ts';

declare global {
  interface Window {
    /** Put there by the preload; absent when that failed, or when the page is opened in an ordinary browser. */
    readonly afterimage?: AfterimageBridge;
  }
}

/** The api over the bridge that the preload put on the window. Throws `BridgeMissing`. */
export function windowApi(): Api {
  if (window.afterimage === undefined) throw new BridgeMissing();
  return createApi(window.afterimage);
}
