import type { BroughtBack } from '../../../electron/contract/photo-filter.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PhotosIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import type { PluralWords } from '../../formatting/formats.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { FileTile, Thumbnail } from '../photos/Thumbnail.tsx';
import { useLibraryFreshness } from '../photos/use-library-freshness.ts';
import styles from './Developing.module.css';
import { developingStrings as strings } from './strings.ts';

const shown = 24;

/** What exports brought back, on one screen: counts, years, a wall of photos, and what is missing. */
export function BroughtBackScreen() {
  const freshness = useLibraryFreshness();
  const answer = useAnswer('photos.broughtBack', null, freshness);
  const folder = useSnapshot((snapshot) => snapshot.destination?.path ?? null);
  const back = answer.value;
  const isEmpty = answer.state === 'ready' && (back === null || back.photos + back.films === 0);
  return (
    <Page
      title={isEmpty ? strings.nothing.title : strings.title}
      width="wide"
      lead={folder === null || isEmpty ? undefined : strings.lead(folder)}
      actions={
        isEmpty ? undefined : (
          <>
            <Button onClick={() => goTo('photos', 'map')}>{strings.toMap}</Button>
            <Button kind="primary" onClick={() => goTo('photos')}>
              {strings.toPhotos}
            </Button>
          </>
        )
      }
    >
      {answer.problem === null ? null : (
        <ProblemNotice problem={answer.problem} actions={<Button onClick={answer.again}>{strings.again}</Button>} />
      )}
      {answer.state === 'loading' ? <Waiting label={strings.loading} /> : null}
      {isEmpty ? (
        <EmptyState
          icon={PhotosIcon}
          title={strings.nothing.words}
          actions={<Button onClick={() => goTo('takeout')}>{strings.toTakeout}</Button>}
        />
      ) : null}
      {back === null || isEmpty ? null : <Back back={back} freshness={freshness} />}
    </Page>
  );
}

function Back({ back, freshness }: { readonly back: BroughtBack; readonly freshness: string }) {
  const formats = useFormats();
  const { firstYear, lastYear, missing, doubtful } = back;
  return (
    <>
      <div className={styles.hero}>
        <Figure count={back.photos} words={strings.photos} />
        <Figure count={back.films} words={strings.films} />
        <Figure count={back.albums} words={strings.albums} />
      </div>
      {firstYear === null || lastYear === null ? null : (
        <p className={styles.years}>{strings.years(String(firstYear), String(lastYear))}</p>
      )}
      <Wall freshness={freshness} />
      <ul className={styles.facts}>
        {(['places', 'captions', 'people', 'favourites'] as const)
          .filter((fact) => back[fact] > 0)
          .map((fact) => (
            <li key={fact}>{formats.plural(back[fact], strings[fact])}</li>
          ))}
        {doubtful === 0 ? null : (
          <li>
            <button className={styles.link} type="button" onClick={() => goTo('takeout', 'doubtful')}>
              {formats.plural(doubtful, strings.doubtful)}
            </button>
          </li>
        )}
        <li>
          {missing === 0 ? (
            strings.nothingMissing
          ) : (
            <button className={styles.link} type="button" onClick={() => goTo('photos', 'map')}>
              {formats.plural(missing, strings.missing)}
            </button>
          )}
        </li>
      </ul>
    </>
  );
}

function Figure({ count, words }: { readonly count: number; readonly words: PluralWords }) {
  const formats = useFormats();
  const [number = '', ...noun] = formats.plural(count, words).split(' ');
  return (
    <p className={styles.figure}>
      <span className={styles.number}>{number}</span> <span className={styles.noun}>{noun.join(' ')}</span>
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
