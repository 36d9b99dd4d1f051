import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Mark } from '../../components/Mark.tsx';
import { useNow } from '../../components/use-now.ts';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './SignInWaiting.module.css';
import { setupStrings } from './strings.ts';
import { timeLeft } from './time-left.ts';

const strings = setupStrings.signIn;

/** While the browser has the person: how long that may take, how to end it, and what its error pages mean. */
export function SignInWaiting({ expiresAt }: { readonly expiresAt: string }) {
  const cancel = useCommand('account.cancelSignIn');
  return (
    <section className={styles.waiting} aria-label={strings.waitingTitle}>
      <div className={styles.mark}>
        <Mark breathing />
      </div>
      <div role="status">
        <p className={styles.title}>{strings.waitingTitle}</p>
        <p>{strings.waitingWords}</p>
      </div>
      <Countdown expiresAt={expiresAt} />
      <Button busy={cancel.busy} onClick={() => void cancel.run(null)}>
        {strings.cancel}
      </Button>
      <CommandFailures commands={[cancel]} />
      <div className={styles.stuck}>
        <Disclosure label={strings.stuckTitle}>
          <Facts facts={strings.stuck.map(({ sign, way }) => ({ term: sign, value: way }))} />
        </Disclosure>
      </div>
    </section>
  );
}

function Countdown({ expiresAt }: { readonly expiresAt: string }) {
  const now = useNow(1_000);
  return (
    <p className={styles.left} role="timer">
      {strings.left(timeLeft(expiresAt, now))}
    </p>
  );
}
