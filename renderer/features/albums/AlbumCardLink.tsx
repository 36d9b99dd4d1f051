import type { AlbumCard } from '../../../electron/contract/desktop-models.ts';
import { AlbumsIcon } from '../../components/icons.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { Thumbnail } from '../photos/Thumbnail.tsx';
import styles from './Albums.module.css';
import { shownTitle } from './album-title.ts';
import { albumsStrings as strings } from './strings.ts';

/** An album as a card that opens it. */
export interface AlbumCardLinkProps {
  /** Undefined while it is not here. */
  readonly album: AlbumCard | undefined;
  readonly onOpen: (album: number) => void;
}

export function AlbumCardLink({ album, onOpen }: AlbumCardLinkProps) {
  const formats = useFormats();
  if (album === undefined) return <div className={styles.cover} role="img" aria-label={strings.albumLoading} />;
  const { id, title, items, stored, cover, absentSince } = album;
  return (
    <a className={styles.link} href={hashOf('albums', String(id))} data-album={id} onClick={() => onOpen(id)}>
      <span className={styles.cover}>
        {cover === null ? <NoCover /> : <Thumbnail key={cover} id={cover} fallback={<NoCover />} />}
        {absentSince === null ? null : <span className={styles.absent}>{strings.absent}</span>}
      </span>
      <span className={styles.title}>{shownTitle(title)}</span>
      <span className={styles.count}>
        {stored < items
          ? strings.storedOf(formats.count(stored), formats.count(items))
          : formats.plural(items, strings.items)}
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
