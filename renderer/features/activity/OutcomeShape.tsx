import type { RunOutcome } from '../../../electron/contract/models.ts';
import styles from './OutcomeShape.module.css';

/** How a run ended as colour and shape: a full circle, a triangle, or half of a circle. */
export function OutcomeShape({ outcome }: { readonly outcome: RunOutcome }) {
  return (
    <svg className={styles.shape} viewBox="0 0 16 16" aria-hidden="true" data-outcome={outcome}>
      {outcome === 'complete' ? <circle cx="8" cy="8" r="6.5" /> : null}
      {outcome === 'problems' ? <path d="M8 1.6 15.2 14.2H.8Z" /> : null}
      {outcome === 'stopped' ? (
        <>
          <circle className={styles.outline} cx="8" cy="8" r="5.6" />
          <path d="M8 2.4a5.6 5.6 0 0 0 0 11.2Z" />
        </>
      ) : null}
    </svg>
  );
}
