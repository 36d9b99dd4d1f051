import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useEffect, useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { assertNever } from '../../../electron/contract/result.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import {
  ChevronLeftIcon,
  ChevronRightIcon,
  CrossIcon,
  FolderIcon,
  InfoIcon,
  LinkIcon,
} from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { PhotoFacts } from '../photos/PhotoFacts.tsx';
import { CannotShow } from './CannotShow.tsx';
import { FilmStage } from './FilmStage.tsx';
import { PictureStage } from './PictureStage.tsx';
import { useKeys } from './use-keys.ts';
import {
  type AskAround,
  type Opened,
  useViewerPlace,
  type ViewerPlaceHook,
  type ViewerPosition,
} from './use-viewer-place.ts';
import styles from './Viewer.module.css';

/** One photo or film on a dark stage that fills the window. The arrow keys go to its neighbours. */
export interface PhotoViewerProps {
  readonly opened: Opened;
  readonly around: AskAround;
  /** Called whenever another photo is shown, or the photo stands elsewhere in the list by now. Must keep its identity. */
  readonly onPosition: (position: ViewerPosition) => void;
  readonly onClose: () => void;
  readonly finalFocus: () => HTMLElement | null;
}

/** Where there is room for both, what is known of a photo stands beside it from the beginning. */
const roomForInfo = '(min-width: 62rem)';

export function PhotoViewer({ opened, around, onPosition, onClose, finalFocus }: PhotoViewerProps) {
  const t = useTexts();
  const viewer = useViewerPlace(opened, around);
  const { photo, place, total, problem } = viewer;
  useEffect(() => onPosition({ photo, place, total }), [photo, place, total, onPosition]);
  const [hasInfo, setInfo] = useState(() => window.matchMedia(roomForInfo).matches);
  const toggleInfo = () => setInfo((before) => !before);
  useViewerKeys(viewer, toggleInfo);
  return (
    <BaseDialog.Root open onOpenChange={(next) => (next ? undefined : onClose())}>
      <BaseDialog.Portal>
        <BaseDialog.Popup className={styles.viewer} data-info={hasInfo} finalFocus={finalFocus}>
          <header className={styles.bar}>
            <TitleOf photo={photo} />
            {photo === undefined ? null : <Commands id={photo.id} hasInfo={hasInfo} onInfo={toggleInfo} />}
            <IconButton label={t('viewer.close')} icon={CrossIcon} onClick={onClose} />
          </header>
          <div className={styles.scene}>
            {photo === undefined ? null : <Scene key={photo.id} photo={photo} />}
            {photo === undefined && problem === null ? <Waiting label={t('viewer.loading')} /> : null}
            {problem === null ? null : (
              <div className={photo === undefined ? styles.cannot : styles.failure}>
                <ProblemNotice
                  problem={problem}
                  actions={<Button onClick={viewer.again}>{t('viewer.again')}</Button>}
                />
              </div>
            )}
            <Turn {...viewer} />
          </div>
          {photo === undefined || !hasInfo ? null : (
            <aside className={styles.info}>
              <PhotoFacts id={photo.id} onLeave={onClose} />
              <p className={styles.keys}>{t('viewer.keys')}</p>
            </aside>
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function TitleOf({ photo }: { readonly photo: GridPhoto | undefined }) {
  const t = useTexts();
  const formats = useFormats();
  const taken = photo?.takenLocal ?? null;
  return (
    <div className={styles.names}>
      <BaseDialog.Title className={styles.name}>{photo?.name ?? t('viewer.loading')}</BaseDialog.Title>
      {photo === undefined ? null : (
        <p className={styles.taken}>{taken === null ? t('viewer.undated') : formats.localDateTime(taken)}</p>
      )}
    </div>
  );
}

interface CommandsProps {
  readonly id: number;
  readonly hasInfo: boolean;
  readonly onInfo: () => void;
}

function Commands({ id, hasInfo, onInfo }: CommandsProps) {
  const t = useTexts();
  const show = useCommand('photos.showInFolder');
  const open = useCommand('photos.openExternally');
  const failed = show.problem === null ? open : show;
  return (
    <>
      <button className={styles.chip} type="button" aria-pressed={hasInfo} onClick={onInfo}>
        <InfoIcon />
        <span className={styles.wordy}>{t('viewer.info')}</span>
      </button>
      <IconButton label={t('viewer.show-in-folder')} icon={FolderIcon} onClick={() => void show.run({ id })} />
      <IconButton label={t('viewer.open-externally')} icon={LinkIcon} onClick={() => void open.run({ id })} />
      {failed.problem === null ? null : (
        <div className={styles.failure}>
          <ProblemNotice problem={failed.problem} onDismiss={failed.dismiss} />
        </div>
      )}
    </>
  );
}

/** The photo or film itself, as it can be shown. */
function Scene({ photo }: { readonly photo: GridPhoto }) {
  const t = useTexts();
  const answer = useAnswer('photos.view', { id: photo.id });
  if (answer.state === 'loading') return <Waiting label={t('viewer.loading')} />;
  if (answer.state === 'failed') {
    return (
      <div className={styles.cannot}>
        <ProblemNotice problem={answer.problem} actions={<Button onClick={answer.again}>{t('viewer.again')}</Button>} />
      </div>
    );
  }
  const { shows } = answer.value;
  switch (shows) {
    case 'film':
      return <FilmStage photo={photo} />;
    case 'original':
    case 'decoded':
      return <PictureStage photo={photo} view={answer.value} />;
    case 'nothing':
      return <CannotShow photo={photo} kind={photo.kind === 'video' ? 'film' : 'picture'} />;
    default:
      return assertNever(shows);
  }
}

function Turn({ place, total, step }: ViewerPlaceHook) {
  const t = useTexts();
  return (
    <>
      <div className={styles.turn} data-side="before">
        <IconButton
          label={t('viewer.previous')}
          icon={ChevronLeftIcon}
          disabled={place === 0}
          onClick={() => step(-1)}
        />
      </div>
      <div className={styles.turn} data-side="after">
        <IconButton
          label={t('viewer.next')}
          icon={ChevronRightIcon}
          disabled={place >= total - 1}
          onClick={() => step(1)}
        />
      </div>
      <p className={styles.place} role="status">
        {t('viewer.place', { place: place + 1, total })}
      </p>
    </>
  );
}

/** Anywhere in the viewer, but in a film that has the keyboard: there the arrows seek. */
function useViewerKeys({ step, jump }: ViewerPlaceHook, toggleInfo: () => void): void {
  const moves = new Map<string, () => void>([
    ['ArrowLeft', () => step(-1)],
    ['ArrowRight', () => step(1)],
    ['Home', () => jump('first')],
    ['End', () => jump('last')],
  ]);
  useKeys(({ key, shiftKey, target }) => {
    if (shiftKey || target instanceof HTMLVideoElement) return false;
    const move = key.toLowerCase() === 'i' ? toggleInfo : moves.get(key);
    move?.();
    return move !== undefined;
  });
}
