import type { RunSums } from '../../../electron/contract/models.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './RunRow.module.css';

/** The accounting identity of a run, written as the equation it is. */
export function RunEquation({ sums }: { readonly sums: RunSums }) {
  const t = useTexts();
  const formats = useFormats();
  const parts = [
    { sign: '=', word: t('activity.sums.stored'), value: sums.stored },
    { sign: '+', word: t('activity.sums.present'), value: sums.present },
    { sign: '+', word: t('activity.sums.skipped'), value: sums.skipped },
    { sign: '+', word: t('activity.sums.failed'), value: sums.failed },
  ];
  return (
    <p className={styles.equation}>
      <span className={styles.part}>
        <b>{formats.count(sums.discovered)}</b> {t('activity.sums.discovered')}
      </span>
      {parts.map(({ sign, word, value }) => (
        <span
          className={styles.part}
          key={word}
          data-zero={value === 0}
          data-failed={word === t('activity.sums.failed') && value > 0}
        >
          {sign} <b>{formats.count(value)}</b> {word}
        </span>
      ))}
    </p>
  );
}
