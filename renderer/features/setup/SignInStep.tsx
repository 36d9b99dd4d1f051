import { useCommand } from '../../api/use-command.ts';
import { Card } from '../../components/Card.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { ConsentDrawing, UnverifiedDrawing } from './drawings/SignInDrawings.tsx';
import { GoogleButton } from './GoogleButton.tsx';
import styles from './Setup.module.css';
import { SignInPanel } from './SignInPanel.tsx';
import { ContinueButton, SkipButton, StepFrame } from './StepFrame.tsx';
import { doorCapabilities, stepStates } from './step-states.ts';
import { setupStrings } from './strings.ts';
import { useSetupAccount, useSetupFacts } from './use-steps.ts';

const strings = setupStrings.signIn;

/** Signing in: what is asked for, what Google will show, the button, and what came of it. */
export function SignInStep() {
  const account = useSetupAccount();
  const facts = useSetupFacts();
  const pending = useSnapshot((snapshot) => snapshot.pendingSignIn);
  const signIn = useCommand('account.signIn');
  const connect = useCommand('drive.connect');
  const door = facts.plan.door ?? 'client';
  const isDone = stepStates(facts)['sign-in'] === 'done';
  const explain = !isDone && pending === null;
  const start = (known: string | null): void => {
    if (door === 'library') void connect.run({ mode: 'unattended' });
    else void signIn.run({ capability: doorCapabilities[door], account: known });
  };
  return (
    <StepFrame
      title={strings.title}
      lead={strings.lead}
      primary={
        isDone ? (
          <ContinueButton />
        ) : pending === null ? (
          <GoogleButton
            label={strings.button}
            disabled={signIn.busy || connect.busy}
            onClick={() => start(account?.id ?? null)}
          />
        ) : null
      }
      second={isDone || pending !== null ? undefined : <SkipButton />}
    >
      <SignInPanel signIn={signIn} account={account} pending={pending} isDone={isDone} onStart={start} />
      {connect.problem === null ? null : <CommandFailures commands={[connect]} />}
      {explain ? <WhatIsAsked door={door} /> : null}
      {explain ? <WhatGoogleShows /> : null}
    </StepFrame>
  );
}

function WhatIsAsked({ door }: { readonly door: keyof typeof strings.asked }) {
  return (
    <Card title={strings.asks}>
      <ul className={styles.ticks}>
        {[strings.asked[door], strings.askedEmail].map(({ what, why }) => (
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
