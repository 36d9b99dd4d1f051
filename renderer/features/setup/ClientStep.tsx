import { Disclosure } from '../../components/Disclosure.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ClientIntake } from './ClientIntake.tsx';
import { ConsoleGuide } from './ConsoleGuide.tsx';
import { StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';

const strings = setupStrings.client;

/** The client ID: made in Google's console with the guide, then handed over. */
export function ClientStep() {
  const isSet = useSnapshot((snapshot) => snapshot.client !== null);
  return (
    <StepFrame
      step="client"
      title={strings.title}
      lead={strings.lead}
      next={isSet ? setupStrings.next : setupStrings.later}
      nextKind={isSet ? 'primary' : 'quiet'}
    >
      {isSet ? null : <ConsoleGuide />}
      <ClientIntake />
      {isSet ? (
        <Disclosure label={strings.guideAgain}>
          <ConsoleGuide />
        </Disclosure>
      ) : null}
    </StepFrame>
  );
}
