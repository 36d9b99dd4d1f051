import { Switch } from '@base-ui/react/switch';
import { useId } from 'react';
import styles from './SwitchRow.module.css';

/** Something that is on or off, with what that means; takes effect at once. */
export interface SwitchRowProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function SwitchRow({ label, hint, checked, disabled = false, onChange }: SwitchRowProps) {
  const labelId = useId();
  const hintId = useId();
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.label} id={labelId}>
          {label}
        </span>
        {hint === undefined ? null : (
          <p className={styles.hint} id={hintId}>
            {hint}
          </p>
        )}
      </div>
      <Switch.Root
        className={styles.switch}
        checked={checked}
        disabled={disabled}
        aria-labelledby={labelId}
        aria-describedby={hint === undefined ? undefined : hintId}
        onCheckedChange={(next) => onChange(next)}
      >
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
    </div>
  );
}
