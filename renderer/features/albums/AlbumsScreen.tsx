import { useRef } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { AlbumsIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { AlbumList } from './AlbumList.tsx';
import { AlbumPage } from './AlbumPage.tsx';
import { BackLink } from './BackLink.tsx';
import type { ListPlace } from './list-position.ts';
import { useAlbumList } from './use-album-list.ts';

/** All albums; `part` is the id of the album that is open, null for the list. */
export function AlbumsScreen({ part }: { readonly part: string | null }) {
  const t = useTexts();
  const list = useAlbumList();
  const place = useRef<ListPlace>({ y: null, album: null });
  if (part === null) return <AlbumList list={list} place={place} />;
  if (!/^\d{1,15}$/.test(part)) {
    return (
      <Page title={t('albums.title')} width="wide">
        <EmptyState icon={AlbumsIcon} title={t('albums.album.unknown')} actions={<BackLink />}>
          {t('albums.album.unknown-words')}
        </EmptyState>
      </Page>
    );
  }
  return <AlbumPage key={part} id={Number(part)} />;
}
