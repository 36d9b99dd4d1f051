import { Card } from '../../components/Card.tsx';
import { PhotosIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ChoosePhotos } from './ChoosePhotos.tsx';
import styles from './Pick.module.css';

/** Choosing in Google Photos, as its own card. */
export function ChooseCard() {
  const t = useTexts();
  const isIdle = useSnapshot((snapshot) => snapshot.selection === null);
  return (
    <Card title={t('pick.title')} icon={PhotosIcon}>
      {isIdle ? <p className={styles.soft}>{t('pick.idle')}</p> : null}
      <ChoosePhotos />
    </Card>
  );
}
