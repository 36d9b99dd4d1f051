import type { RunOutcome, RunReport } from '../../../electron/contract/models.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ActivityIcon } from '../../components/icons.tsx';
import { useNow } from '../../components/use-now.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { OutcomeShape } from '../activity/OutcomeShape.tsx';
import styles from './Overview.module.css';
import { overviewStrings } from './strings.ts';

const strings = overviewStrings.runs;
const outcomes: readonly RunOutcome[] = ['complete', 'problems', 'stopped'];

/** The last thirty runs as a strip, oldest first: one shape and colour an outcome. */
export function RunsCard() {
  const recentRuns = useSnapshot((snapshot) => snapshot.recentRuns);
  return (
    <Card title={strings.title} icon={ActivityIcon}>
      {recentRuns.length === 0 ? (
        <p className={styles.soft}>{strings.none}</p>
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
                {strings.legend[outcome]}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.footer}>
        <Button size="small" kind="quiet" onClick={() => goTo('activity')}>
          {strings.all}
        </Button>
      </div>
    </Card>
  );
}

function LatestRun({ run }: { readonly run: RunReport | undefined }) {
  const formats = useFormats();
  const now = useNow(60_000);
  if (run === undefined) return null;
  const when = formats.ago(run.finishedAt, now);
  return (
    <p className={styles.soft}>
      {strings.latest(when, strings.legend[run.outcome], formats.plural(run.stored, strings.stored))}
    </p>
  );
}

function RunShape({ run }: { readonly run: RunReport }) {
  const formats = useFormats();
  const words = strings.run(
    strings.legend[run.outcome],
    formats.dateTime(run.startedAt),
    formats.plural(run.stored, strings.stored),
  );
  return (
    <li title={words}>
      <OutcomeShape outcome={run.outcome} />
      <VisuallyHidden>{words}</VisuallyHidden>
    </li>
  );
}
