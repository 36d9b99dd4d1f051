import type { LibraryStatus } from '../../../electron/contract/models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FolderIcon, PhotosIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Overview.module.css';
import { overviewStrings } from './strings.ts';

const strings = overviewStrings.library;

/** What is stored, and whether that is everything. */
export function LibraryCard() {
  const library = useSnapshot((snapshot) => snapshot.library);
  const destination = useSnapshot((snapshot) => snapshot.destination);
  const running = useSnapshot((snapshot) => snapshot.run !== null);
  const formats = useFormats();
  const open = useCommand('destination.open');
  const free = destination === null ? [] : [{ term: strings.free, value: formats.bytes(destination.freeBytes) }];
  return (
    <Card
      title={strings.title}
      icon={PhotosIcon}
      aside={
        <div className={styles.inLine}>
          <Button size="small" kind="quiet" icon={FolderIcon} busy={open.busy} onClick={() => void open.run(null)}>
            {strings.open}
          </Button>
        </div>
      }
    >
      {open.problem === null ? null : <ProblemNotice problem={open.problem} onDismiss={open.dismiss} />}
      {library === null || library.assets === 0 ? (
        <p className={styles.soft}>{running ? strings.filling : strings.empty}</p>
      ) : (
        <>
          <Facts
            layout="columns"
            facts={[
              { term: strings.assetsTerm, value: formats.count(library.assets) },
              { term: strings.bytes, value: formats.bytes(library.bytes) },
              { term: strings.albums, value: formats.count(library.albums) },
              ...free,
            ]}
          />
          <div className={styles.tallies}>
            {talliesOf(library.items, formats).map((tally) => (
              <p key={tally}>{tally}</p>
            ))}
          </div>
        </>
      )}
    </Card>
  );
}

function talliesOf(items: LibraryStatus['items'], formats: Formats): readonly string[] {
  const open = [
    ...(items.wanted === 0 ? [] : [formats.plural(items.wanted, strings.wanted)]),
    ...(items.failed === 0 ? [] : [formats.plural(items.failed, strings.failed)]),
  ];
  const skipped = items.skipped === 0 ? [] : [formats.plural(items.skipped, strings.skipped)];
  return [...(open.length === 0 ? [strings.complete] : open), ...skipped];
}
