import { useCallback, useMemo, useState } from 'react';
import {
  everyPhoto,
  isFiltered,
  type PhotoFilter,
  photoFilterSchema,
} from '../../../electron/contract/photo-filter.ts';
import { type PageSelection, wholeBackup } from '../../../electron/contract/restore-desktop-models.ts';
import { useAsk } from '../../api/api-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PhotosIcon, SearchIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { SearchField } from '../../components/TextFields.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { CoverageMapScreen } from '../coverage-map/CoverageMapScreen.tsx';
import { BroughtBackScreen } from '../developing/BroughtBackScreen.tsx';
import { DevelopingStrip } from '../developing/DevelopingStrip.tsx';
import { RestoreButton } from '../restore/RestoreButton.tsx';
import type { AskAround } from '../viewer/use-viewer-place.ts';
import { PhotoFilters } from './PhotoFilters.tsx';
import { PhotoGrid } from './PhotoGrid.tsx';
import styles from './PhotosScreen.module.css';
import { SkeletonGrid } from './SkeletonGrid.tsx';
import { sectionsOf } from './scrubber-marks.ts';
import { withEnglishMonths } from './search-months.ts';
import { useDebounced } from './use-debounced.ts';
import { useItemPages, usePagesProblem } from './use-item-pages.ts';
import { useLibraryFreshness } from './use-library-freshness.ts';

/** Everything that is stored, by date; `part` is a period (`2024-08`), the coverage map, or what an import brought back. */
export function PhotosScreen({ part }: { readonly part: string | null }) {
  if (part === 'map') return <CoverageMapScreen />;
  if (part === 'back') return <BroughtBackScreen />;
  return <AllPhotos period={part !== null && isPeriod(part) ? part : null} />;
}

function isPeriod(part: string): boolean {
  return photoFilterSchema.shape.period.safeParse(part).success;
}

/** What the person narrows the photos down to. The period is a part of the address, so that the coverage map leads there. */
function useFilter(period: string | null) {
  const [others, setOthers] = useState<PhotoFilter>(everyPhoto);
  return {
    filter: { ...others, period },
    change: (next: PhotoFilter) => {
      setOthers(next);
      if (next.period !== period) goTo('photos', next.period);
    },
    clear: () => {
      setOthers(everyPhoto);
      if (period !== null) goTo('photos');
    },
  };
}

function AllPhotos({ period }: { readonly period: string | null }) {
  const t = useTexts();
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const wanted = withEnglishMonths(typed.trim(), formats.locale);
  const search = useDebounced(wanted, 250);
  const { filter, change, clear } = useFilter(period);
  const [isViewing, setViewing] = useState(false);
  const freshness = useLibraryFreshness(isViewing);
  const months = useAnswer('photos.months', { search, filter }, freshness);
  const total = useMemo(() => months.value?.reduce((sum, { count }) => sum + count, 0) ?? null, [months.value]);
  const isNarrowed = search !== '' || isFiltered(filter);
  const showAll = () => {
    setTyped('');
    clear();
  };
  return (
    <Page
      title={t('photos.title')}
      width="wide"
      lead={
        total === null || total === 0 ? undefined : t(isNarrowed ? 'photos.found' : 'photos.stored', { count: total })
      }
      actions={
        <>
          {total === null || total === 0 ? null : (
            // What is in the box counts, also before its photos are shown.
            <RestoreButton selection={selectionOf(wanted, filter)} albumTitle={null} />
          )}
          <Button onClick={() => goTo('photos', 'map')}>{t('photos.to-map')}</Button>
        </>
      }
    >
      <div className={styles.screen}>
        <DevelopingStrip />
        <div className={styles.bar}>
          <SearchField label={t('photos.search')} value={typed} onChange={setTyped} />
        </div>
        <PhotoFilters filter={filter} years={useYears(freshness)} onChange={change} onClear={clear} />
        {months.problem === null ? null : (
          <ProblemNotice
            problem={months.problem}
            actions={<Button onClick={months.again}>{t('photos.again')}</Button>}
          />
        )}
        {months.state === 'loading' ? <SkeletonGrid label={t('photos.loading')} /> : null}
        {total === 0 ? <NoPhotos search={typed.trim()} isNarrowed={isNarrowed} onClear={showAll} /> : null}
        {months.value === null || total === 0 ? null : (
          <MonthGrid
            key={JSON.stringify([search, filter])}
            search={search}
            filter={filter}
            months={months.value}
            freshness={freshness}
            onViewer={setViewing}
          />
        )}
      </div>
    </Page>
  );
}

/** What is shown, as what is to be restored. */
function selectionOf(search: string, filter: PhotoFilter): PageSelection {
  return { ...wholeBackup, search: search === '' ? null : search, ...(isFiltered(filter) ? { filter } : {}) };
}

/** The years in which there are photos at all, whatever is looked for. */
function useYears(freshness: string): readonly string[] {
  const months = useAnswer('photos.months', { search: '' }, freshness);
  return useMemo(
    () => [...new Set((months.value ?? []).flatMap(({ month }) => month?.slice(0, 4) ?? []))],
    [months.value],
  );
}

interface MonthGridProps {
  readonly search: string;
  readonly filter: PhotoFilter;
  readonly months: Parameters<typeof sectionsOf>[0];
  readonly freshness: string;
  readonly onViewer: (isOpen: boolean) => void;
}

function MonthGrid({ search, filter, months, freshness, onViewer }: MonthGridProps) {
  const t = useTexts();
  const ask = useAsk();
  // Another filter is another grid: this one keeps its own.
  const [own] = useState(filter);
  const load = useCallback(
    (offset: number, limit: number) => ask('photos.page', { search, filter: own, offset, limit }),
    [ask, search, own],
  );
  const around = useCallback<AskAround>(
    (wanted) => ask('photos.around', { search, filter: own, ...wanted }),
    [ask, search, own],
  );
  const pages = useItemPages(load, freshness);
  const problem = usePagesProblem(pages);
  const sections = useMemo(() => sectionsOf(months), [months]);
  return (
    <>
      {problem === null ? null : (
        <div className={styles.failure}>
          <ProblemNotice problem={problem} actions={<Button onClick={pages.retry}>{t('photos.again')}</Button>} />
        </div>
      )}
      <PhotoGrid
        label={t('photos.grid')}
        sections={sections}
        pages={pages}
        around={around}
        kind="months"
        onViewer={onViewer}
      />
    </>
  );
}

interface NoPhotosProps {
  readonly search: string;
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
}

function NoPhotos({ search, isNarrowed, onClear }: NoPhotosProps) {
  const t = useTexts();
  if (!isNarrowed) {
    return (
      <EmptyState
        icon={PhotosIcon}
        title={t('photos.empty.title')}
        actions={<Button onClick={() => goTo('overview')}>{t('photos.empty.to-overview')}</Button>}
      >
        {t('photos.empty.words')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchIcon}
      title={search === '' ? t('photos.nothing-found.filtered') : t('photos.nothing-found.title', { search })}
      actions={<Button onClick={onClear}>{t('photos.nothing-found.clear')}</Button>}
    >
      {t('photos.nothing-found.words')}
    </EmptyState>
  );
}
