import { useAnswer } from '../../api/use-answer.ts';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { FileTile, Thumbnail } from '../photos/Thumbnail.tsx';
import { useSlowly } from '../photos/use-debounced.ts';
import styles from './Developing.module.css';

const shown = 12;
/** New photos appear no more often than this, in milliseconds. */
const quietMilliseconds = 2_000;

/** While an import or a backup stores photos: the latest of them, as prints that come up in their bath. */
export function DevelopingStrip() {
  const done = useSnapshot(({ run }) =>
    run?.progress.phase === 'transferring' ? `${run.run} ${run.progress.items.done}` : null,
  );
  return done === null ? null : <Strip done={done} />;
}

function Strip({ done }: { readonly done: string }) {
  const t = useTexts();
  const latest = useAnswer('photos.latest', { limit: shown }, useSlowly(done, quietMilliseconds));
  if (latest.value === null || latest.value.length === 0) return null;
  return (
    <section className={styles.strip} aria-label={t('developing.strip')}>
      <p className={styles.stripTitle}>{t('developing.strip')}</p>
      {/* The list changes by itself all the time: a progress bar elsewhere says how it goes. */}
      <ul className={styles.prints} aria-live="off">
        {latest.value.map((photo) => (
          <li className={styles.print} key={photo.id}>
            <Thumbnail id={photo.id} fallback={<FileTile photo={photo} />} isFilm={photo.kind === 'video'} />
          </li>
        ))}
      </ul>
    </section>
  );
}
