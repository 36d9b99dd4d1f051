import { wholeBackup } from '../../../electron/contract/restore-desktop-models.ts';
import { Card } from '../../components/Card.tsx';
import { CloudIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { RestoreButton } from '../restore/RestoreButton.tsx';
import styles from './Settings.module.css';

/** From the backup back to Google Photos. */
export function RestorePart() {
  const t = useTexts();
  return (
    <Card title={t('settings.parts.restore')} icon={CloudIcon}>
      <p className={styles.soft}>{t('restore.settings.words')}</p>
      <div className={styles.buttons}>
        <RestoreButton selection={wholeBackup} albumTitle={null} />
      </div>
    </Card>
  );
}
