import { Meter as BaseMeter } from '@base-ui/react/meter';
import { barShare } from './bar-share.ts';
import styles from './Meter.module.css';
import type { Tone } from './tone.ts';

/** How much of something limited is used. */
export interface MeterProps {
  readonly label: string;
  readonly used: number;
  readonly limit: number;
  /** The same in words, shown on the right: "1,204 of 10,000". */
  readonly text: string;
  readonly tone?: Tone;
}

export function Meter({ label, used, limit, text, tone = 'running' }: MeterProps) {
  const most = Math.max(1, limit);
  const value = Math.min(used, most);
  return (
    <BaseMeter.Root className={styles.root} data-tone={tone} value={value} max={most} getAriaValueText={() => text}>
      <BaseMeter.Label className={styles.label}>{label}</BaseMeter.Label>
      <span className={styles.text}>{text}</span>
      <BaseMeter.Track className={styles.track}>
        <BaseMeter.Indicator className={styles.indicator} style={barShare(value / most)} />
      </BaseMeter.Track>
    </BaseMeter.Root>
  );
}
