import type { AlbumCard } from '../../../electron/contract/desktop-models.ts';
import { AlbumsIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { Thumbnail } from '../photos/Thumbnail.tsx';
import styles from './Albums.module.css';
import { shownTitle } from './album-title.ts';

/** An album as a card that opens it. */
export interface AlbumCardLinkProps {
  /** Undefined while it is not here. */
  readonly album: AlbumCard | undefined;
  readonly onOpen: (album: number) => void;
}

export function AlbumCardLink({ album, onOpen }: AlbumCardLinkProps) {
  const t = useTexts();
  if (album === undefined) return <div className={styles.cover} role="img" aria-label={t('albums.album-loading')} />;
  const { id, title, items, stored, cover, absentSince } = album;
  return (
    <a className={styles.link} href={hashOf('albums', String(id))} data-album={id} onClick={() => onOpen(id)}>
      <span className={styles.cover}>
        {cover === null ? <NoCover /> : <Thumbnail key={cover} id={cover} fallback={<NoCover />} />}
        {absentSince === null ? null : <span className={styles.absent}>{t('albums.absent')}</span>}
      </span>
      <span className={styles.title}>{shownTitle(title, t)}</span>
      <span className={styles.count}>
        {stored < items ? t('albums.stored-of', { stored, items }) : t('albums.items', { items })}
      </span>
    </a>
  );
}

function NoCover() {
  return (
    <span className={styles.noCover}>
      <AlbumsIcon />
    </span>
  );
}
