import { useState } from 'react';
import { LiveIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useKeys } from './use-keys.ts';
import styles from './Viewer.module.css';

/** The clip of a live or motion photo: it plays over its photo while the pointer is on the mark, by a click, and by L. */
export function LiveClip({ id }: { readonly id: number }) {
  const t = useTexts();
  const [plays, setPlays] = useState<'no' | 'hovered' | 'asked'>('no');
  const [isFailed, setFailed] = useState(false);
  const toggle = () => setPlays((before) => (before === 'asked' ? 'no' : 'asked'));
  useKeys(({ key }) => {
    if (key.toLowerCase() !== 'l') return false;
    toggle();
    return true;
  });
  if (isFailed) return null;
  return (
    <>
      {plays === 'no' ? null : (
        <video
          className={styles.clip}
          src={`/motion/${id}`}
          autoPlay
          muted={plays === 'hovered'}
          playsInline
          onEnded={() => setPlays('no')}
          onError={() => setFailed(true)}
        />
      )}
      <button
        className={styles.live}
        type="button"
        aria-pressed={plays === 'asked'}
        title={plays === 'asked' ? t('viewer.stop-live') : t('viewer.play-live')}
        onClick={toggle}
        onPointerEnter={() => setPlays((before) => (before === 'no' ? 'hovered' : before))}
        onPointerLeave={() => setPlays((before) => (before === 'hovered' ? 'no' : before))}
      >
        <LiveIcon />
        {t('viewer.live')}
      </button>
    </>
  );
}
