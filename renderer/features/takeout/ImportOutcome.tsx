import type { RunReport } from '../../../electron/contract/models.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CheckIcon, PlayIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { EntrySums } from './EntrySums.tsx';
import styles from './Import.module.css';

/** How an import came to its end. */
export interface ImportOutcomeProps {
  /** Null when nothing was begun. */
  readonly report: RunReport | null;
  /** Why it ended early. */
  readonly problem: Problem | null;
  readonly isStopped: boolean;
}

export function ImportOutcome({ report, problem, isStopped }: ImportOutcomeProps) {
  const t = useTexts();
  const goOn = useCommand('takeout.goOn');
  const dismiss = useCommand('takeout.dismiss');
  const isUnfinished = isStopped || problem !== null;
  return (
    <>
      {problem !== null ? (
        <ProblemNotice problem={problem} announce="status" />
      ) : (
        <Verdict report={report} isStopped={isStopped} />
      )}
      {report?.entries === undefined ? null : <EntrySums counts={report.entries} />}
      <div className={styles.buttons}>
        {isUnfinished ? (
          <Button kind="primary" icon={PlayIcon} busy={goOn.busy} onClick={() => void goOn.run(null)}>
            {t('takeout.import.go-on')}
          </Button>
        ) : null}
        {report !== null && report.stored > 0 ? (
          <Button onClick={() => goTo('photos', 'back')}>{t('developing.see')}</Button>
        ) : null}
        <Button busy={dismiss.busy} onClick={() => void dismiss.run(null)}>
          {t('takeout.import.dismiss')}
        </Button>
      </div>
      <CommandFailures commands={[goOn, dismiss]} />
    </>
  );
}

function Verdict({ report, isStopped }: Pick<ImportOutcomeProps, 'report' | 'isStopped'>) {
  const t = useTexts();
  const formats = useFormats();
  const stored = report === null ? null : storedWords(report.stored, report.seconds);
  if (isStopped) {
    return (
      <Notice tone="calm" title={t('takeout.import.stopped')} announce="status">
        <p>{t('takeout.import.stopped-words')}</p>
        {stored === null ? null : <p>{stored}</p>}
      </Notice>
    );
  }
  const whole = report?.outcome === 'complete';
  return (
    <Notice
      tone={whole ? 'good' : 'warn'}
      {...(whole ? { icon: CheckIcon } : {})}
      title={whole ? t('takeout.import.complete') : t('takeout.import.problems')}
      announce="status"
    >
      {stored === null ? null : <p>{stored}</p>}
    </Notice>
  );

  function storedWords(count: number, seconds: number): string {
    const time = formats.duration(seconds);
    return count === 0 ? t('takeout.import.nothing-new', { time }) : t('takeout.import.stored', { items: count, time });
  }
}
