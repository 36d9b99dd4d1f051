import type { LibraryStatus } from '../../../electron/contract/models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FolderIcon, PhotosIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import type { Translate } from '../../messages/texts.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Overview.module.css';

/** What is stored, and whether that is everything. */
export function LibraryCard() {
  const t = useTexts();
  const library = useSnapshot((snapshot) => snapshot.library);
  const destination = useSnapshot((snapshot) => snapshot.destination);
  const running = useSnapshot((snapshot) => snapshot.run !== null);
  const formats = useFormats();
  const open = useCommand('destination.open');
  const free =
    destination === null ? [] : [{ term: t('overview.library.free'), value: formats.bytes(destination.freeBytes) }];
  return (
    <Card
      title={t('overview.library.title')}
      icon={PhotosIcon}
      aside={
        <div className={styles.inLine}>
          <Button size="small" kind="quiet" icon={FolderIcon} busy={open.busy} onClick={() => void open.run(null)}>
            {t('overview.library.open')}
          </Button>
        </div>
      }
    >
      {open.problem === null ? null : <ProblemNotice problem={open.problem} onDismiss={open.dismiss} />}
      {library === null || library.assets === 0 ? (
        <p className={styles.soft}>{running ? t('overview.library.filling') : t('overview.library.empty')}</p>
      ) : (
        <>
          <Facts
            layout="columns"
            facts={[
              { term: t('overview.library.assets'), value: formats.count(library.assets) },
              { term: t('overview.library.bytes'), value: formats.bytes(library.bytes) },
              { term: t('overview.library.albums'), value: formats.count(library.albums) },
              ...free,
            ]}
          />
          <div className={styles.tallies}>
            {talliesOf(library.items, t).map((tally) => (
              <p key={tally}>{tally}</p>
            ))}
          </div>
        </>
      )}
    </Card>
  );
}

function talliesOf(items: LibraryStatus['items'], t: Translate): readonly string[] {
  const open = [
    ...(items.wanted === 0 ? [] : [t('overview.library.wanted', { items: items.wanted })]),
    ...(items.failed === 0 ? [] : [t('overview.library.failed', { items: items.failed })]),
  ];
  const skipped = items.skipped === 0 ? [] : [t('overview.library.skipped', { items: items.skipped })];
  return [...(open.length === 0 ? [t('overview.library.complete')] : open), ...skipped];
}
