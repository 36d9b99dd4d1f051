import styles from './ExactWords.module.css';

/** What Google or the system said, word for word: for those who look it up. */
export function ExactWords({ children }: { readonly children: string }) {
  return <p className={styles.words}>{children}</p>;
}
