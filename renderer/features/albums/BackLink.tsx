import { ChevronLeftIcon } from '../../components/icons.tsx';
import { hashOf } from '../../store/navigation.ts';
import styles from './Albums.module.css';
import { albumsStrings as strings } from './strings.ts';

/** From an album to all of them. */
export function BackLink() {
  return (
    <a className={styles.back} href={hashOf('albums')}>
      <ChevronLeftIcon />
      {strings.album.back}
    </a>
  );
}
