import { useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CannotShow } from './CannotShow.tsx';
import styles from './Viewer.module.css';

/** A film with the system's own controls; it is fetched in the parts that are played. Give it the film's id as its key. */
export function FilmStage({ photo }: { readonly photo: GridPhoto }) {
  const t = useTexts();
  const [isFailed, setFailed] = useState(false);
  if (isFailed) return <CannotShow photo={photo} kind="film" />;
  return (
    <div className={styles.stage}>
      {/* biome-ignore lint/a11y/useMediaCaption: people's own films come without captions. */}
      <video
        className={styles.film}
        src={`/original/${photo.id}`}
        aria-label={t('viewer.film', { name: photo.name })}
        controls
        // The first frame is its poster.
        preload="auto"
        playsInline
        onError={() => setFailed(true)}
        // Where only the sound can be decoded, Chromium plays that over nothing.
        onLoadedMetadata={({ currentTarget }) => setFailed(currentTarget.videoWidth === 0)}
      />
    </div>
  );
}
