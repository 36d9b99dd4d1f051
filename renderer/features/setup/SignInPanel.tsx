import type { AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import type { AccountSummary } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import type { Command } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { KeptInMemory } from '../keychain/KeptInMemory.tsx';
import { GoodNews } from './GoodNews.tsx';
import { GoogleButton } from './GoogleButton.tsx';
import styles from './Setup.module.css';
import { SignInWaiting } from './SignInWaiting.tsx';
import { useSteps } from './use-steps.ts';

/** The button, the waiting, and what came of it. */
export interface SignInPanelProps {
  readonly signIn: Command<'account.signIn'>;
  readonly account: AccountSummary | null;
  readonly pending: AppSnapshot['pendingSignIn'];
  /** The permission that the chosen way needs was given. */
  readonly isDone: boolean;
  readonly onStart: (account: string | null) => void;
}

export function SignInPanel({ signIn, account, pending, isDone, onStart }: SignInPanelProps) {
  const t = useTexts();
  if (pending !== null) return <SignInWaiting expiresAt={pending.expiresAt} />;
  return (
    <>
      <Failure signIn={signIn} />
      {account === null ? null : <Outcome account={account} isDone={isDone} />}
      <KeptWhere />
      {account === null ? null : (
        <div className={styles.buttons}>
          {isDone && account.signInExpiresAt !== null ? (
            <GoogleButton
              label={t('setup.sign-in.button')}
              disabled={signIn.busy}
              onClick={() => onStart(account.id)}
            />
          ) : null}
          <Button busy={signIn.busy} onClick={() => onStart(null)}>
            {t('setup.sign-in.other')}
          </Button>
        </div>
      )}
    </>
  );
}

function Failure({ signIn }: { readonly signIn: Command<'account.signIn'> }) {
  const t = useTexts();
  if (signIn.problem === null) return null;
  if (signIn.problem.code === 'sign-in-cancelled') {
    return (
      <Notice tone="calm" title={t('setup.sign-in.cancelled')} announce="status" onDismiss={signIn.dismiss}>
        <p>{t('setup.sign-in.cancelled-words')}</p>
      </Notice>
    );
  }
  return <ProblemNotice problem={signIn.problem} onDismiss={signIn.dismiss} />;
}

function Outcome({ account, isDone }: { readonly account: AccountSummary; readonly isDone: boolean }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const { goTo } = useSteps();
  if (account.trouble !== null) return <ProblemNotice problem={account.trouble} announce="none" />;
  if (!isDone) return <ProblemNotice problem={problem('scope-not-granted')} announce="none" />;
  const endsAt = account.signInExpiresAt;
  return (
    <>
      <GoodNews title={t('setup.sign-in.done-title', { email: account.email })}>
        {endsAt === null ? t('setup.sign-in.granted-lasts') : t('setup.sign-in.granted')}
      </GoodNews>
      {endsAt === null ? null : (
        <Notice
          tone="warn"
          title={t('setup.sign-in.testing-title', { when: formats.nearTime(endsAt, now) })}
          actions={<Button onClick={() => goTo('publish')}>{t('setup.sign-in.to-publish')}</Button>}
        >
          <p>{t('setup.sign-in.testing-words')}</p>
        </Notice>
      )}
    </>
  );
}

/** Nothing to say where the system has a keychain; one that takes long to open is told of above every step. */
function KeptWhere() {
  const tokenStore = useSnapshot((snapshot) => snapshot.tokenStore);
  switch (tokenStore) {
    case 'keychain':
    case 'opening':
      return null;
    case 'file':
      return <ProblemNotice problem={problem('token-store-unprotected')} announce="none" />;
    case 'memory':
      return <KeptInMemory />;
  }
}
