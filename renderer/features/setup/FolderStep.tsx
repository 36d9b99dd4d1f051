import type { DestinationReport } from '../../../electron/contract/models.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { DiskIcon, FolderIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { type FolderChoiceState, useFolderChoice } from '../folder/FolderChoice.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { FolderVerdict } from './FolderVerdict.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';

const strings = setupStrings.folder;

/** The backup folder: chosen in the system's dialog, tried out, and used once that is what the person wants. */
export function FolderStep() {
  const destination = useSnapshot((snapshot) => snapshot.destination);
  const trouble = useSnapshot((snapshot) => snapshot.destinationTrouble);
  const choice = useFolderChoice();
  const isDone = destination !== null && trouble === null && choice.chosen === null;
  return (
    <StepFrame
      step="folder"
      title={strings.title}
      lead={strings.lead}
      next={isDone ? setupStrings.next : setupStrings.later}
      nextKind={isDone ? 'primary' : 'quiet'}
    >
      {trouble === null ? null : <ProblemNotice problem={trouble} announce="none" />}
      <CommandFailures commands={[choice.choosing]} />
      <FolderContent choice={choice} destination={destination} />
    </StepFrame>
  );
}

interface FolderContentProps {
  readonly choice: FolderChoiceState;
  readonly destination: DestinationReport | null;
}

function FolderContent({ choice, destination }: FolderContentProps) {
  const { chosen, using, choosing } = choice;
  const report = chosen?.report ?? destination;
  if (report === null) {
    return (
      <Card title={setupStrings.names.folder}>
        <EmptyState
          icon={DiskIcon}
          title={strings.none}
          actions={
            <Button kind="primary" size="large" icon={FolderIcon} busy={choosing.busy} onClick={choice.choose}>
              {strings.choose}
            </Button>
          }
        >
          {strings.empty}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card title={chosen === null ? strings.inUse : strings.chosen} icon={DiskIcon}>
      <FolderVerdict report={report} isInUse={chosen === null} />
      {using.problem === null ? null : <ProblemNotice problem={using.problem} />}
      <div className={styles.buttons}>
        {chosen === null ? null : (
          <Button kind="primary" busy={using.busy} onClick={choice.use}>
            {strings.use(lastPart(report.path))}
          </Button>
        )}
        <Button icon={FolderIcon} busy={choosing.busy} onClick={choice.choose}>
          {strings.other}
        </Button>
      </div>
    </Card>
  );
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
