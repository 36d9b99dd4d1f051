import { useEffect, useState } from 'react';
import type { IpcOutput } from '../../../electron/contract/ipc.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { SearchIcon } from '../../components/icons.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Setup.module.css';

/** The person is in the browser meanwhile: the file is there within this time of their coming back. */
const lookEveryMs = 3_000;

/** The client files in the downloads: looked for once the person has said yes, and from then on by itself. */
export function DownloadedClients({ onAccepted }: { readonly onAccepted: () => void }) {
  const t = useTexts();
  const mayLook = useSnapshot((snapshot) => snapshot.plan.mayLookInDownloads === true);
  const look = useCommand('client.lookInDownloads');
  const use = useCommand('client.useFound');
  const [found, setFound] = useState<IpcOutput<'client.lookInDownloads'>>([]);
  const formats = useFormats();
  const now = useNow(30_000);
  const { run } = look;

  useEffect(() => {
    if (!mayLook) return;
    let isOver = false;
    const search = async (): Promise<void> => {
      const answer = await run(null);
      if (answer.ok && !isOver) setFound(answer.value);
    };
    void search();
    const timer = setInterval(() => void search(), lookEveryMs);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [mayLook, run]);

  async function take(file: string): Promise<void> {
    const answer = await use.run({ file });
    if (answer.ok) onAccepted();
  }

  if (!mayLook) {
    return (
      <div className={styles.buttons}>
        <Button icon={SearchIcon} busy={look.busy} onClick={() => void look.run(null)}>
          {t('setup.intake.downloads.ask')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {found.length === 0 ? <p className={styles.soft}>{t('setup.intake.downloads.none')}</p> : null}
      <ul className={styles.column}>
        {found.map(({ file, name, modifiedAt }) => (
          <li key={file} className={styles.found}>
            <span className={styles.foundName}>
              {name}
              <span className={styles.aside}>{formats.ago(modifiedAt, now)}</span>
            </span>
            <Button busy={use.busy} onClick={() => void take(file)}>
              {t('setup.intake.downloads.use')}
            </Button>
          </li>
        ))}
      </ul>
      <CommandFailures commands={[use]} />
    </>
  );
}
