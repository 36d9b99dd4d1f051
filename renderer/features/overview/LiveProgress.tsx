import type { LiveRun } from '../../../electron/contract/desktop-models.ts';
import { sourceTable } from '../../../electron/contract/source-kinds.ts';
import { Progress } from '../../components/Progress.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Overview.module.css';
import { overviewStrings } from './strings.ts';

const strings = overviewStrings.progress;

/** A run in progress: how far, how fast, how long still, and what is in flight. Silent: it ticks. */
export function LiveProgress({ run }: { readonly run: LiveRun }) {
  const formats = useFormats();
  const { phase, items, bytes, bytesPerSecond, secondsLeft, discovered, current } = run.progress;
  const done = formats.count(items.done);
  const count = items.total === null ? strings.soFar(done) : strings.of(done, formats.count(items.total));
  const waiting = useSnapshot(({ quota }) => quota?.state === 'waiting');
  const moving = !waiting && (phase === 'transferring' || bytesPerSecond > 0);
  const isImport = sourceTable[run.source].purpose === 'import';
  const numbers = [
    { term: isImport ? strings.imported : strings.fetched, value: count },
    { term: strings.size, value: formats.bytes(bytes) },
    { term: strings.speed, value: moving ? formats.rate(bytesPerSecond) : strings.unknown },
    {
      term: strings.left,
      value: secondsLeft === null || waiting ? strings.leftUnknown : formats.duration(secondsLeft),
    },
    { term: strings.seen, value: formats.count(discovered) },
  ];
  return (
    <div className={styles.progress}>
      <p className={styles.phase}>{(isImport ? strings.importPhases : strings.phases)[phase]}</p>
      <Progress label={strings.label} value={shareOf(items)} valueText={count} />
      <dl className={styles.numbers}>
        {numbers.map(({ term, value }) => (
          <div className={styles.number} key={term}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
      {current.length === 0 ? null : (
        <ul className={styles.current} aria-label={strings.current}>
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
