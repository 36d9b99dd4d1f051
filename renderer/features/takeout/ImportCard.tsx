import { assertNever } from '../../../electron/contract/result.ts';
import type { ImportPart, TakeoutImport } from '../../../electron/contract/takeout-desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ClockIcon, DownloadIcon, StopIcon } from '../../components/icons.tsx';
import type { Tone } from '../../components/tone.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { DevelopingStrip } from '../developing/DevelopingStrip.tsx';
import { LiveProgress } from '../overview/LiveProgress.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Import.module.css';
import { ImportOutcome } from './ImportOutcome.tsx';
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

const tones: Readonly<Record<ImportPart['state'], Tone>> = {
  waiting: 'calm',
  arrived: 'running',
  imported: 'good',
  broken: 'bad',
  replaced: 'calm',
};

function ImportParts({ parts }: { readonly parts: readonly ImportPart[] }) {
  const formats = useFormats();
  if (parts.length === 0) return null;
  return (
    <ul className={styles.parts} aria-label={strings.partsLabel}>
      {parts.map(({ name, state, entries, problem }) => (
        <li className={styles.part} key={name}>
          <span className={styles.name}>{name}</span>
          {entries === 0 ? null : <span className={styles.soft}>{formats.plural(entries, strings.entries)}</span>}
          <Badge tone={tones[state]}>{strings.partStates[state]}</Badge>
          {problem === null ? null : <p className={styles.reason}>{takeoutStrings.why(formats.problem(problem))}</p>}
        </li>
      ))}
    </ul>
  );
}
