import { useCallback } from 'react';
import { useAsk } from '../../api/api-context.tsx';
import { usePages } from '../../api/use-pages.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ActivityIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { VirtualRows } from '../../components/VirtualRows.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { RunRow } from './RunRow.tsx';

const pageSize = 50;

/** All runs, newest first. */
export function ActivityScreen() {
  const t = useTexts();
  const ask = useAsk();
  const lastRun = useSnapshot((snapshot) => snapshot.lastRun?.run ?? 0);
  const load = useCallback((offset: number, limit: number) => ask('activity.runs', { offset, limit }), [ask]);
  const { items, loading, ended, problem, more } = usePages(load, pageSize, String(lastRun));
  return (
    <Page title={t('activity.title')} lead={t('activity.lead')}>
      {items.length === 0 && ended ? (
        <EmptyState
          icon={ActivityIcon}
          title={t('activity.empty.title')}
          actions={<Button onClick={() => goTo('overview')}>{t('activity.empty.to-overview')}</Button>}
        >
          {t('activity.empty.words')}
        </EmptyState>
      ) : (
        <VirtualRows
          label={t('activity.list')}
          items={items}
          keyOf={(run) => run.run}
          rowHeight={130}
          row={(run) => <RunRow run={run} />}
          // After a failure the person decides when to try again.
          onEnd={problem === null ? more : undefined}
        />
      )}
      {loading ? <Waiting label={t('activity.loading')} /> : null}
      {problem === null ? null : (
        <ProblemNotice problem={problem} actions={<Button onClick={more}>{t('activity.again')}</Button>} />
      )}
    </Page>
  );
}
