import { NumberField as BaseNumberField } from '@base-ui/react/number-field';
import { useEffect, useId, useState } from 'react';
import { useFormats } from '../formatting/formats-context.tsx';
import styles from './Field.module.css';

/** A labelled number; `onCommit` is called when the person has finished typing. Null is "empty". */
export interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly unit?: string;
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly fractionDigits?: number;
  readonly disabled?: boolean;
  readonly onCommit: (value: number | null) => void;
}

export function NumberField(props: NumberFieldProps) {
  const { label, hint, unit, value, min, max, fractionDigits = 0, disabled = false, onCommit } = props;
  const id = useId();
  const hintId = useId();
  const { locale } = useFormats();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.withUnit}>
        <BaseNumberField.Root
          id={id}
          className={styles.number}
          value={typed}
          min={min}
          max={max}
          // Left alone, it takes the browser's: 2.5 is twenty-five in German, on a page that writes 2.5 everywhere else.
          locale={locale}
          format={{ maximumFractionDigits: fractionDigits }}
          disabled={disabled}
          onValueChange={setTyped}
          onValueCommitted={(next) => (next === value ? undefined : onCommit(next))}
        >
          <BaseNumberField.Input
            className={styles.input}
            {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
          />
        </BaseNumberField.Root>
        {unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
      </div>
      {hint === undefined ? null : (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
