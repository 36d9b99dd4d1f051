import { type FormEvent, useId, useState } from 'react';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button, type ButtonKind } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { LinkIcon, PlusIcon } from '../../components/icons.tsx';
import { TextField } from '../../components/TextFields.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Pick.module.css';

/** As the verb takes it. */
const longestAlbum = 200;

/** Opens the dialog in which a selection begins. */
export function ChooseButton({ label, kind, album }: ChooseButtonProps) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const email = useSnapshot((snapshot) => snapshot.accounts.find(({ id }) => id === snapshot.activeAccount)?.email);
  const ready = useSnapshot((snapshot) => snapshot.engine === 'ready' && snapshot.destination !== null);
  return (
    <>
      <Button kind={kind} icon={PlusIcon} disabled={!ready || email === undefined} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open && email !== undefined} title={t('pick.dialog.title')} onClose={() => setOpen(false)}>
        <ChoosingForm email={email ?? ''} firstAlbum={album ?? ''} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

export interface ChooseButtonProps {
  readonly label: string;
  readonly kind?: ButtonKind;
  /** The album of the selection before. */
  readonly album?: string | null;
}

interface ChoosingFormProps {
  readonly email: string;
  readonly firstAlbum: string;
  readonly onClose: () => void;
}

function ChoosingForm({ email, firstAlbum, onClose }: ChoosingFormProps) {
  const t = useTexts();
  const [album, setAlbum] = useState(firstAlbum);
  const start = useCommand('pick.start');
  async function begin(event: FormEvent): Promise<void> {
    event.preventDefault();
    const title = album.trim();
    const begun = await start.run({ album: title === '' ? null : title });
    if (begun.ok) onClose();
  }
  return (
    <form className={styles.stack} onSubmit={(event) => void begin(event)}>
      <p>{t('pick.dialog.words', { email })}</p>
      <FirstTime />
      <TextField
        label={t('pick.dialog.album')}
        hint={t('pick.dialog.album-hint')}
        value={album}
        maxLength={longestAlbum}
        onChange={setAlbum}
      />
      <CommandFailures commands={[start]} />
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" busy={start.busy}>
          {t('pick.dialog.open')}
        </Button>
        <Button onClick={onClose}>{t('pick.dialog.cancel')}</Button>
      </div>
    </form>
  );
}

/** What Google asks before it lets Afterimage see anything chosen; nothing once that is allowed. */
function FirstTime() {
  const t = useTexts();
  const id = useId();
  const link = useCommand('app.openLink');
  const allowed = useSnapshot((snapshot) =>
    snapshot.accounts.some((one) => one.id === snapshot.activeAccount && one.scopes.includes(capabilityScopes.picker)),
  );
  if (allowed) return null;
  return (
    <>
      <p className={styles.soft} id={id}>
        {t('pick.dialog.first-time')}
      </p>
      <div>
        <Button
          size="small"
          icon={LinkIcon}
          busy={link.busy}
          describedBy={id}
          onClick={() => void link.run({ link: 'console-enable-picker' })}
        >
          {t('pick.dialog.enable')}
        </Button>
      </div>
      <CommandFailures commands={[link]} />
    </>
  );
}
