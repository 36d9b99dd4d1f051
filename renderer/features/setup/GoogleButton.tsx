import styles from './GoogleButton.module.css';

/**
 * The button that Google asks apps to use for its sign-in: rectangular, white or dark with its hairline, the G in its
 * own colours at the left (developers.google.com/identity/branding-guidelines).
 */
export interface GoogleButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

export function GoogleButton({ label, disabled, onClick }: GoogleButtonProps) {
  return (
    <button className={styles.google} type="button" aria-disabled={disabled} onClick={disabled ? undefined : onClick}>
      <svg className={styles.sign} viewBox="0 0 48 48" aria-hidden="true">
        <path className={styles.red} d="M38.04 11.36A18.9 18.9 0 0 0 7.06 15.59" />
        <path className={styles.yellow} d="M7.06 15.59a18.9 18.9 0 0 0 0 16.82" />
        <path className={styles.green} d="M7.06 32.41a18.9 18.9 0 0 0 29.09 6.07" />
        <path className={styles.blue} d="M36.15 38.48A18.9 18.9 0 0 0 42.6 24" />
        <path className={styles.bar} d="M24 19.6h22.6a24 24 0 0 1 .2 4.9l-4 4.4H24Z" />
      </svg>
      {label}
    </button>
  );
}
