import { useCommand } from '../../api/use-command.ts';
import { Card } from '../../components/Card.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ConsentDrawing, UnverifiedDrawing } from './drawings/SignInDrawings.tsx';
import styles from './Setup.module.css';
import { SignInPanel } from './SignInPanel.tsx';
import { StepFrame } from './StepFrame.tsx';
import { mayReadLibrary } from './step-states.ts';
import { setupStrings } from './strings.ts';
import { useSetupAccount } from './use-steps.ts';

const strings = setupStrings.signIn;

/** Signing in: what is asked for, what Google will show, the button, and what came of it. */
export function SignInStep() {
  const account = useSetupAccount();
  const pending = useSnapshot((snapshot) => snapshot.pendingSignIn);
  const signIn = useCommand('account.signIn');
  const isDone = account !== null && account.trouble === null && mayReadLibrary(account);
  const explain = !isDone && pending === null;
  return (
    <StepFrame
      step="sign-in"
      title={strings.title}
      lead={strings.lead}
      next={isDone ? setupStrings.next : setupStrings.later}
      nextKind={isDone ? 'primary' : 'quiet'}
    >
      {explain ? <WhatIsAsked /> : null}
      {explain ? <WhatGoogleShows /> : null}
      <SignInPanel signIn={signIn} account={account} pending={pending} />
    </StepFrame>
  );
}

function WhatIsAsked() {
  return (
    <Card title={strings.asks}>
      <ul className={styles.ticks}>
        {strings.asked.map(({ what, why }) => (
          <li key={what}>
            <CheckIcon />
            <span>
              {what}
              <span className={styles.aside}>{why}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function WhatGoogleShows() {
  return (
    <Card title={strings.warningTitle}>
      <div className={styles.beside}>
        <div className={styles.column}>
          {strings.warningWords.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        <UnverifiedDrawing />
      </div>
      <div className={styles.beside}>
        <div className={styles.column}>
          <h3 className={styles.small}>{strings.consentTitle}</h3>
          <p>{strings.consentWords}</p>
        </div>
        <ConsentDrawing />
      </div>
    </Card>
  );
}
