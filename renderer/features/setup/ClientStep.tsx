import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { FolderIcon } from '../../components/icons.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ClientIntake } from './ClientIntake.tsx';
import { ConsoleGuide } from './ConsoleGuide.tsx';
import { ContinueButton, SkipButton, StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';
import { useClientIntake } from './use-client-intake.ts';

const strings = setupStrings.client;

/** The client ID: made in Google's console with the guide, then handed over. */
export function ClientStep() {
  const isSet = useSnapshot((snapshot) => snapshot.client !== null);
  const intake = useClientIntake();
  return (
    <StepFrame
      title={strings.title}
      lead={strings.lead}
      primary={
        isSet ? (
          <ContinueButton />
        ) : (
          <Button kind="primary" size="large" icon={FolderIcon} busy={intake.busy} onClick={intake.choose}>
            {setupStrings.intake.choose}
          </Button>
        )
      }
      second={isSet ? undefined : <SkipButton />}
    >
      {isSet ? null : <ConsoleGuide />}
      <ClientIntake intake={intake} />
      {isSet ? (
        <Disclosure label={strings.guideAgain}>
          <ConsoleGuide />
        </Disclosure>
      ) : null}
    </StepFrame>
  );
}
