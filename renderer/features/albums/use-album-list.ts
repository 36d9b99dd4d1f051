import { useCallback, useState } from 'react';
import type { AlbumCard } from '../../../electron/contract/desktop-models.ts';
import type { IpcInput, IpcOutput } from '../../../electron/contract/ipc.ts';
import { ok } from '../../../electron/contract/result.ts';
import { useAsk } from '../../api/api-context.tsx';
import { type Answer, useAnswer } from '../../api/use-answer.ts';
import type { ItemPages } from '../photos/item-pages.ts';
import { useDebounced } from '../photos/use-debounced.ts';
import { useItemPages } from '../photos/use-item-pages.ts';
import { useLibraryFreshness } from '../photos/use-library-freshness.ts';

/** How the albums are ordered. */
export type AlbumOrder = IpcInput<'albums.page'>['order'];

/** The list of albums with what is searched for. Outlives the list's own screen, so that Back finds it as it was. */
export interface AlbumListState {
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  readonly search: string;
  readonly order: AlbumOrder;
  readonly setOrder: (order: AlbumOrder) => void;
  /** Its total is what counts; the albums themselves come from the pages. */
  readonly answer: Answer<IpcOutput<'albums.page'>> & { readonly again: () => void };
  readonly pages: ItemPages<AlbumCard>;
}

/** Asks for the albums. */
export function useAlbumList(): AlbumListState {
  const ask = useAsk();
  const [typed, setTyped] = useState('');
  const [order, setOrder] = useState<AlbumOrder>('newest');
  const search = useDebounced(typed.trim(), 250);
  const freshness = useLibraryFreshness();
  const answer = useAnswer('albums.page', { search, order, offset: 0, limit: 1 }, freshness);
  const load = useCallback(
    async (offset: number, limit: number) => {
      const page = await ask('albums.page', { search, order, offset, limit });
      return page.ok ? ok(page.value.albums) : page;
    },
    [ask, search, order],
  );
  const pages = useItemPages(load, freshness);
  return { typed, setTyped, search, order, setOrder, answer, pages };
}
