import { useMemo, useRef, useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { DownloadIcon, PhotosIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import type { Translate } from '../../messages/texts.ts';
import { goTo } from '../../store/go-to.ts';
import { hashOf } from '../../store/navigation.ts';
import { useLibraryFreshness } from '../photos/use-library-freshness.ts';
import styles from './CoverageMap.module.css';
import { drawMap, type MapColours, type MapWords } from './draw-map.ts';
import { type CellState, cellStates, emptyYears, type MapCell, type MapRow, mapRows } from './map-rows.ts';

/** Years by months: what is on the disk, verified, missing. A cell leads to its photos. */
export function CoverageMapScreen() {
  const t = useTexts();
  const freshness = useLibraryFreshness();
  const answer = useAnswer('photos.coverage', null, freshness);
  const rows = useMemo(() => mapRows(answer.value ?? []), [answer.value]);
  const undated = answer.value?.find(({ month }) => month === null) ?? null;
  const missing = (answer.value ?? []).reduce((sum, one) => sum + one.missing, 0);
  const figure = useRef<HTMLDivElement>(null);
  return (
    <Page
      title={t('coverage-map.title')}
      width="wide"
      lead={t('coverage-map.lead')}
      actions={
        <>
          <Button onClick={() => goTo('photos')}>{t('coverage-map.back')}</Button>
          {rows.length === 0 ? null : <SaveButton rows={rows} figure={() => figure.current} />}
        </>
      }
    >
      {answer.problem === null ? null : (
        <ProblemNotice
          problem={answer.problem}
          actions={<Button onClick={answer.again}>{t('coverage-map.again')}</Button>}
        />
      )}
      {answer.state === 'loading' ? <Waiting label={t('coverage-map.loading')} /> : null}
      {answer.value?.length === 0 ? (
        <EmptyState icon={PhotosIcon} title={t('coverage-map.empty.title')}>
          {t('coverage-map.empty.words')}
        </EmptyState>
      ) : null}
      {missing === 0 ? null : (
        <Notice
          tone="warn"
          title={t('coverage-map.missing', { missing })}
          actions={<Button onClick={() => goTo('problems')}>{t('coverage-map.to-problems')}</Button>}
        />
      )}
      {rows.length === 0 ? null : (
        <div className={styles.figure} ref={figure}>
          <Legend />
          <MapTable rows={rows} />
          {emptyYears(rows) === 0 ? null : (
            <p className={styles.soft}>{t('coverage-map.gap', { years: emptyYears(rows) })}</p>
          )}
        </div>
      )}
      {undated === null ? null : (
        <p>
          <a className={styles.undated} href={hashOf('photos', 'undated')}>
            {t('coverage-map.undated', { stored: undated.stored })}
          </a>
        </p>
      )}
    </Page>
  );
}

function Legend() {
  const t = useTexts();
  return (
    <ul className={styles.legend}>
      {cellStates.map((state) => (
        <li key={state}>
          <span className={styles.swatch} data-state={state} data-swatch={state} />
          {t(`coverage-map.states.${state}`)}
        </li>
      ))}
    </ul>
  );
}

function MapTable({ rows }: { readonly rows: readonly MapRow[] }) {
  const t = useTexts();
  const formats = useFormats();
  const months = useMonthNames();
  return (
    <div className={styles.scroll}>
      <table className={styles.map}>
        <caption className={styles.caption}>{t('coverage-map.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('coverage-map.year')}</th>
            {months.map((month) => (
              <th scope="col" key={month}>
                {month}
              </th>
            ))}
            <th scope="col">{t('coverage-map.total')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ year, cells, stored }) => (
            <tr key={year}>
              <th scope="row">
                <a className={styles.year} href={hashOf('photos', String(year).padStart(4, '0'))}>
                  {year}
                </a>
              </th>
              {cells.map((cell) => (
                <td key={cell.month}>
                  <Cell cell={cell} />
                </td>
              ))}
              <td className={styles.total}>{formats.count(stored)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell: { month, state, stored, verified, missing } }: { readonly cell: MapCell }) {
  const t = useTexts();
  const formats = useFormats();
  const name = formats.month(month);
  if (state === 'none') {
    return (
      <span
        className={styles.cell}
        data-state={state}
        role="img"
        aria-label={t('coverage-map.nothing', { month: name })}
      />
    );
  }
  const label = t('coverage-map.cell', { month: name, stored, verified, missing });
  return (
    <a className={styles.cell} data-state={state} href={hashOf('photos', month)} aria-label={label} title={label}>
      {state === 'missing' ? t('coverage-map.cell-missing', { missing }) : formats.count(stored)}
    </a>
  );
}

function stateNames(t: Translate): MapWords['states'] {
  return {
    verified: t('coverage-map.states.verified'),
    stored: t('coverage-map.states.stored'),
    missing: t('coverage-map.states.missing'),
    none: t('coverage-map.states.none'),
  };
}

function useMonthNames(): readonly string[] {
  const { locale } = useFormats();
  return useMemo(() => {
    const names = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
    return Array.from({ length: 12 }, (_, index) => names.format(new Date(Date.UTC(2024, index, 15))));
  }, [locale]);
}

interface SaveButtonProps {
  readonly rows: readonly MapRow[];
  readonly figure: () => HTMLElement | null;
}

function SaveButton({ rows, figure }: SaveButtonProps) {
  const t = useTexts();
  const save = useCommand('photos.saveCoverage');
  const [isSaved, setSaved] = useState(false);
  const formats = useFormats();
  const months = useMonthNames();
  const run = async () => {
    setSaved(false);
    const shown = figure();
    const words = { title: t('coverage-map.title'), months, states: stateNames(t) };
    const png = shown === null ? null : drawMap(rows, coloursOf(shown), words, formats);
    // What could not be drawn is no picture: that is refused, and the person is told.
    const answer = await save.run({ png: png ?? '' });
    setSaved(answer.ok && answer.value.saved);
  };
  return (
    <>
      <Button icon={DownloadIcon} busy={save.busy} onClick={() => void run()}>
        {t('coverage-map.save')}
      </Button>
      {isSaved ? <span role="status">{t('coverage-map.saved')}</span> : null}
      {save.problem === null ? null : <ProblemNotice problem={save.problem} onDismiss={save.dismiss} />}
    </>
  );
}

/** The colours as they are shown: those of the stylesheet depend on day and night. */
function coloursOf(figure: HTMLElement): MapColours {
  const swatch = (state: CellState): string => {
    const element = figure.querySelector(`[data-swatch="${state}"]`);
    return element === null ? 'gray' : getComputedStyle(element).backgroundColor;
  };
  const { color, backgroundColor } = getComputedStyle(figure);
  return {
    paper: backgroundColor,
    ink: color,
    cells: {
      verified: swatch('verified'),
      stored: swatch('stored'),
      missing: swatch('missing'),
      none: swatch('none'),
    },
  };
}
