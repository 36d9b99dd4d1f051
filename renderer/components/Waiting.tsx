import { Mark } from './Mark.tsx';
import styles from './Waiting.module.css';

/** While something is being fetched. Appears only after a moment, so that quick answers do not flicker. */
export function Waiting({ label }: { readonly label: string }) {
  return (
    <div className={styles.waiting} role="status">
      <Mark breathing />
      {label}
    </div>
  );
}
