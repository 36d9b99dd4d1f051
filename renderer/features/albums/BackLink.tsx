import { ChevronLeftIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import styles from './Albums.module.css';

/** From an album to all of them. */
export function BackLink() {
  const t = useTexts();
  return (
    <a className={styles.back} href={hashOf('albums')}>
      <ChevronLeftIcon />
      {t('albums.album.back')}
    </a>
  );
}
