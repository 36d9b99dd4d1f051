import { useState } from 'react';
import { wholeBackup } from '../../../electron/contract/restore-desktop-models.ts';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CloudIcon } from '../../components/icons.tsx';
import { Select } from '../../components/Select.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useRestoreDraft, useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Restore.module.css';
import { selectionWords } from './selection-words.ts';

const everything = { selection: wholeBackup, albumTitle: null };

/** What is to be restored and to whom, before anybody is asked. */
export function RestoreDraftCard() {
  const t = useTexts();
  const { draft, setDraft } = useRestoreDraft();
  const [missing, setMissing] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const accounts = useSnapshot((snapshot) => snapshot.accounts);
  const active = useSnapshot((snapshot) => snapshot.activeAccount);
  const isReady = useSnapshot((snapshot) => snapshot.engine === 'ready' && snapshot.destination !== null);
  const plan = useCommand('restore.plan');
  const account = accounts.find(({ id }) => id === (chosen ?? active)) ?? accounts[0];
  const { selection } = draft ?? everything;
  async function begin(): Promise<void> {
    if (account === undefined) return;
    const begun = await plan.run({ selection: { ...selection, missing }, account: account.id });
    if (begun.ok) setDraft(null);
  }
  return (
    <Card title={t('restore.draft.title')} icon={CloudIcon}>
      <div className={styles.stack}>
        <What />
        {account === undefined || accounts.length < 2 ? null : (
          <Select
            label={t('restore.draft.to')}
            hint={t('restore.draft.to-hint')}
            value={account.id}
            options={accounts.map(({ id, email }) => ({ value: id, label: email }))}
            onChange={setChosen}
          />
        )}
        <SwitchRow
          label={t('restore.draft.missing')}
          hint={t('restore.draft.missing-hint')}
          checked={missing}
          onChange={setMissing}
        />
        {account === undefined ? null : <FirstTime scopes={account.scopes} />}
        <p className={styles.aside}>
          {account !== undefined && isReady ? t('restore.draft.nothing-sent') : t('restore.draft.not-ready')}
        </p>
        <div className={styles.buttons}>
          <Button
            kind="primary"
            busy={plan.busy}
            disabled={!isReady || account === undefined}
            onClick={() => void begin()}
          >
            {t('restore.draft.plan')}
          </Button>
          {account === undefined ? (
            <Button onClick={() => goTo('settings', 'accounts')}>{t('restore.draft.to-accounts')}</Button>
          ) : null}
        </div>
        <CommandFailures commands={[plan]} />
      </div>
    </Card>
  );
}

/** What is restored, and to whom where there is no choice. */
function What() {
  const formats = useFormats();
  const { t } = formats;
  const { draft, setDraft } = useRestoreDraft();
  const only = useSnapshot(({ accounts }) => (accounts.length === 1 ? (accounts[0]?.email ?? null) : null));
  const words = selectionWords(draft ?? everything, formats);
  return (
    <>
      <Facts
        facts={[
          { term: t('restore.draft.what'), value: words },
          ...(only === null ? [] : [{ term: t('restore.draft.to'), value: only }]),
        ]}
      />
      {words === t('restore.what.everything') ? (
        <p className={styles.soft}>{t('restore.draft.elsewhere')}</p>
      ) : (
        <div className={styles.buttons}>
          <Button size="small" onClick={() => setDraft(null)}>
            {t('restore.draft.everything')}
          </Button>
        </div>
      )}
    </>
  );
}

/** What Google asks at the first use; nothing once it is allowed. */
function FirstTime({ scopes }: { readonly scopes: readonly string[] }) {
  const t = useTexts();
  const isAllowed = scopes.includes(capabilityScopes.library) && scopes.includes(capabilityScopes.upload);
  return isAllowed ? null : <p className={styles.soft}>{t('restore.draft.first-time')}</p>;
}
