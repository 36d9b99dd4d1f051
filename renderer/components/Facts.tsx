import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** One thing known: a term and its value. */
export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

/** A list of facts; `columns` puts them side by side as big numbers, `stacked` each term above its value. */
export function Facts({
  facts,
  layout = 'rows',
}: {
  readonly facts: readonly Fact[];
  readonly layout?: 'rows' | 'columns' | 'stacked';
}) {
  return (
    <dl className={styles.facts} data-layout={layout}>
      {facts.map(({ term, value }) => (
        <div className={styles.fact} key={term}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
