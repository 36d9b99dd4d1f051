import type { RunReport } from '../../../electron/contract/models.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CheckIcon, PlayIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { developingStrings } from '../developing/strings.ts';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { EntrySums } from './EntrySums.tsx';
import styles from './Import.module.css';
import { takeoutStrings } from './strings.ts';

const strings = takeoutStrings.import;

/** How an import came to its end. */
export interface ImportOutcomeProps {
  /** Null when nothing was begun. */
  readonly report: RunReport | null;
  /** Why it ended early. */
  readonly problem: Problem | null;
  readonly isStopped: boolean;
}

export function ImportOutcome({ report, problem, isStopped }: ImportOutcomeProps) {
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
            {strings.goOn}
          </Button>
        ) : null}
        {report !== null && report.stored > 0 ? (
          <Button onClick={() => goTo('photos', 'back')}>{developingStrings.see}</Button>
        ) : null}
        <Button busy={dismiss.busy} onClick={() => void dismiss.run(null)}>
          {strings.dismiss}
        </Button>
      </div>
      <CommandFailures commands={[goOn, dismiss]} />
    </>
  );
}

function Verdict({ report, isStopped }: Pick<ImportOutcomeProps, 'report' | 'isStopped'>) {
  const formats = useFormats();
  const stored = report === null ? null : storedWords(report.stored, report.seconds);
  if (isStopped) {
    return (
      <Notice tone="calm" title={strings.stopped} announce="status">
        <p>{strings.stoppedWords}</p>
        {stored === null ? null : <p>{stored}</p>}
      </Notice>
    );
  }
  const whole = report?.outcome === 'complete';
  return (
    <Notice
      tone={whole ? 'good' : 'warn'}
      {...(whole ? { icon: CheckIcon } : {})}
      title={whole ? strings.complete : strings.problems}
      announce="status"
    >
      {stored === null ? null : <p>{stored}</p>}
    </Notice>
  );

  function storedWords(count: number, seconds: number): string {
    const what = count === 0 ? strings.nothingNew : formats.plural(count, strings.stored);
    return `${what.charAt(0).toUpperCase()}${what.slice(1)} ${strings.took(formats.duration(seconds))}.`;
  }
}
