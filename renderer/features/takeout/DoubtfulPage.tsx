import { useCallback } from 'react';
import type { DoubtfulEntry } from '../../../electron/contract/takeout-models.ts';
import { useAsk } from '../../api/api-context.tsx';
import { usePages } from '../../api/use-pages.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { CheckIcon, ChevronLeftIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { VirtualRows } from '../../components/VirtualRows.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Doubtful.module.css';

const pageSize = 100;

/** Photos of which it is not certain which description speaks of them, with the reason. */
export function DoubtfulPage() {
  const t = useTexts();
  const ask = useAsk();
  // An import changes the sums of its export, and with them this list.
  const freshness = useSnapshot(({ exports }) => JSON.stringify(exports?.exports.map(({ counts }) => counts) ?? []));
  const load = useCallback(
    (_offset: number, limit: number, last: DoubtfulEntry | undefined) =>
      ask('takeout.doubtful', { after: last?.id ?? 0, limit }),
    [ask],
  );
  const { items, loading, ended, problem, more } = usePages(load, pageSize, freshness);
  return (
    <Page title={t('takeout.doubtful.title')} lead={t('takeout.doubtful.lead')}>
      <a className={styles.back} href={hashOf('takeout')}>
        <ChevronLeftIcon />
        {t('takeout.doubtful.back')}
      </a>
      {items.length === 0 && ended ? (
        <EmptyState icon={CheckIcon} title={t('takeout.doubtful.none')}>
          {t('takeout.doubtful.none-words')}
        </EmptyState>
      ) : (
        <VirtualRows
          label={t('takeout.doubtful.list')}
          items={items}
          keyOf={(entry) => entry.id}
          rowHeight={84}
          row={(entry) => <DoubtfulRow entry={entry} />}
          onEnd={problem === null ? more : undefined}
        />
      )}
      {loading ? <Waiting label={t('takeout.doubtful.loading')} /> : null}
      {problem === null ? null : (
        <ProblemNotice problem={problem} actions={<Button onClick={more}>{t('takeout.doubtful.again')}</Button>} />
      )}
    </Page>
  );
}

function DoubtfulRow({ entry }: { readonly entry: DoubtfulEntry }) {
  const t = useTexts();
  const cut = entry.path.lastIndexOf('/');
  return (
    <article className={styles.row}>
      <h2 className={styles.name}>{entry.path.slice(cut + 1)}</h2>
      <p>{entry.rule === null ? entry.reason : t(`matches.${entry.rule}`)}</p>
      <p className={styles.place}>
        {t('takeout.doubtful.place', { folder: entry.path.slice(0, Math.max(0, cut)), part: entry.part })}
      </p>
    </article>
  );
}
