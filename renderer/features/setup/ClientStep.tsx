import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { FolderIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ClientIntake } from './ClientIntake.tsx';
import { ConsoleGuide } from './ConsoleGuide.tsx';
import { ContinueButton, SkipButton, StepFrame } from './StepFrame.tsx';
import { useClientIntake } from './use-client-intake.ts';

/** The client ID: made in Google's console with the guide, then handed over. */
export function ClientStep() {
  const t = useTexts();
  const isSet = useSnapshot((snapshot) => snapshot.client !== null);
  const intake = useClientIntake();
  return (
    <StepFrame
      title={t('setup.client.title')}
      lead={t('setup.client.lead')}
      primary={
        isSet ? (
          <ContinueButton />
        ) : (
          <Button kind="primary" size="large" icon={FolderIcon} busy={intake.busy} onClick={intake.choose}>
            {t('setup.intake.choose')}
          </Button>
        )
      }
      second={isSet ? undefined : <SkipButton />}
    >
      {isSet ? null : <ConsoleGuide />}
      <ClientIntake intake={intake} />
      {isSet ? (
        <Disclosure label={t('setup.client.guide-again')}>
          <ConsoleGuide />
        </Disclosure>
      ) : null}
    </StepFrame>
  );
}
