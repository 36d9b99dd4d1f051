import { Progress as BaseProgress } from '@base-ui/react/progress';
import { barShare } from './bar-share.ts';
import styles from './Progress.module.css';

/** How far something is, 0 to 1; null while nobody knows. Not announced: ticks would drown out everything else. */
export interface ProgressProps {
  readonly label: string;
  readonly value: number | null;
  /** What a screen reader says instead of a percentage. */
  readonly valueText?: string;
}

export function Progress({ label, value, valueText }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return (
    <BaseProgress.Root
      value={percent}
      aria-label={label}
      {...(valueText === undefined ? {} : { 'aria-valuetext': valueText })}
    >
      <BaseProgress.Track className={styles.track}>
        <BaseProgress.Indicator
          className={styles.indicator}
          {...(percent === null ? {} : { style: barShare(percent / 100) })}
        />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
