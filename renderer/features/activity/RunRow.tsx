import type { RunReport } from '../../../electron/contract/models.ts';
import { sourceTable } from '../../../electron/contract/source-kinds.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Disclosure } from '../../components/Disclosure.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { EntrySums } from '../takeout/EntrySums.tsx';
import { OutcomeShape } from './OutcomeShape.tsx';
import { RunEquation } from './RunEquation.tsx';
import styles from './RunRow.module.css';

/** One run: outcome, when, how long, and its equation; the problems on demand. */
export function RunRow({ run }: { readonly run: RunReport }) {
  const t = useTexts();
  const formats = useFormats();
  const isImport = sourceTable[run.source].purpose === 'import';
  const problem = run.problem === null ? null : formats.problem(run.problem);
  const facts = [
    // An import compares nothing with Google, and asks it for nothing.
    ...(isImport ? [] : [t(`activity.kinds.${run.kind}`)]),
    t(`activity.sources.${run.source}`),
    run.seconds < 1 ? t('activity.took-no-time') : t('activity.took', { duration: formats.duration(run.seconds) }),
    ...(run.bytes === 0 ? [] : [t('activity.moved', { bytes: formats.bytes(run.bytes) })]),
    ...(isImport ? [] : [t('activity.requests', { requests: run.apiRequests + run.mediaRequests })]),
    ...(run.dryRun ? [t('activity.rehearsal')] : []),
    ...(run.filter === undefined ? [] : [t('activity.filtered', { filter: run.filter })]),
  ];
  return (
    <article className={styles.row}>
      <div className={styles.shape}>
        <OutcomeShape outcome={run.outcome} />
      </div>
      <div className={styles.words}>
        <h2 className={styles.head}>
          {t(`activity.outcomes.${run.outcome}`)}
          <time className={styles.when} dateTime={run.startedAt}>
            {formats.dateTime(run.startedAt)}
          </time>
        </h2>
        <RunEquation sums={run} />
        {run.entries === undefined ? null : <EntrySums counts={run.entries} />}
        <p className={styles.facts}>{facts.join(' · ')}</p>
        {problem === null ? null : (
          <p>
            <strong>{problem.title}.</strong> {problem.wayOut}
          </p>
        )}
        {run.outcome === 'complete' ? null : (
          <Disclosure label={t('activity.problems')}>
            <RunProblems run={run.run} />
          </Disclosure>
        )}
      </div>
    </article>
  );
}

function RunProblems({ run }: { readonly run: number }) {
  const t = useTexts();
  const answer = useAnswer('activity.runProblems', { run });
  if (answer.state === 'loading') return <Waiting label={t('activity.problems-loading')} />;
  if (answer.state === 'failed') return <ProblemNotice problem={answer.problem} />;
  if (answer.value.length === 0) return <p className={styles.facts}>{t('activity.no-problems')}</p>;
  return (
    <ul className={styles.problems}>
      {answer.value.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a finished run's problems never change.
        <li key={index}>
          <ProblemNotice problem={problem} announce="none" />
        </li>
      ))}
    </ul>
  );
}
