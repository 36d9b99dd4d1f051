import type { DestinationReport } from '../../../electron/contract/models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { DiskIcon, FolderIcon, LinkIcon } from '../../components/icons.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { type FolderChoiceState, useFolderChoice } from '../folder/FolderChoice.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { FolderVerdict } from './FolderVerdict.tsx';
import styles from './Setup.module.css';
import { ContinueButton, SkipButton, StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';

const strings = setupStrings.folder;
const gigabyte = 1_000_000_000;

/** The backup folder: chosen in the system's dialog, tried out, and used once that is what the person wants. */
export function FolderStep() {
  const destination = useSnapshot((snapshot) => snapshot.destination);
  const trouble = useSnapshot((snapshot) => snapshot.destinationTrouble);
  const choice = useFolderChoice();
  const isDone = destination !== null && trouble === null && choice.chosen === null;
  return (
    <StepFrame
      title={strings.title}
      lead={strings.lead}
      primary={isDone ? <ContinueButton /> : <ChooseOrUse choice={choice} hasOne={destination !== null} />}
      second={isDone ? undefined : <SkipButton />}
    >
      {trouble === null ? null : <ProblemNotice problem={trouble} announce="none" />}
      <CommandFailures commands={[choice.choosing]} />
      <FolderContent choice={choice} destination={destination} />
      <LibrarySize free={(choice.chosen?.report ?? destination)?.freeBytes ?? null} />
    </StepFrame>
  );
}

function ChooseOrUse({ choice, hasOne }: { readonly choice: FolderChoiceState; readonly hasOne: boolean }) {
  const { chosen, using, choosing } = choice;
  if (chosen !== null) {
    return (
      <Button kind="primary" size="large" busy={using.busy} onClick={choice.use}>
        {strings.use(lastPart(chosen.report.path))}
      </Button>
    );
  }
  return (
    <Button kind="primary" size="large" icon={FolderIcon} busy={choosing.busy} onClick={choice.choose}>
      {hasOne ? strings.other : strings.choose}
    </Button>
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
        <EmptyState icon={DiskIcon} title={strings.none}>
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
        <Button icon={FolderIcon} busy={choosing.busy} onClick={choice.choose}>
          {strings.other}
        </Button>
      </div>
    </Card>
  );
}

/** Whether the whole library will fit: asked for before anything begins, because nobody else can tell. */
function LibrarySize({ free }: { readonly free: number | null }) {
  const isAsked = useSnapshot((snapshot) => snapshot.plan.door === 'library');
  const bytes = useSnapshot((snapshot) => snapshot.plan.libraryBytes);
  const formats = useFormats();
  const planning = useCommand('setup.plan');
  const link = useCommand('app.openLink');
  if (!isAsked) return null;
  const words = strings.size;
  return (
    <Card title={words.title}>
      <p className={styles.soft}>{words.words}</p>
      <div className={styles.asked}>
        <NumberField
          label={words.label}
          unit={words.unit}
          value={bytes === null ? null : Math.round(bytes / gigabyte)}
          min={1}
          max={1_000_000}
          onCommit={(size) => void planning.run({ libraryBytes: size === null ? null : size * gigabyte })}
        />
        <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'google-storage' })}>
          {words.open}
        </Button>
      </div>
      <CommandFailures commands={[planning, link]} />
      {bytes === null || free === null ? null : (
        <p role="status" className={bytes > free ? styles.short : undefined}>
          {bytes > free
            ? words.short(formats.bytes(bytes), formats.bytes(free))
            : words.fits(formats.bytes(bytes), formats.bytes(free))}
        </p>
      )}
    </Card>
  );
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
