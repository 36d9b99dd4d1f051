import { type ReactNode, useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { PhotosIcon, VideoIcon } from '../../components/icons.tsx';
import { usePoster } from './posters-context.tsx';
import styles from './Thumbnail.module.css';

/** The small picture of a stored photo; `fallback` stands where there is none. Fills its place. */
export interface ThumbnailProps {
  /** The asset's id. */
  readonly id: number;
  readonly fallback: ReactNode;
  /** `cover` fills the place; `contain` shows all of the picture. */
  readonly fit?: 'cover' | 'contain';
  /** A film: one of its frames stands for it where none was drawn yet. */
  readonly isFilm?: boolean;
}

export function Thumbnail({ id, fallback, fit = 'cover', isFilm = false }: ThumbnailProps) {
  const [missing, setMissing] = useState<number | null>(null);
  const hasPoster = usePoster(id, isFilm && missing === id);
  if (missing === id && !hasPoster) return fallback;
  return (
    <img
      className={styles.picture}
      data-fit={fit}
      // Another address: what was missing under the first is not asked for again.
      src={hasPoster ? `/thumbnail/${id}?poster` : `/thumbnail/${id}`}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setMissing(id)}
    />
  );
}

/** Stands for a file without a picture: its kind and the ending of its name. Anyone who shows it names it aloud. */
export function FileTile({ photo: { kind, name } }: { readonly photo: Pick<GridPhoto, 'kind' | 'name'> }) {
  const Icon = kind === 'video' ? VideoIcon : PhotosIcon;
  return (
    <span className={styles.file} aria-hidden="true">
      <Icon />
      <span className={styles.ending}>{endingOf(name)}</span>
      <span className={styles.name}>{name}</span>
    </span>
  );
}

/** The ending of a file name, in capitals: what people know file types by. */
function endingOf(name: string): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
  return ending?.toUpperCase() ?? '';
}
