import { useState } from 'react';
import { type DriveMode, driveModes } from '../../../electron/contract/drive-models.ts';
import { type Command, useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Choices } from '../../components/Choices.tsx';
import { KeyIcon, LinkIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Drive.module.css';

/** The two ways to read a Drive, side by side, the least permission first. */
export function DriveModeChoice({
  value,
  onChange,
}: {
  readonly value: DriveMode;
  readonly onChange: (mode: DriveMode) => void;
}) {
  const t = useTexts();
  return (
    <>
      <Choices<DriveMode>
        label={t('drive.modes-label')}
        value={value}
        choices={driveModes.map((mode) => ({
          value: mode,
          label: t(`drive.modes.${mode}.label`),
          hint: t(`drive.modes.${mode}.hint`),
        }))}
        onChange={onChange}
      />
      <p className={styles.soft}>{t(`drive.asks.${value}`)}</p>
    </>
  );
}

/** Chooses how Drive is read, and asks Google for it. */
export function ConnectDrive({ first }: { readonly first: DriveMode }) {
  const t = useTexts();
  const [mode, setMode] = useState<DriveMode>(first);
  const connect = useCommand('drive.connect');
  return (
    <>
      <DriveModeChoice value={mode} onChange={setMode} />
      <ConnectButton mode={mode} connect={connect} label={t(`drive.connect.${mode}`)} />
    </>
  );
}

/** Asks Google for one way; while the browser waits, that can be cancelled. */
export function ConnectButton({
  mode,
  connect,
  label,
}: {
  readonly mode: DriveMode;
  readonly connect: Command<'drive.connect'>;
  readonly label: string;
}) {
  const t = useTexts();
  const hasClient = useSnapshot((snapshot) => snapshot.client !== null);
  const isWaiting = useSnapshot((snapshot) => snapshot.pendingSignIn !== null) && connect.busy;
  const cancel = useCommand('account.cancelSignIn');
  if (!hasClient) {
    return (
      <>
        <p className={styles.soft}>{t('drive.needs-client')}</p>
        <div className={styles.buttons}>
          <Button icon={KeyIcon} onClick={() => goTo('settings', 'client')}>
            {t('drive.add-client')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      {isWaiting ? (
        <p className={styles.soft} role="status">
          {t('drive.waiting')}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <Button icon={LinkIcon} busy={connect.busy} onClick={() => void connect.run({ mode })}>
          {label}
        </Button>
        {isWaiting ? <Button onClick={() => void cancel.run(null)}>{t('drive.cancel')}</Button> : null}
      </div>
      <CommandFailures commands={[connect, cancel]} />
    </>
  );
}
