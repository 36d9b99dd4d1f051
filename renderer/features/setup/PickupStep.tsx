import { type ExportPickup, exportPickups } from '../../../electron/contract/setup-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Choices } from '../../components/Choices.tsx';
import { CloudIcon, SearchIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { DriveModeChoice } from '../drive/ConnectDrive.tsx';
import { WatchCard } from '../takeout/WatchCard.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { ContinueButton, SkipButton, StepFrame } from './StepFrame.tsx';

/** How exports come to this computer: fetched from Google Drive, or downloaded by the person. */
export function PickupStep() {
  const t = useTexts();
  const plan = useSnapshot((snapshot) => snapshot.plan);
  const isWatching = useSnapshot((snapshot) => snapshot.takeout.watch?.isOn === true);
  const planning = useCommand('setup.plan');
  const watch = useCommand('takeout.watchDownloads');
  const pickup = plan.pickup;
  const needsWatch = pickup === 'downloads' && !isWatching;
  return (
    <StepFrame
      title={t('setup.pickup.title')}
      lead={t('setup.pickup.lead')}
      primary={
        needsWatch ? (
          <Button kind="primary" size="large" icon={SearchIcon} busy={watch.busy} onClick={() => void watch.run(null)}>
            {t('setup.pickup.watch')}
          </Button>
        ) : pickup === null ? null : (
          <ContinueButton />
        )
      }
      second={needsWatch || pickup === null ? <SkipButton /> : undefined}
    >
      <Choices<ExportPickup>
        label={t('setup.pickup.label')}
        value={pickup}
        choices={exportPickups.map((value) => ({
          value,
          label: t(`setup.pickup.ways.${value}.label`),
          hint: t(`setup.pickup.ways.${value}.hint`),
        }))}
        onChange={(value) => void planning.run({ pickup: value })}
      />
      <CommandFailures commands={[planning, watch]} />
      {pickup === 'drive' ? (
        <Card title={t('drive.modes-label')} icon={CloudIcon}>
          <DriveModeChoice value={plan.driveMode} onChange={(driveMode) => void planning.run({ driveMode })} />
        </Card>
      ) : null}
      {pickup === 'downloads' ? <WatchCard offersDownloads={false} /> : null}
    </StepFrame>
  );
}
