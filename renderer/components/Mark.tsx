import styles from './Mark.module.css';

/** The sign of Afterimage: a warm circle and the cool ghost it leaves. `size` follows the font size. */
export function Mark({ breathing = false }: { readonly breathing?: boolean }) {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true" data-breathing={breathing}>
      <circle className={styles.ghost} cx="20.5" cy="16" r="9.5" />
      <circle className={styles.light} cx="12" cy="16" r="9.5" />
    </svg>
  );
}
