import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { CheckIcon, DownloadIcon, RetryIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ProblemGroupCard } from './ProblemGroupCard.tsx';

/** Everything that went wrong and is still open, by cause. */
export function ProblemsScreen() {
  const t = useTexts();
  const groups = useSnapshot((snapshot) => snapshot.problems);
  const retry = useCommand('problems.retry');
  const exporting = useCommand('problems.exportCsv');
  const [exported, setExported] = useState(false);

  async function exportCsv(): Promise<void> {
    setExported(false);
    const answer = await exporting.run(null);
    setExported(answer.ok && answer.value.saved);
  }

  if (groups.length === 0) {
    return (
      <Page title={t('problems.title')}>
        <EmptyState icon={CheckIcon} title={t('problems.empty.title')}>
          {t('problems.empty.words')}
        </EmptyState>
      </Page>
    );
  }
  // What a backup tries again by itself is the next step; else what the person has to do comes first.
  const isRetried = groups.some(({ retry: how }) => how === 'automatic');
  const first = isRetried ? undefined : groups.find(({ retry: how }) => how === 'after-fix');
  return (
    <Page
      title={t('problems.title')}
      lead={t('problems.lead')}
      actions={
        <>
          <Button icon={DownloadIcon} busy={exporting.busy} onClick={() => void exportCsv()}>
            {t('problems.export-csv')}
          </Button>
          {isRetried || first !== undefined ? (
            <Button
              kind={isRetried ? 'primary' : 'secondary'}
              icon={RetryIcon}
              busy={retry.busy}
              onClick={() => void retry.run(null)}
            >
              {t('problems.retry-all')}
            </Button>
          ) : null}
        </>
      }
    >
      {retry.problem === null ? null : <ProblemNotice problem={retry.problem} onDismiss={retry.dismiss} />}
      {exporting.problem === null ? null : <ProblemNotice problem={exporting.problem} onDismiss={exporting.dismiss} />}
      {exported ? (
        <Notice
          tone="good"
          icon={CheckIcon}
          title={t('problems.exported')}
          announce="status"
          onDismiss={() => setExported(false)}
        />
      ) : null}
      {groups.map((group) => (
        <ProblemGroupCard key={group.code} group={group} isFirst={group === first} />
      ))}
    </Page>
  );
}
