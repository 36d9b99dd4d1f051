import { type RefObject, useMemo } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { AlbumsIcon, SearchIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Segments } from '../../components/Segments.tsx';
import { SearchField } from '../../components/TextFields.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { SkeletonGrid } from '../photos/SkeletonGrid.tsx';
import { usePagesProblem } from '../photos/use-item-pages.ts';
import { AlbumGrid } from './AlbumGrid.tsx';
import styles from './Albums.module.css';
import type { ListPlace } from './list-position.ts';
import { albumsStrings as strings } from './strings.ts';
import type { AlbumListState } from './use-album-list.ts';

/** The albums as cards. */
export interface AlbumListProps {
  readonly list: AlbumListState;
  readonly place: RefObject<ListPlace>;
}

export function AlbumList({ list, place }: AlbumListProps) {
  const { answer, search, order, pages } = list;
  const formats = useFormats();
  const total = answer.value?.total ?? null;
  const pagesProblem = usePagesProblem(pages);
  const problem = answer.problem ?? pagesProblem;
  const sections = useMemo(() => [{ key: 'albums', count: total ?? 0 }], [total]);
  const words = search === '' ? strings.known : strings.found;

  function again(): void {
    pages.retry();
    answer.again();
  }
  return (
    <Page
      title={strings.title}
      width="wide"
      lead={total === null || total === 0 ? undefined : formats.plural(total, words)}
    >
      <div className={styles.tools}>
        <SearchField label={strings.search} value={list.typed} onChange={list.setTyped} />
        <Segments label={strings.order} value={order} options={orders} onChange={list.setOrder} />
      </div>
      {problem === null ? null : (
        <ProblemNotice problem={problem} actions={<Button onClick={again}>{strings.again}</Button>} />
      )}
      {answer.state === 'loading' ? <SkeletonGrid label={strings.loading} /> : null}
      {total === 0 ? <NoAlbums search={search} onClear={() => list.setTyped('')} /> : null}
      {total === null || total === 0 ? null : (
        <AlbumGrid key={`${order} ${search}`} sections={sections} pages={pages} place={place} />
      )}
    </Page>
  );
}

const orders = (['newest', 'title', 'largest'] as const).map((value) => ({ value, label: strings.orders[value] }));

function NoAlbums({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  if (search === '') {
    return (
      <EmptyState
        icon={AlbumsIcon}
        title={strings.empty.title}
        actions={<Button onClick={() => goTo('overview')}>{strings.empty.toOverview}</Button>}
      >
        {strings.empty.words}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchIcon}
      title={strings.nothingFound.title(search)}
      actions={<Button onClick={onClear}>{strings.nothingFound.clear}</Button>}
    >
      {strings.nothingFound.words}
    </EmptyState>
  );
}
