import { useId, useState } from 'react';
import type { AccountSummary } from '../../../electron/contract/models.ts';
import { capabilities, capabilityScopes } from '../../../electron/contract/scopes.ts';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Settings.module.css';

/** What Google Drive needs is asked for where that is switched on. */
const used = capabilities.filter((one) => one === 'library' || one === 'picker');

/** One signed-in account: how its sign-in is, what it may do, and what can be done with it. */
export function AccountRow({ account }: { readonly account: AccountSummary }) {
  const t = useTexts();
  const inUse = useSnapshot((snapshot) => snapshot.activeAccount === account.id);
  const id = useId();
  const signIn = useCommand('account.signIn');
  const use = useCommand('account.use');
  const missing = used.filter((one) => !account.scopes.includes(capabilityScopes[one]));
  return (
    <li className={styles.account}>
      <div className={styles.accountHead}>
        <h3 className={styles.email} id={id}>
          {account.email}
        </h3>
        {inUse ? <Badge tone="running">{t('settings.accounts.in-use')}</Badge> : null}
        <Health account={account} />
      </div>
      <SignInFacts account={account} />
      <div className={styles.buttons}>
        {inUse ? null : (
          <Button describedBy={id} busy={use.busy} onClick={() => void use.run({ account: account.id })}>
            {t('settings.accounts.use')}
          </Button>
        )}
        <Button
          describedBy={id}
          busy={signIn.busy}
          onClick={() => void signIn.run({ capability: 'library', account: account.id })}
        >
          {t('settings.accounts.sign-in-again')}
        </Button>
        {missing.length === 0 ? null : (
          <MenuButton
            label={t('settings.accounts.add')}
            entries={missing.map((capability) => ({
              label: t(`settings.accounts.add-labels.${capability}`),
              onSelect: () => void signIn.run({ capability, account: account.id }),
            }))}
          />
        )}
        <SignOut account={account} />
      </div>
      <CommandFailures commands={[use, signIn]} />
    </li>
  );
}

/** The sign-in may well be good: it is kept where it cannot be read now. */
function useWaitsForKeychain({ trouble }: AccountSummary): boolean {
  const isUnavailable = useSnapshot((snapshot) => snapshot.keychainProblem !== null);
  return isUnavailable && trouble?.code === 'keychain-unavailable';
}

function Health({ account }: { readonly account: AccountSummary }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const isOpening = useSnapshot((snapshot) => snapshot.tokenStore === 'opening');
  const waitsForKeychain = useWaitsForKeychain(account);
  if (waitsForKeychain) return <Badge tone="warn">{t('settings.accounts.behind-keychain')}</Badge>;
  if (account.trouble !== null) return <Badge tone="bad">{t('settings.accounts.dead')}</Badge>;
  if (isOpening) return <Badge tone="calm">{t('settings.accounts.not-read')}</Badge>;
  if (account.signInExpiresAt === null) return <Badge tone="good">{t('settings.accounts.healthy')}</Badge>;
  return (
    <Badge tone="warn">{t('settings.accounts.ending', { when: formats.relative(account.signInExpiresAt, now) })}</Badge>
  );
}

function SignInFacts({ account }: { readonly account: AccountSummary }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const { signInExpiresAt: endsAt, trouble } = account;
  const granted = capabilities.filter((one) => account.scopes.includes(capabilityScopes[one]));
  // What is the matter with the keychain is said once, below all accounts.
  const waitsForKeychain = useWaitsForKeychain(account);
  if (trouble !== null && !waitsForKeychain) return <ProblemNotice problem={trouble} announce="none" />;
  return (
    <div className={styles.soft}>
      <p>
        {t('settings.accounts.since', { day: formats.day(account.signedInAt) })}{' '}
        {endsAt === null
          ? t('settings.accounts.lasts')
          : t('settings.accounts.ends', { when: formats.relative(endsAt, now), at: formats.dateTime(endsAt) })}
      </p>
      {granted.length === 0 ? null : (
        <p>
          {t('settings.accounts.granted', {
            permissions: formats.list(granted.map((one) => t(`settings.accounts.capabilities.${one}`))),
          })}
        </p>
      )}
    </div>
  );
}

function SignOut({ account }: { readonly account: AccountSummary }) {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const signOut = useCommand('account.signOut');
  async function confirm(): Promise<void> {
    const answer = await signOut.run({ account: account.id });
    if (answer.ok) setAsking(false);
  }
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t('settings.accounts.sign-out')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('settings.accounts.sign-out-title', { email: account.email })}
        confirmLabel={t('settings.accounts.sign-out-confirm', { email: account.email })}
        cancelLabel={t('settings.accounts.stay')}
        busy={signOut.busy}
        problem={signOut.problem}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('settings.accounts.sign-out-words')}</p>
      </ConfirmDialog>
    </>
  );
}
