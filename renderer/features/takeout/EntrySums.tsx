import type { EntryCounts, EntryState } from '../../../electron/contract/takeout-models.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './EntrySums.module.css';
import { entrySums } from './export-facts.ts';

const bad: ReadonlySet<EntryState> = new Set<EntryState>(['refused', 'failed']);

/** Every file of the parts and what became of it, as the equation that it is. */
export function EntrySums({ counts }: { readonly counts: EntryCounts }) {
  const t = useTexts();
  const formats = useFormats();
  const { listed, parts } = entrySums(counts);
  return (
    <div className={styles.sums}>
      <p className={styles.listed}>{t('takeout.sums.listed', { entries: listed })}</p>
      <ul className={styles.parts} aria-label={t('takeout.sums.label')}>
        {parts.map(({ state, count }, index) => (
          <li className={styles.part} key={state} data-bad={bad.has(state)}>
            <span className={styles.sign} aria-hidden="true">
              {index === 0 ? '=' : '+'}
            </span>{' '}
            <b>{formats.count(count)}</b> {t(`takeout.sums.states.${state}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
