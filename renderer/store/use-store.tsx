import { createContext, type ReactNode, useCallback, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppSnapshot } from '../../electron/contract/desktop-models.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { AppState } from './app-state.ts';
import type { Stores } from './app-store.ts';
import type { Route } from './navigation.ts';
import type { RestoreDraft } from './restore-draft.ts';

const StoresContext = createContext<Stores | null>(null);

/** Hands the stores to everything below it. */
export function StoresProvider({ stores, children }: { readonly stores: Stores; readonly children: ReactNode }) {
  return <StoresContext value={stores}>{children}</StoresContext>;
}

function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === null) throw new Error('a store was used outside of StoresProvider');
  return stores;
}

/** Part of what is known; for the root, which draws loading and failure. Screens use `useSnapshot`. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useStores().app, select);
}

/** Part of the snapshot. Only below a point where the snapshot is there: every screen is. */
export function useSnapshot<T>(select: (snapshot: AppSnapshot) => T): T {
  return useAppState((state) => {
    if (state.phase !== 'ready') throw new Error('a screen was drawn before the snapshot came');
    return select(state.snapshot);
  });
}

/** Where the person is. */
export function usePlace(): Route {
  return useStore(useStores().page, (state) => state.place);
}

/** Failures that no button on the page can show any more, and how to put one away. */
export function useUnheard(): { readonly problems: readonly Problem[]; readonly dismiss: (problem: Problem) => void } {
  const { page } = useStores();
  const problems = useStore(page, (state) => state.unheard);
  const dismiss = (problem: Problem) =>
    page.setState(({ unheard }) => ({ unheard: unheard.filter((one) => one !== problem) }));
  return { problems, dismiss };
}

/** Files on their way from the screen they were dropped on to the import. Both functions keep their identity. */
export interface StrayDrop {
  readonly files: readonly File[];
  readonly hand: (files: readonly File[]) => void;
  /** Takes them, so that nobody takes them twice. */
  readonly collect: () => readonly File[];
}

/** What was dropped on a screen that has no use for it. */
export function useStrayDrop(): StrayDrop {
  const { page } = useStores();
  const files = useStore(page, (state) => state.strayDrop);
  const hand = useCallback((dropped: readonly File[]) => page.setState({ strayDrop: dropped }), [page]);
  const collect = useCallback(() => {
    const { strayDrop } = page.getState();
    page.setState({ strayDrop: [] });
    return strayDrop;
  }, [page]);
  return { files, hand, collect };
}

/** What the person wants restored, before it is planned, and how to change it. */
export function useRestoreDraft(): {
  readonly draft: RestoreDraft | null;
  readonly setDraft: (draft: RestoreDraft | null) => void;
} {
  const { page } = useStores();
  const draft = useStore(page, (state) => state.restoreDraft);
  const setDraft = useCallback((next: RestoreDraft | null) => page.setState({ restoreDraft: next }), [page]);
  return { draft, setDraft };
}
