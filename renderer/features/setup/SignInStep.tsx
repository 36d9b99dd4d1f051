import type { SetupDoor } from '../../../electron/contract/setup-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Card } from '../../components/Card.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { ConsentDrawing, UnverifiedDrawing } from './drawings/SignInDrawings.tsx';
import { GoogleButton } from './GoogleButton.tsx';
import styles from './Setup.module.css';
import { SignInPanel } from './SignInPanel.tsx';
import { ContinueButton, SkipButton, StepFrame } from './StepFrame.tsx';
import { doorCapabilities, stepStates } from './step-states.ts';
import { useSetupAccount, useSetupFacts } from './use-steps.ts';

/** Signing in: what is asked for, what Google will show, the button, and what came of it. */
export function SignInStep() {
  const t = useTexts();
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
      title={t('setup.sign-in.title')}
      lead={t('setup.sign-in.lead')}
      primary={
        isDone ? (
          <ContinueButton />
        ) : pending === null ? (
          <GoogleButton
            label={t('setup.sign-in.button')}
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

function WhatIsAsked({ door }: { readonly door: SetupDoor }) {
  const t = useTexts();
  return (
    <Card title={t('setup.sign-in.asks')}>
      <ul className={styles.ticks}>
        {([door, 'email'] as const).map((asked) => (
          <li key={asked}>
            <CheckIcon />
            <span>
              {t(`setup.sign-in.asked.${asked}.what`)}
              <span className={styles.aside}>{t(`setup.sign-in.asked.${asked}.why`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function WhatGoogleShows() {
  const t = useTexts();
  return (
    <Card title={t('setup.sign-in.warning-title')}>
      <div className={styles.beside}>
        <div className={styles.column}>
          {t('setup.sign-in.warning-words')
            .split('\n')
            .map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
        </div>
        <UnverifiedDrawing />
      </div>
      <div className={styles.beside}>
        <div className={styles.column}>
          <h3 className={styles.small}>{t('setup.sign-in.consent-title')}</h3>
          <p>{t('setup.sign-in.consent-words')}</p>
        </div>
        <ConsentDrawing />
      </div>
    </Card>
  );
}
