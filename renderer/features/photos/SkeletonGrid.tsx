import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import styles from './SkeletonGrid.module.css';

const tiles = Array.from({ length: 24 }, (_, index) => index);

/** Where photos will stand, while it is not known how many there are. */
export function SkeletonGrid({ label }: { readonly label: string }) {
  return (
    <div className={styles.grid} role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {tiles.map((tile) => (
        <span className={styles.tile} key={tile} />
      ))}
    </div>
  );
}
