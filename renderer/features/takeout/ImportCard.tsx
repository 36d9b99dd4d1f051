import { assertNever } from '../../../electron/contract/result.ts';
import type { TakeoutImport } from '../../../electron/contract/takeout-desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ClockIcon, DownloadIcon, StopIcon } from '../../components/icons.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { DevelopingStrip } from '../developing/DevelopingStrip.tsx';
import { LiveProgress } from '../overview/LiveProgress.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Import.module.css';
import { ImportOutcome } from './ImportOutcome.tsx';
import { ImportParts } from './ImportParts.tsx';

/** The import that is waiting or in progress, or has ended. */
export function ImportCard({ work }: { readonly work: TakeoutImport }) {
  const t = useTexts();
  const { stage } = work.now;
  return (
    <Card
      title={t(`takeout.import.title.${stage}`)}
      icon={stage === 'queued' ? ClockIcon : DownloadIcon}
      aside={work.startedBy === 'watch-folder' ? <Badge tone="calm">{t('takeout.import.by-watch')}</Badge> : undefined}
    >
      <Stage work={work} />
      <ImportParts parts={work.parts} />
    </Card>
  );
}

function Stage({ work }: { readonly work: TakeoutImport }) {
  const { now } = work;
  switch (now.stage) {
    case 'queued':
      return <Queued />;
    case 'running':
      return <Running />;
    case 'ended':
      return <ImportOutcome report={now.report} problem={now.problem} isStopped={now.isStopped} />;
    default:
      return assertNever(now);
  }
}

function Queued() {
  const t = useTexts();
  const stop = useCommand('takeout.stop');
  return (
    <>
      <p>{t('takeout.import.queued')}</p>
      <div className={styles.buttons}>
        <Button busy={stop.busy} onClick={() => void stop.run(null)}>
          {t('takeout.import.take-back')}
        </Button>
      </div>
      <CommandFailures commands={[stop]} />
    </>
  );
}

function Running() {
  const t = useTexts();
  const run = useSnapshot((snapshot) => (snapshot.run?.source === 'takeout' ? snapshot.run : null));
  const stop = useCommand('takeout.stop');
  const stopping = run?.stopping === true || stop.busy;
  return (
    <>
      {run === null ? <Waiting label={t('takeout.import.preparing')} /> : <LiveProgress run={run} />}
      <DevelopingStrip />
      <div className={styles.buttons}>
        <Button icon={StopIcon} busy={stopping} onClick={() => void stop.run(null)}>
          {stopping ? t('takeout.import.stopping') : t('takeout.import.stop')}
        </Button>
      </div>
      <CommandFailures commands={[stop]} />
    </>
  );
}
