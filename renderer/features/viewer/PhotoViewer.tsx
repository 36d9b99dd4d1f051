import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useState } from 'react';
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
import type { ItemPages } from '../photos/item-pages.ts';
import { PhotoFacts } from '../photos/PhotoFacts.tsx';
import { useItemsVersion } from '../photos/use-item-pages.ts';
import { CannotShow } from './CannotShow.tsx';
import { FilmStage } from './FilmStage.tsx';
import { PictureStage } from './PictureStage.tsx';
import { useKeys } from './use-keys.ts';
import styles from './Viewer.module.css';

/** One photo or film on a dark stage that fills the window. The arrow keys go to its neighbours. */
export interface PhotoViewerProps {
  readonly pages: ItemPages<GridPhoto>;
  readonly item: number;
  readonly total: number;
  readonly onMove: (item: number) => void;
  readonly onClose: () => void;
  readonly finalFocus: () => HTMLElement | null;
}

/** Where there is room for both, what is known of a photo stands beside it from the beginning. */
const roomForInfo = '(min-width: 62rem)';

export function PhotoViewer({ pages, item, total, onMove, onClose, finalFocus }: PhotoViewerProps) {
  const t = useTexts();
  useItemsVersion(pages, item, item);
  const photo = pages.at(item);
  const [hasInfo, setInfo] = useState(() => window.matchMedia(roomForInfo).matches);
  const toggleInfo = () => setInfo((before) => !before);
  useViewerKeys({ item, total, onMove, toggleInfo });
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
            {photo === undefined ? <Waiting label={t('viewer.loading')} /> : <Scene key={photo.id} photo={photo} />}
            <Turn item={item} total={total} onMove={onMove} />
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

type TurnProps = Pick<PhotoViewerProps, 'item' | 'total' | 'onMove'>;

function Turn({ item, total, onMove }: TurnProps) {
  const t = useTexts();
  return (
    <>
      <div className={styles.turn} data-side="before">
        <IconButton
          label={t('viewer.previous')}
          icon={ChevronLeftIcon}
          disabled={item === 0}
          onClick={() => onMove(item - 1)}
        />
      </div>
      <div className={styles.turn} data-side="after">
        <IconButton
          label={t('viewer.next')}
          icon={ChevronRightIcon}
          disabled={item >= total - 1}
          onClick={() => onMove(item + 1)}
        />
      </div>
      <p className={styles.place} role="status">
        {t('viewer.place', { place: item + 1, total })}
      </p>
    </>
  );
}

interface ViewerKeys extends TurnProps {
  readonly toggleInfo: () => void;
}

/** Anywhere in the viewer, but in a film that has the keyboard: there the arrows seek. */
function useViewerKeys({ item, total, onMove, toggleInfo }: ViewerKeys): void {
  const places = new Map([
    ['ArrowLeft', item - 1],
    ['ArrowRight', item + 1],
    ['Home', 0],
    ['End', total - 1],
  ]);
  useKeys(({ key, shiftKey, target }) => {
    if (shiftKey || target instanceof HTMLVideoElement) return false;
    if (key.toLowerCase() === 'i') {
      toggleInfo();
      return true;
    }
    const next = places.get(key);
    if (next !== undefined && next >= 0 && next < total && next !== item) onMove(next);
    return next !== undefined;
  });
}
