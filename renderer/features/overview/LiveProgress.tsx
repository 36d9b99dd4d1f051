import type { LiveRun } from '../../../electron/contract/desktop-models.ts';
import { sourceTable } from '../../../electron/contract/source-kinds.ts';
import { Progress } from '../../components/Progress.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Overview.module.css';

/** A run in progress: how far, how fast, how long still, and what is in flight. Silent: it ticks. */
export function LiveProgress({ run }: { readonly run: LiveRun }) {
  const t = useTexts();
  const formats = useFormats();
  const { phase, items, bytes, bytesPerSecond, secondsLeft, discovered, current } = run.progress;
  const count =
    items.total === null
      ? t('overview.progress.so-far', { done: items.done })
      : t('overview.progress.of', { done: items.done, total: items.total });
  const waiting = useSnapshot(({ quota }) => quota?.state === 'waiting');
  const moving = !waiting && (phase === 'transferring' || bytesPerSecond > 0);
  const isImport = sourceTable[run.source].purpose === 'import';
  const numbers = [
    { term: isImport ? t('overview.progress.imported') : t('overview.progress.fetched'), value: count },
    { term: t('overview.progress.size'), value: formats.bytes(bytes) },
    {
      term: t('overview.progress.speed'),
      value: moving ? formats.rate(bytesPerSecond) : t('overview.progress.unknown'),
    },
    {
      term: t('overview.progress.left'),
      value: secondsLeft === null || waiting ? t('overview.progress.left-unknown') : formats.duration(secondsLeft),
    },
    // Once all that was found is to be fetched, it's the number beside "Fetched".
    ...(discovered === items.total ? [] : [{ term: t('overview.progress.seen'), value: formats.count(discovered) }]),
  ];
  return (
    <div className={styles.progress}>
      <p className={styles.phase}>
        {isImport ? t(`overview.progress.import-phases.${phase}`) : t(`overview.progress.phases.${phase}`)}
      </p>
      <Progress label={t('overview.progress.label')} value={shareOf(items)} valueText={count} />
      <dl className={styles.numbers}>
        {numbers.map(({ term, value }) => (
          <div className={styles.number} key={term}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
      {current.length === 0 ? null : (
        <ul className={styles.current} aria-label={t('overview.progress.current')}>
          {current.map((name, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two items in flight may have one name, and none keeps its place.
            <li className={styles.item} key={`${place} ${name}`} title={name}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function shareOf({ done, total }: LiveRun['progress']['items']): number | null {
  if (total === null) return null;
  return total === 0 ? 1 : done / total;
}
