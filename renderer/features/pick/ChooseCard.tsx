import { Card } from '../../components/Card.tsx';
import { PhotosIcon } from '../../components/icons.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ChoosePhotos } from './ChoosePhotos.tsx';
import styles from './Pick.module.css';
import { pickStrings as strings } from './strings.ts';

/** Choosing in Google Photos, as its own card. */
export function ChooseCard() {
  const isIdle = useSnapshot((snapshot) => snapshot.selection === null);
  return (
    <Card title={strings.title} icon={PhotosIcon}>
      {isIdle ? <p className={styles.soft}>{strings.idle}</p> : null}
      <ChoosePhotos />
    </Card>
  );
}
