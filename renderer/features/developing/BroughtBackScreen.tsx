import type { BroughtBack } from '../../../electron/contract/photo-filter.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PhotosIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import type { Translate } from '../../messages/texts.ts';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { FileTile, Thumbnail } from '../photos/Thumbnail.tsx';
import { useLibraryFreshness } from '../photos/use-library-freshness.ts';
import styles from './Developing.module.css';

const shown = 24;

/** What exports brought back, on one screen: counts, years, a wall of photos, and what is missing. */
export function BroughtBackScreen() {
  const t = useTexts();
  const freshness = useLibraryFreshness();
  const answer = useAnswer('photos.broughtBack', null, freshness);
  const folder = useSnapshot((snapshot) => snapshot.destination?.path ?? null);
  const back = answer.value;
  const isEmpty = answer.state === 'ready' && (back === null || back.photos + back.films === 0);
  return (
    <Page
      title={isEmpty ? t('developing.nothing.title') : t('developing.title')}
      width="wide"
      lead={folder === null || isEmpty ? undefined : t('developing.lead', { folder })}
      actions={
        isEmpty ? undefined : (
          <>
            <Button onClick={() => goTo('photos', 'map')}>{t('developing.to-map')}</Button>
            <Button kind="primary" onClick={() => goTo('photos')}>
              {t('developing.to-photos')}
            </Button>
          </>
        )
      }
    >
      {answer.problem === null ? null : (
        <ProblemNotice
          problem={answer.problem}
          actions={<Button onClick={answer.again}>{t('developing.again')}</Button>}
        />
      )}
      {answer.state === 'loading' ? <Waiting label={t('developing.loading')} /> : null}
      {isEmpty ? (
        <EmptyState
          icon={PhotosIcon}
          title={t('developing.nothing.words')}
          actions={<Button onClick={() => goTo('takeout')}>{t('developing.to-takeout')}</Button>}
        />
      ) : null}
      {back === null || isEmpty ? null : <Back back={back} freshness={freshness} />}
    </Page>
  );
}

function Back({ back, freshness }: { readonly back: BroughtBack; readonly freshness: string }) {
  const t = useTexts();
  const { firstYear, lastYear, missing, doubtful } = back;
  return (
    <>
      <div className={styles.hero}>
        <Figure count={back.photos} of="photos" />
        <Figure count={back.films} of="films" />
        <Figure count={back.albums} of="albums" />
      </div>
      {firstYear === null || lastYear === null ? null : (
        <p className={styles.years}>{yearsOf(String(firstYear), String(lastYear), t)}</p>
      )}
      <Wall freshness={freshness} />
      <ul className={styles.facts}>
        {(['places', 'captions', 'people', 'favourites'] as const)
          .filter((fact) => back[fact] > 0)
          .map((fact) => (
            <li key={fact}>{t(`developing.facts.${fact}`, { count: back[fact] })}</li>
          ))}
        {doubtful === 0 ? null : (
          <li>
            <button className={styles.link} type="button" onClick={() => goTo('takeout', 'doubtful')}>
              {t('developing.doubtful', { count: doubtful })}
            </button>
          </li>
        )}
        <li>
          {missing === 0 ? (
            t('developing.nothing-missing')
          ) : (
            <button className={styles.link} type="button" onClick={() => goTo('photos', 'map')}>
              {t('developing.missing', { count: missing })}
            </button>
          )}
        </li>
      </ul>
    </>
  );
}

function yearsOf(first: string, last: string, t: Translate): string {
  return first === last ? t('developing.year', { year: first }) : t('developing.years', { first, last });
}

/** A large number, and below it what it counts. */
function Figure({ count, of }: { readonly count: number; readonly of: 'photos' | 'films' | 'albums' }) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <p className={styles.figure}>
      <span className={styles.number}>{formats.count(count)}</span>{' '}
      <span className={styles.noun}>{t(`developing.figures.${of}`, { count })}</span>
    </p>
  );
}

function Wall({ freshness }: { readonly freshness: string }) {
  const latest = useAnswer('photos.latest', { limit: shown }, freshness);
  return (
    <ul className={styles.wall} aria-hidden="true">
      {(latest.value ?? []).map((photo) => (
        <li className={styles.print} key={photo.id}>
          <Thumbnail id={photo.id} fallback={<FileTile photo={photo} />} isFilm={photo.kind === 'video'} />
        </li>
      ))}
    </ul>
  );
}
