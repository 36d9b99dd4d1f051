import { useCallback, useMemo, useState } from 'react';
import { useAsk } from '../../api/api-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PhotosIcon, SearchIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { SearchField } from '../../components/TextFields.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { PhotoGrid } from './PhotoGrid.tsx';
import styles from './PhotosScreen.module.css';
import { SkeletonGrid } from './SkeletonGrid.tsx';
import { sectionsOf } from './scrubber-marks.ts';
import { photosStrings as strings } from './strings.ts';
import { useDebounced } from './use-debounced.ts';
import { useItemPages, usePagesProblem } from './use-item-pages.ts';
import { useLibraryFreshness } from './use-library-freshness.ts';

/** Everything that is stored, by date. */
export function PhotosScreen() {
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim(), 250);
  const [isViewing, setViewing] = useState(false);
  const freshness = useLibraryFreshness(isViewing);
  const months = useAnswer('photos.months', { search }, freshness);
  const formats = useFormats();
  const total = useMemo(() => months.value?.reduce((sum, { count }) => sum + count, 0) ?? null, [months.value]);
  const words = search === '' ? strings.stored : strings.found;
  return (
    <Page
      title={strings.title}
      width="wide"
      lead={total === null || total === 0 ? undefined : formats.plural(total, words)}
    >
      <div className={styles.screen}>
        <div className={styles.bar}>
          <SearchField label={strings.search} value={typed} onChange={setTyped} />
        </div>
        {months.problem === null ? null : (
          <ProblemNotice problem={months.problem} actions={<Button onClick={months.again}>{strings.again}</Button>} />
        )}
        {months.state === 'loading' ? <SkeletonGrid label={strings.loading} /> : null}
        {total === 0 ? <NoPhotos search={search} onClear={() => setTyped('')} /> : null}
        {months.value === null || total === 0 ? null : (
          <MonthGrid key={search} search={search} months={months.value} freshness={freshness} onViewer={setViewing} />
        )}
      </div>
    </Page>
  );
}

interface MonthGridProps {
  readonly search: string;
  readonly months: Parameters<typeof sectionsOf>[0];
  readonly freshness: string;
  readonly onViewer: (isOpen: boolean) => void;
}

function MonthGrid({ search, months, freshness, onViewer }: MonthGridProps) {
  const ask = useAsk();
  const load = useCallback(
    (offset: number, limit: number) => ask('photos.page', { search, offset, limit }),
    [ask, search],
  );
  const pages = useItemPages(load, freshness);
  const problem = usePagesProblem(pages);
  const sections = useMemo(() => sectionsOf(months), [months]);
  return (
    <>
      {problem === null ? null : (
        <div className={styles.failure}>
          <ProblemNotice problem={problem} actions={<Button onClick={pages.retry}>{strings.again}</Button>} />
        </div>
      )}
      <PhotoGrid label={strings.grid} sections={sections} pages={pages} kind="months" onViewer={onViewer} />
    </>
  );
}

function NoPhotos({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  if (search === '') {
    return (
      <EmptyState
        icon={PhotosIcon}
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
