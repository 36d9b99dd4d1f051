import type { EntryCounts, EntryState } from '../../../electron/contract/takeout-models.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import styles from './EntrySums.module.css';
import { entrySums } from './export-facts.ts';
import { takeoutStrings } from './strings.ts';

const strings = takeoutStrings.sums;
const bad: ReadonlySet<EntryState> = new Set<EntryState>(['refused', 'failed']);

/** Every file of the parts and what became of it, as the equation that it is. */
export function EntrySums({ counts }: { readonly counts: EntryCounts }) {
  const formats = useFormats();
  const { listed, parts } = entrySums(counts);
  return (
    <div className={styles.sums}>
      <p className={styles.listed}>{formats.plural(listed, strings.listed)}</p>
      <ul className={styles.parts} aria-label={strings.label}>
        {parts.map(({ state, count }, index) => (
          <li className={styles.part} key={state} data-bad={bad.has(state)}>
            <span className={styles.sign} aria-hidden="true">
              {index === 0 ? '=' : '+'}
            </span>{' '}
            <b>{formats.count(count)}</b> {strings.states[state]}
          </li>
        ))}
      </ul>
    </div>
  );
}
