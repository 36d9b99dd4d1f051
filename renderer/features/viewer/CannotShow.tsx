import type { GridPhoto } from '../../../electron/contract/desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { LinkIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { FileTile, Thumbnail } from '../photos/Thumbnail.tsx';
import styles from './Viewer.module.css';

/** In place of what this window cannot show: what it is, that it is whole, and another way to see it. */
export function CannotShow({ photo, kind }: { readonly photo: GridPhoto; readonly kind: 'picture' | 'film' }) {
  const t = useTexts();
  const open = useCommand('photos.openExternally');
  return (
    <div className={styles.cannot} role="status">
      <div className={styles.small}>
        <Thumbnail id={photo.id} fallback={<FileTile photo={photo} />} fit="contain" />
      </div>
      <p className={styles.cannotTitle}>{t(`viewer.cannot-show.titles.${kind}`)}</p>
      <p>{t(`viewer.cannot-show.words.${kind}`)}</p>
      {open.problem === null ? null : <ProblemNotice problem={open.problem} onDismiss={open.dismiss} />}
      <Button kind="primary" icon={LinkIcon} busy={open.busy} onClick={() => void open.run({ id: photo.id })}>
        {t('viewer.open-externally')}
      </Button>
    </div>
  );
}
