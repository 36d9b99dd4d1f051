import type { DestinationReport } from '../../../electron/contract/models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { DiskIcon, FolderIcon, LinkIcon } from '../../components/icons.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { type FolderChoiceState, useFolderChoice } from '../folder/FolderChoice.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { FolderVerdict } from './FolderVerdict.tsx';
import styles from './Setup.module.css';
import { ContinueButton, SkipButton, StepFrame } from './StepFrame.tsx';

const gigabyte = 1_000_000_000;

/** The backup folder: chosen in the system's dialog, tried out, and used once that is what the person wants. */
export function FolderStep() {
  const t = useTexts();
  const destination = useSnapshot((snapshot) => snapshot.destination);
  const trouble = useSnapshot((snapshot) => snapshot.destinationTrouble);
  const choice = useFolderChoice();
  const isDone = destination !== null && trouble === null && choice.chosen === null;
  return (
    <StepFrame
      title={t('setup.folder.title')}
      lead={t('setup.folder.lead')}
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
  const t = useTexts();
  const { chosen, using, choosing } = choice;
  if (chosen !== null) {
    return (
      <Button kind="primary" size="large" busy={using.busy} onClick={choice.use}>
        {t('setup.folder.use', { name: lastPart(chosen.report.path) })}
      </Button>
    );
  }
  return (
    <Button kind="primary" size="large" icon={FolderIcon} busy={choosing.busy} onClick={choice.choose}>
      {hasOne ? t('setup.folder.other') : t('setup.folder.choose')}
    </Button>
  );
}

interface FolderContentProps {
  readonly choice: FolderChoiceState;
  readonly destination: DestinationReport | null;
}

function FolderContent({ choice, destination }: FolderContentProps) {
  const t = useTexts();
  const { chosen, using, choosing } = choice;
  const report = chosen?.report ?? destination;
  if (report === null) {
    return (
      <Card title={t('setup.names.folder')}>
        <EmptyState icon={DiskIcon} title={t('setup.folder.none')}>
          {t('setup.folder.empty')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card title={chosen === null ? t('setup.folder.in-use') : t('setup.folder.chosen')} icon={DiskIcon}>
      <FolderVerdict report={report} isInUse={chosen === null} />
      {using.problem === null ? null : <ProblemNotice problem={using.problem} />}
      <div className={styles.buttons}>
        <Button icon={FolderIcon} busy={choosing.busy} onClick={choice.choose}>
          {t('setup.folder.other')}
        </Button>
      </div>
    </Card>
  );
}

/** Whether the whole library will fit: asked for before anything begins, because nobody else can tell. */
function LibrarySize({ free }: { readonly free: number | null }) {
  const t = useTexts();
  const isAsked = useSnapshot((snapshot) => snapshot.plan.door === 'library');
  const bytes = useSnapshot((snapshot) => snapshot.plan.libraryBytes);
  const formats = useFormats();
  const planning = useCommand('setup.plan');
  const link = useCommand('app.openLink');
  if (!isAsked) return null;
  return (
    <Card title={t('setup.folder.size.title')}>
      <p className={styles.soft}>{t('setup.folder.size.words')}</p>
      <div className={styles.asked}>
        <NumberField
          label={t('setup.folder.size.label')}
          unit={t('setup.folder.size.unit')}
          value={bytes === null ? null : Math.round(bytes / gigabyte)}
          min={1}
          max={1_000_000}
          onCommit={(size) => void planning.run({ libraryBytes: size === null ? null : size * gigabyte })}
        />
        <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'google-storage' })}>
          {t('setup.folder.size.open')}
        </Button>
      </div>
      <CommandFailures commands={[planning, link]} />
      {bytes === null || free === null ? null : (
        <p role="status" className={bytes > free ? styles.short : undefined}>
          {bytes > free
            ? t('setup.folder.size.short', { needed: formats.bytes(bytes), free: formats.bytes(free) })
            : t('setup.folder.size.fits', { needed: formats.bytes(bytes), free: formats.bytes(free) })}
        </p>
      )}
    </Card>
  );
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
