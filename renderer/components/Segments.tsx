import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import styles from './Segments.module.css';

/** A few short choices side by side, one of them taken: an order, a filter. */
export interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <ToggleGroup<T>
      className={styles.group}
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => (next === undefined ? undefined : onChange(next))}
    >
      {options.map((option) => (
        <Toggle className={styles.segment} key={option.value} value={option.value}>
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
