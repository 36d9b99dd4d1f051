import styles from './StatusDot.module.css';
import type { Tone } from './tone.ts';

/** A coloured dot with its ghost; always stands beside words. */
export function StatusDot({ tone, pulsing = false }: { readonly tone: Tone; readonly pulsing?: boolean }) {
  return <span className={styles.dot} data-tone={tone} data-pulsing={pulsing} aria-hidden="true" />;
}
