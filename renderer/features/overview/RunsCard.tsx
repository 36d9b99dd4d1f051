import type { RunOutcome, RunReport } from '../../../electron/contract/models.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ActivityIcon } from '../../components/icons.tsx';
import { useNow } from '../../components/use-now.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { OutcomeShape } from '../activity/OutcomeShape.tsx';
import styles from './Overview.module.css';

const outcomes: readonly RunOutcome[] = ['complete', 'problems', 'stopped'];

/** The last thirty runs as a strip, oldest first: one shape and colour an outcome. */
export function RunsCard() {
  const t = useTexts();
  const recentRuns = useSnapshot((snapshot) => snapshot.recentRuns);
  return (
    <Card title={t('overview.runs.title')} icon={ActivityIcon}>
      {recentRuns.length === 0 ? (
        <p className={styles.soft}>{t('overview.runs.none')}</p>
      ) : (
        <>
          <ol className={styles.strip}>
            {recentRuns.toReversed().map((run) => (
              <RunShape key={run.run} run={run} />
            ))}
          </ol>
          <LatestRun run={recentRuns[0]} />
          <ul className={styles.legend} aria-hidden="true">
            {outcomes.map((outcome) => (
              <li key={outcome}>
                <OutcomeShape outcome={outcome} />
                {t(`overview.runs.legend.${outcome}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.footer}>
        <Button size="small" kind="quiet" onClick={() => goTo('activity')}>
          {t('overview.runs.all')}
        </Button>
      </div>
    </Card>
  );
}

function LatestRun({ run }: { readonly run: RunReport | undefined }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  if (run === undefined) return null;
  const when = formats.ago(run.finishedAt, now);
  return <p className={styles.soft}>{t(`overview.runs.latest.${run.outcome}`, { when, stored: run.stored })}</p>;
}

function RunShape({ run }: { readonly run: RunReport }) {
  const t = useTexts();
  const formats = useFormats();
  const words = t(`overview.runs.shapes.${run.outcome}`, {
    when: formats.dateTime(run.startedAt),
    stored: run.stored,
  });
  return (
    <li title={words}>
      <OutcomeShape outcome={run.outcome} />
      <VisuallyHidden>{words}</VisuallyHidden>
    </li>
  );
}
