import { problem } from '../../../electron/contract/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { AccountIcon, PlusIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { KeptInMemory, OpenKeychain } from '../keychain/KeptInMemory.tsx';

import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { AccountRow } from './AccountRow.tsx';
import styles from './Settings.module.css';

/** Who is signed in, how long that lasts, and where it is kept. */
export function AccountsPart() {
  const t = useTexts();
  const accounts = useSnapshot((snapshot) => snapshot.accounts);
  const signIn = useCommand('account.signIn');
  return (
    <Card title={t('settings.parts.accounts')} icon={AccountIcon}>
      {accounts.length === 0 ? (
        <p className={styles.soft}>{t('settings.accounts.none')}</p>
      ) : (
        <ul>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        <Button
          icon={PlusIcon}
          kind={accounts.length === 0 ? 'primary' : 'secondary'}
          busy={signIn.busy}
          onClick={() => void signIn.run({ capability: 'library', account: null })}
        >
          {accounts.length === 0 ? t('settings.accounts.sign-in-first') : t('settings.accounts.sign-in-other')}
        </Button>
      </div>
      <CommandFailures commands={[signIn]} />
      <TokenStore />
    </Card>
  );
}

function TokenStore() {
  const t = useTexts();
  const tokenStore = useSnapshot((snapshot) => snapshot.tokenStore);
  const trouble = useSnapshot((snapshot) => snapshot.keychainProblem);
  if (trouble !== null) {
    return (
      <>
        <ProblemNotice problem={trouble} announce="none" actions={<OpenKeychain />} />
        <p className={styles.soft}>{t('keychain.meanwhile')}</p>
      </>
    );
  }
  switch (tokenStore) {
    case 'opening':
      return <p className={styles.soft}>{t('keychain.opening')}</p>;
    case 'keychain':
      return <p className={styles.soft}>{t('settings.accounts.in-keychain')}</p>;
    case 'file':
      return <ProblemNotice problem={problem('token-store-unprotected')} announce="none" />;
    case 'memory':
      return <KeptInMemory />;
  }
}
