import { type RefObject, useMemo } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { AlbumsIcon, SearchIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Segments } from '../../components/Segments.tsx';
import { SearchField } from '../../components/TextFields.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { SkeletonGrid } from '../photos/SkeletonGrid.tsx';
import { usePagesProblem } from '../photos/use-item-pages.ts';
import { AlbumGrid } from './AlbumGrid.tsx';
import styles from './Albums.module.css';
import type { ListPlace } from './list-position.ts';
import type { AlbumListState } from './use-album-list.ts';

/** The albums as cards. */
export interface AlbumListProps {
  readonly list: AlbumListState;
  readonly place: RefObject<ListPlace>;
}

export function AlbumList({ list, place }: AlbumListProps) {
  const t = useTexts();
  const { answer, search, order, pages } = list;
  const total = answer.value?.total ?? null;
  const pagesProblem = usePagesProblem(pages);
  const problem = answer.problem ?? pagesProblem;
  const sections = useMemo(() => [{ key: 'albums', count: total ?? 0 }], [total]);

  function again(): void {
    pages.retry();
    answer.again();
  }
  return (
    <Page
      title={t('albums.title')}
      width="wide"
      lead={
        total === null || total === 0 ? undefined : t(search === '' ? 'albums.known' : 'albums.found', { count: total })
      }
    >
      <div className={styles.tools}>
        <SearchField label={t('albums.search')} value={list.typed} onChange={list.setTyped} />
        <Segments
          label={t('albums.order')}
          value={order}
          options={orders.map((one) => ({ value: one, label: t(`albums.orders.${one}`) }))}
          onChange={list.setOrder}
        />
      </div>
      {problem === null ? null : (
        <ProblemNotice problem={problem} actions={<Button onClick={again}>{t('albums.again')}</Button>} />
      )}
      {answer.state === 'loading' ? <SkeletonGrid label={t('albums.loading')} /> : null}
      {total === 0 ? <NoAlbums search={search} onClear={() => list.setTyped('')} /> : null}
      {total === null || total === 0 ? null : (
        <AlbumGrid key={`${order} ${search}`} sections={sections} pages={pages} place={place} />
      )}
    </Page>
  );
}

const orders = ['newest', 'title', 'largest'] as const;

function NoAlbums({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  const t = useTexts();
  if (search === '') {
    return (
      <EmptyState
        icon={AlbumsIcon}
        title={t('albums.empty.title')}
        actions={<Button onClick={() => goTo('overview')}>{t('albums.empty.to-overview')}</Button>}
      >
        {t('albums.empty.words')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchIcon}
      title={t('albums.nothing-found.title', { search })}
      actions={<Button onClick={onClear}>{t('albums.nothing-found.clear')}</Button>}
    >
      {t('albums.nothing-found.words')}
    </EmptyState>
  );
}
