import type { AfterimageBridge } from '../../electron/contract/ipc.ts';
import { problem } from '../../electron/contract/problem.ts';
import { failed } from '../../electron/contract/result.ts';
import { type Api, createApi } from './api.ts';

declare global {
  interface Window {
    /** Put there by the preload; absent when the page is opened in an ordinary browser. */
    readonly afterimage?: AfterimageBridge;
  }
}

/** The api over the bridge that the preload put on the window. */
export function windowApi(): Api {
  return window.afterimage === undefined ? apiWithoutBridge() : createApi(window.afterimage);
}

function apiWithoutBridge(): Api {
  const answer = failed(problem('internal', { detail: 'The page was opened outside Afterimage.' }));
  return { ask: async () => answer, offerDropped: async () => answer, onEvent: () => () => {} };
}
