import { assertNever } from '../../../electron/contract/result.ts';
import type { TakeoutImport } from '../../../electron/contract/takeout-desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ClockIcon, DownloadIcon, StopIcon } from '../../components/icons.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { DevelopingStrip } from '../developing/DevelopingStrip.tsx';
import { LiveProgress } from '../overview/LiveProgress.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Import.module.css';
import { ImportOutcome } from './ImportOutcome.tsx';
import { ImportParts } from './ImportParts.tsx';
import { takeoutStrings } from './strings.ts';

const strings = takeoutStrings.import;

/** The import that is waiting or in progress, or has ended. */
export function ImportCard({ work }: { readonly work: TakeoutImport }) {
  const { stage } = work.now;
  return (
    <Card
      title={strings.title[stage]}
      icon={stage === 'queued' ? ClockIcon : DownloadIcon}
      aside={work.startedBy === 'watch-folder' ? <Badge tone="calm">{strings.byWatch}</Badge> : undefined}
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
  const stop = useCommand('takeout.stop');
  return (
    <>
      <p>{strings.queued}</p>
      <div className={styles.buttons}>
        <Button busy={stop.busy} onClick={() => void stop.run(null)}>
          {strings.takeBack}
        </Button>
      </div>
      <CommandFailures commands={[stop]} />
    </>
  );
}

function Running() {
  const run = useSnapshot((snapshot) => (snapshot.run?.source === 'takeout' ? snapshot.run : null));
  const stop = useCommand('takeout.stop');
  const stopping = run?.stopping === true || stop.busy;
  return (
    <>
      {run === null ? <Waiting label={strings.preparing} /> : <LiveProgress run={run} />}
      <DevelopingStrip />
      <div className={styles.buttons}>
        <Button icon={StopIcon} busy={stopping} onClick={() => void stop.run(null)}>
          {stopping ? strings.stopping : strings.stop}
        </Button>
      </div>
      <CommandFailures commands={[stop]} />
    </>
  );
}
