import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../electron/contract/problem.ts';
import { type AppState, nothingKnown } from './app-state.ts';
import { placeOf, type Route } from './navigation.ts';
import type { RestoreDraft } from './restore-draft.ts';

/** The main process's truth, as far as the page has heard of it. */
export type AppStore = StoreApi<AppState>;

/** What only the page knows. */
export interface PageState {
  readonly place: Route;
  /** Failures whose button was gone before they came; shown above every screen until dismissed. */
  readonly unheard: readonly Problem[];
  /** Files that were dropped on a screen that has no use for them, on their way to the import. */
  readonly strayDrop: readonly File[];
  /** What the person wants restored, before it is planned; null for nothing in particular. */
  readonly restoreDraft: RestoreDraft | null;
}
export type PageStore = StoreApi<PageState>;

/** Both stores: made once by the root, handed down by StoresProvider. */
export interface Stores {
  readonly app: AppStore;
  readonly page: PageStore;
}

/** Makes the stores; `hash` is the address's hash at the start. */
export function createStores(hash: string): Stores {
  return {
    app: createStore<AppState>(() => nothingKnown),
    page: createStore<PageState>(() => ({ place: placeOf(hash), unheard: [], strayDrop: [], restoreDraft: null })),
  };
}
