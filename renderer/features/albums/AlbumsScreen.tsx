import { useRef } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { AlbumsIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { AlbumList } from './AlbumList.tsx';
import { AlbumPage } from './AlbumPage.tsx';
import { BackLink } from './BackLink.tsx';
import type { ListPlace } from './list-position.ts';
import { albumsStrings as strings } from './strings.ts';
import { useAlbumList } from './use-album-list.ts';

/** All albums; `part` is the id of the album that is open, null for the list. */
export function AlbumsScreen({ part }: { readonly part: string | null }) {
  const list = useAlbumList();
  const place = useRef<ListPlace>({ y: null, album: null });
  if (part === null) return <AlbumList list={list} place={place} />;
  if (!/^\d{1,15}$/.test(part)) {
    return (
      <Page title={strings.title} width="wide">
        <EmptyState icon={AlbumsIcon} title={strings.album.unknown} actions={<BackLink />}>
          {strings.album.unknownWords}
        </EmptyState>
      </Page>
    );
  }
  return <AlbumPage key={part} id={Number(part)} />;
}
