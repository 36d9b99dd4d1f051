import { useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import type { PhotoView } from '../../../electron/contract/viewer-models.ts';
import { IconButton } from '../../components/Button.tsx';
import { MinusIcon, PlusIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CannotShow } from './CannotShow.tsx';
import { LiveClip } from './LiveClip.tsx';
import { useKeys } from './use-keys.ts';
import { useZoom, type ZoomStage } from './use-zoom.ts';
import styles from './Viewer.module.css';
import { isCropped, type Point, placeOf, type Size, scaleOf } from './zoom.ts';

/** A photo in its own pixels, which can be zoomed and moved. Give it the photo's id as its key. */
export interface PictureStageProps {
  readonly photo: GridPhoto;
  readonly view: PhotoView;
}

/** How far one press of a key moves a picture, in CSS pixels. */
const keyPan = 80;

export function PictureStage({ photo, view }: PictureStageProps) {
  const t = useTexts();
  const [shown, setShown] = useState<Size | null>(null);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  // Until the picture itself tells, what the catalog knows of it; what is decoded elsewhere may be smaller.
  const picture = shown ?? { width: photo.width ?? 4, height: photo.height ?? 3 };
  const stage = useZoom(picture);
  useZoomKeys(stage);
  const { zoom, space } = stage;
  const box = space === null ? null : placeOf(zoom, space);
  if (state === 'failed') return <CannotShow photo={photo} kind="picture" />;
  return (
    <>
      <div
        className={styles.stage}
        ref={stage.stage}
        data-cropped={space !== null && isCropped(zoom, space)}
        data-state={state}
      >
        {box === null ? null : (
          <div
            className={styles.sheet}
            style={{ width: box.width, height: box.height, transform: `translate(${box.x}px, ${box.y}px)` }}
          >
            {state === 'loading' ? <img className={styles.early} src={`/thumbnail/${photo.id}`} alt="" /> : null}
            <img
              className={styles.picture}
              src={`/${view.shows === 'decoded' ? 'picture' : 'original'}/${photo.id}`}
              alt={t('viewer.picture', { name: photo.name })}
              decoding="async"
              draggable={false}
              data-enlarged={space !== null && scaleOf(zoom, space) * space.density > 2}
              onLoad={({ currentTarget }) => {
                setShown({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight });
                setState('ready');
              }}
              onError={() => setState('failed')}
            />
            {view.hasMotion ? <LiveClip id={photo.id} /> : null}
          </div>
        )}
      </div>
      <ZoomBar stage={stage} />
      <Shrunk photo={photo} shown={shown} />
    </>
  );
}

function Shrunk({ photo, shown }: { readonly photo: GridPhoto; readonly shown: Size | null }) {
  const t = useTexts();
  const real = Math.max(photo.width ?? 0, photo.height ?? 0);
  const seen = shown === null ? real : Math.max(shown.width, shown.height);
  if (real === 0 || seen >= real * 0.97) return null;
  return <p className={styles.note}>{t('viewer.shrunk', { percent: Math.round((seen / real) * 100) })}</p>;
}

function ZoomBar({ stage: { zoom, space, step, showAll, full } }: { readonly stage: ZoomStage }) {
  const t = useTexts();
  const percent = space === null ? null : Math.round(scaleOf(zoom, space) * space.density * 100);
  return (
    <fieldset className={styles.zoom} aria-label={t('viewer.zoom')}>
      <IconButton label={t('viewer.zoom-out')} icon={MinusIcon} onClick={() => step('out')} />
      <output className={styles.percent}>{percent === null ? '' : t('viewer.percent', { percent })}</output>
      <IconButton label={t('viewer.zoom-in')} icon={PlusIcon} onClick={() => step('in')} />
      <button className={styles.chip} type="button" aria-pressed={zoom.kind === 'fit'} onClick={showAll}>
        {t('viewer.fit')}
      </button>
      <button className={styles.chip} type="button" aria-pressed={percent === 100} onClick={full}>
        {t('viewer.full-size')}
      </button>
    </fieldset>
  );
}

/** With Shift they move the picture; without, the arrows go to the neighbours. */
const panKeys = new Map<string, Point>([
  ['ArrowLeft', { x: keyPan, y: 0 }],
  ['ArrowRight', { x: -keyPan, y: 0 }],
  ['ArrowUp', { x: 0, y: keyPan }],
  ['ArrowDown', { x: 0, y: -keyPan }],
]);
const zoomKeys = new Map<string, (stage: ZoomStage) => void>([
  ['+', ({ step }) => step('in')],
  ['=', ({ step }) => step('in')],
  ['-', ({ step }) => step('out')],
  ['0', ({ showAll }) => showAll()],
  ['1', ({ full }) => full()],
]);

function useZoomKeys(stage: ZoomStage): void {
  useKeys(({ key, shiftKey }) => {
    const by = shiftKey ? panKeys.get(key) : undefined;
    if (by !== undefined) {
      stage.pan(by);
      return true;
    }
    const zoom = zoomKeys.get(key);
    zoom?.(stage);
    return zoom !== undefined;
  });
}
