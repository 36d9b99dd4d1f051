import { type FormEvent, useState } from 'react';
import type { RestorePlan } from '../../../electron/contract/restore-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CheckIcon, CloudIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextField } from '../../components/TextFields.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Restore.module.css';

/** The person's yes, which names what it does; where doubles may come of it, with the account's address typed. */
export function ConfirmRestore({ plan }: { readonly plan: RestorePlan }) {
  const t = useTexts();
  const [typed, setTyped] = useState('');
  const start = useCommand('restore.start');
  const dismiss = useCommand('restore.dismiss');
  const { items, albums, email, doubles, isConfirmed } = plan;
  const mustType = doubles === 'own' && items > 0 && !isConfirmed;
  const isTyped = typed.trim().toLowerCase() === email.toLowerCase();
  function begin(event: FormEvent): void {
    event.preventDefault();
    if (!mustType || isTyped) void start.run({ typedEmail: mustType ? typed : null });
  }
  return (
    <form className={styles.confirm} onSubmit={begin}>
      {mustType ? (
        <TextField label={t('restore.plan.type-email', { email })} value={typed} maxLength={320} onChange={setTyped} />
      ) : null}
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" icon={CloudIcon} busy={start.busy} disabled={mustType && !isTyped}>
          {items > 0 ? t('restore.plan.upload', { items, email }) : t('restore.plan.fill', { albums, email })}
        </Button>
        <Button busy={dismiss.busy} onClick={() => void dismiss.run(null)}>
          {t('restore.plan.not-now')}
        </Button>
      </div>
      <CommandFailures commands={[start, dismiss]} />
    </form>
  );
}

/** All of it is there, or Google takes none of it, or there is nothing to send at all. */
export function NothingToRestore({
  plan: { email, present, unaccepted, unavailable },
}: {
  readonly plan: RestorePlan;
}) {
  const t = useTexts();
  const dismiss = useCommand('restore.dismiss');
  const isThere = present > 0;
  const isEmpty = unaccepted === 0 && unavailable === 0;
  const words = isThere
    ? t('restore.plan.nothing-words', { email })
    : t(isEmpty ? 'restore.plan.nothing-selected' : 'restore.plan.nothing-accepted');
  return (
    <>
      <Notice
        tone={isThere ? 'good' : 'calm'}
        {...(isThere ? { icon: CheckIcon } : {})}
        title={t('restore.plan.nothing')}
        announce="status"
      >
        <p>{words}</p>
      </Notice>
      <div className={styles.buttons}>
        <Button kind="primary" busy={dismiss.busy} onClick={() => void dismiss.run(null)}>
          {t('restore.plan.done')}
        </Button>
      </div>
      <CommandFailures commands={[dismiss]} />
    </>
  );
}
