import type { DriveFetch } from '../../../electron/contract/drive-desktop-models.ts';
import type { RunReport } from '../../../electron/contract/models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CheckIcon, PlayIcon, StopIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { LiveProgress } from '../overview/LiveProgress.tsx';
import { ImportParts } from '../takeout/ImportParts.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Drive.module.css';

/** An import from Google Drive that waits or goes on, or how it ended. */
export function DriveFetchProgress({ fetch }: { readonly fetch: DriveFetch }) {
  const { now, parts } = fetch;
  return (
    <>
      {now.stage === 'ended' ? (
        <Ended report={now.report} problem={now.problem} isStopped={now.isStopped} />
      ) : (
        <UnderWay isQueued={now.stage === 'queued'} />
      )}
      <ImportParts parts={parts} />
    </>
  );
}

function UnderWay({ isQueued }: { readonly isQueued: boolean }) {
  const t = useTexts();
  const run = useSnapshot((snapshot) => (snapshot.run?.source === 'takeout' ? snapshot.run : null));
  const stop = useCommand('drive.stop');
  const stopping = run?.stopping === true || stop.busy;
  const label = isQueued ? t('drive.take-back') : stopping ? t('drive.stopping') : t('drive.stop');
  return (
    <>
      {isQueued ? <p>{t('drive.queued')}</p> : null}
      {!isQueued && run === null ? <Waiting label={t('drive.preparing')} /> : null}
      {!isQueued && run !== null ? <LiveProgress run={run} /> : null}
      <div className={styles.buttons}>
        <Button icon={StopIcon} busy={stopping} onClick={() => void stop.run(null)}>
          {label}
        </Button>
      </div>
      <CommandFailures commands={[stop]} />
    </>
  );
}

function Ended({ report, problem, isStopped }: Omit<Extract<DriveFetch['now'], { stage: 'ended' }>, 'stage'>) {
  const t = useTexts();
  const again = useCommand('drive.fetch');
  const dismiss = useCommand('drive.dismiss');
  const isUnfinished = isStopped || problem !== null;
  async function resume(): Promise<void> {
    await dismiss.run(null);
    await again.run(null);
  }
  return (
    <>
      {problem === null ? (
        <Verdict report={report} isStopped={isStopped} />
      ) : (
        <ProblemNotice problem={problem} announce="status" />
      )}
      <div className={styles.buttons}>
        {isUnfinished ? (
          <Button kind="primary" icon={PlayIcon} busy={again.busy} onClick={() => void resume()}>
            {t('drive.again')}
          </Button>
        ) : null}
        <Button busy={dismiss.busy} onClick={() => void dismiss.run(null)}>
          {t('drive.dismiss')}
        </Button>
      </div>
      <CommandFailures commands={[again, dismiss]} />
    </>
  );
}

function Verdict({ report, isStopped }: { readonly report: RunReport | null; readonly isStopped: boolean }) {
  const t = useTexts();
  const isWhole = report?.outcome === 'complete';
  const stored = report?.stored ?? 0;
  if (isStopped) {
    return (
      <Notice tone="calm" title={t('drive.outcome.stopped')} announce="status">
        <p>{t('drive.outcome.stopped-words')}</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone={isWhole ? 'good' : 'warn'}
      {...(isWhole ? { icon: CheckIcon } : {})}
      title={isWhole ? t('drive.outcome.complete') : t('drive.outcome.problems')}
      announce="status"
    >
      <p>{stored === 0 ? t('drive.outcome.nothing-new') : t('drive.outcome.stored', { items: stored })}</p>
    </Notice>
  );
}
