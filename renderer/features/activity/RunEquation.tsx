import type { RunSums } from '../../../electron/contract/models.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import styles from './RunRow.module.css';
import { activityStrings } from './strings.ts';

const strings = activityStrings.sums;

/** The accounting identity of a run, written as the equation it is. */
export function RunEquation({ sums }: { readonly sums: RunSums }) {
  const formats = useFormats();
  const parts = [
    { sign: '=', word: strings.stored, value: sums.stored },
    { sign: '+', word: strings.present, value: sums.present },
    { sign: '+', word: strings.skipped, value: sums.skipped },
    { sign: '+', word: strings.failed, value: sums.failed },
  ];
  return (
    <p className={styles.equation}>
      <span className={styles.part}>
        <b>{formats.count(sums.discovered)}</b> {strings.discovered}
      </span>
      {parts.map(({ sign, word, value }) => (
        <span
          className={styles.part}
          key={word}
          data-zero={value === 0}
          data-failed={word === strings.failed && value > 0}
        >
          {sign} <b>{formats.count(value)}</b> {word}
        </span>
      ))}
    </p>
  );
}
