import styles from './Mark.module.css';

/** The sign of Afterimage: a warm circle and the cool ghost it leaves. Its size follows the font size. */
export function Mark({ breathing = false }: { readonly breathing?: boolean }) {
  return <span className={styles.mark} aria-hidden="true" data-breathing={breathing} />;
}
