import { problem } from '../../../electron/contract/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { AccountIcon, PlusIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { KeptInMemory, OpenKeychain } from '../keychain/KeptInMemory.tsx';
import { keychainStrings } from '../keychain/strings.ts';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { AccountRow } from './AccountRow.tsx';
import styles from './Settings.module.css';
import { settingsStrings } from './strings.ts';

const strings = settingsStrings.accounts;

/** Who is signed in, how long that lasts, and where it is kept. */
export function AccountsPart() {
  const accounts = useSnapshot((snapshot) => snapshot.accounts);
  const signIn = useCommand('account.signIn');
  return (
    <Card title={settingsStrings.parts.accounts} icon={AccountIcon}>
      {accounts.length === 0 ? (
        <p className={styles.soft}>{strings.none}</p>
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
          {accounts.length === 0 ? strings.signInFirst : strings.signInOther}
        </Button>
      </div>
      <CommandFailures commands={[signIn]} />
      <TokenStore />
    </Card>
  );
}

function TokenStore() {
  const tokenStore = useSnapshot((snapshot) => snapshot.tokenStore);
  const trouble = useSnapshot((snapshot) => snapshot.keychainProblem);
  if (trouble !== null) {
    return (
      <>
        <ProblemNotice problem={trouble} announce="none" actions={<OpenKeychain />} />
        <p className={styles.soft}>{keychainStrings.meanwhile}</p>
      </>
    );
  }
  switch (tokenStore) {
    case 'opening':
      return <p className={styles.soft}>{keychainStrings.opening}</p>;
    case 'keychain':
      return <p className={styles.soft}>{strings.inKeychain}</p>;
    case 'file':
      return <ProblemNotice problem={problem('token-store-unprotected')} announce="none" />;
    case 'memory':
      return <KeptInMemory />;
  }
}
