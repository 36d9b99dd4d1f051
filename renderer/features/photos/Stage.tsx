import { useState } from 'react';
import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import styles from './PhotoViewer.module.css';
import { photosStrings } from './strings.ts';
import { FileTile, Thumbnail } from './Thumbnail.tsx';

/** Longest side of a preview on the screen, in CSS pixels: twice that of its picture, which still looks well. */
const longestSide = 800;

/** The picture of the viewer, in the photo's own proportions before it is there. Give it the photo's id as its key. */
export function Stage({ photo }: { readonly photo: GridPhoto }) {
  const [missing, setMissing] = useState(false);
  const width = photo.width ?? 4;
  const height = photo.height ?? 3;
  const widest = Math.round((longestSide * width) / Math.max(width, height));
  return (
    <>
      <div className={styles.stage}>
        <div
          className={styles.sheet}
          style={{
            aspectRatio: `${width} / ${height}`,
            width: `min(100cqw, calc(100cqh * ${width / height}), ${widest}px)`,
          }}
        >
          <Thumbnail
            id={photo.id}
            fallback={<FileTile photo={photo} />}
            fit="contain"
            onMissing={() => setMissing(true)}
          />
        </div>
      </div>
      <p className={styles.note}>{missing ? photosStrings.viewer.noPreview : photosStrings.viewer.preview}</p>
    </>
  );
}
