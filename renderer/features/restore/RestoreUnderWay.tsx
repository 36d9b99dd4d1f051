import type { AppRestore } from '../../../electron/contract/restore-desktop-models.ts';
import { assertNever } from '../../../electron/contract/result.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CloudIcon, PauseIcon, PlayIcon, StopIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Restore.module.css';
import { RestoreProgressNumbers } from './RestoreProgressNumbers.tsx';
import { RestoreState } from './RestoreState.tsx';
import { RestoreWaysOn } from './RestoreWaysOn.tsx';
import { selectionWords } from './selection-words.ts';
import type { StageUnderWay } from './stage-under-way.ts';

export interface RestoreUnderWayProps {
  readonly restore: AppRestore;
  readonly now: StageUnderWay;
}

/** A restore that was agreed to and has not ended: how far it is, what it waits for, and how to pause it. */
export function RestoreUnderWay({ restore, now }: RestoreUnderWayProps) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <Card title={t('restore.way.title', { email: restore.email })} icon={CloudIcon}>
      <div className={styles.stack}>
        <p className={styles.soft}>{selectionWords(restore, formats)}</p>
        {now.stage === 'halted' ? <Halted restore={restore} now={now} /> : <RestoreNow now={now} />}
        <RestoreProgressNumbers now={now} />
        <Buttons now={now} />
        <p className={styles.aside}>{t('restore.way.beside')}</p>
      </div>
    </Card>
  );
}

/** What it does or waits for, in a line or two. */
export function RestoreNow({ now }: { readonly now: StageUnderWay }) {
  const t = useTexts();
  const formats = useFormats();
  const time = useNow(60_000);
  switch (now.stage) {
    case 'sending': {
      const { progress, isPausing } = now;
      if (isPausing) return <RestoreState title={t('restore.way.pausing')} />;
      const title = progress === null ? t('restore.way.starting') : t(`restore.way.phases.${progress.phase}`);
      return <RestoreState title={title} />;
    }
    case 'waiting': {
      const when = formats.nearTime(now.until, time);
      const isDay = now.problem.code === 'quota-day';
      const title = isDay ? t('restore.way.waiting-day') : t('restore.way.waiting');
      const words = isDay ? t('restore.way.waiting-day-words', { when }) : t('restore.way.waiting-words', { when });
      return <RestoreState title={title} words={words} isCalm />;
    }
    case 'paused':
      return <RestoreState title={t('restore.way.paused')} words={t(`restore.way.paused-words.${now.by}`)} isCalm />;
    case 'halted':
      return <RestoreState title={formats.problem(now.problem).title} isCalm />;
    default:
      return assertNever(now);
  }
}

interface HaltedProps {
  readonly restore: AppRestore;
  readonly now: Extract<StageUnderWay, { stage: 'halted' }>;
}

function Halted({ restore, now: { problem, retryAt } }: HaltedProps) {
  const t = useTexts();
  const formats = useFormats();
  const time = useNow(60_000);
  return (
    <>
      <ProblemNotice
        problem={problem}
        announce="status"
        actions={<RestoreWaysOn problem={problem} account={restore.account} />}
      />
      {retryAt === null ? null : <p>{t('restore.way.retry', { when: formats.nearTime(retryAt, time) })}</p>}
    </>
  );
}

function Buttons({ now }: { readonly now: StageUnderWay }) {
  const t = useTexts();
  const pause = useCommand('restore.pause');
  const resume = useCommand('restore.resume');
  const cancel = useCommand('restore.cancel');
  const isOn = now.stage === 'sending' || now.stage === 'waiting';
  const isStopping = now.stage === 'sending' && now.isPausing;
  return (
    <>
      <div className={styles.buttons}>
        {isOn ? (
          <Button icon={PauseIcon} busy={pause.busy} disabled={isStopping} onClick={() => void pause.run(null)}>
            {t('restore.way.pause')}
          </Button>
        ) : (
          <Button kind="primary" icon={PlayIcon} busy={resume.busy} onClick={() => void resume.run(null)}>
            {t('restore.way.resume')}
          </Button>
        )}
        <Button icon={StopIcon} busy={cancel.busy} disabled={isStopping} onClick={() => void cancel.run(null)}>
          {t('restore.way.stop')}
        </Button>
      </div>
      <CommandFailures commands={[pause, resume, cancel]} />
    </>
  );
}
