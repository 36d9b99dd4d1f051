import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Mark } from '../../components/Mark.tsx';
import { useNow } from '../../components/use-now.ts';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './SignInWaiting.module.css';
import { timeLeft } from './time-left.ts';

/** While the browser has the person: how long that may take, how to end it, and what its error pages mean. */
export function SignInWaiting({ expiresAt }: { readonly expiresAt: string }) {
  const t = useTexts();
  const cancel = useCommand('account.cancelSignIn');
  return (
    <section className={styles.waiting} aria-label={t('setup.sign-in.waiting-title')}>
      <div className={styles.mark}>
        <Mark breathing />
      </div>
      <div role="status">
        <p className={styles.title}>{t('setup.sign-in.waiting-title')}</p>
        <p>{t('setup.sign-in.waiting-words')}</p>
      </div>
      <Countdown expiresAt={expiresAt} />
      <Button busy={cancel.busy} onClick={() => void cancel.run(null)}>
        {t('setup.sign-in.cancel')}
      </Button>
      <CommandFailures commands={[cancel]} />
      <div className={styles.stuck}>
        <Disclosure label={t('setup.sign-in.stuck-title')}>
          <Facts
            facts={[
              { term: t('setup.sign-in.stuck.blocked'), value: t('setup.sign-in.stuck.blocked.way') },
              { term: 'redirect_uri_mismatch', value: t('setup.sign-in.stuck.redirect.way') },
              { term: 'invalid_client', value: t('setup.sign-in.stuck.client.way') },
              { term: 'org_internal, admin_policy_enforced', value: t('setup.sign-in.stuck.workspace.way') },
            ]}
          />
        </Disclosure>
      </div>
    </section>
  );
}

function Countdown({ expiresAt }: { readonly expiresAt: string }) {
  const t = useTexts();
  const now = useNow(1_000);
  return (
    <p className={styles.left} role="timer">
      {t('setup.sign-in.left', { time: timeLeft(expiresAt, now) })}
    </p>
  );
}
