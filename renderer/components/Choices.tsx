import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import styles from './Choices.module.css';

/** One of a few choices, each with a sentence. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** A few choices as cards, one of them taken. Arrow keys move between them. */
export interface ChoicesProps<T extends string> {
  readonly label: string;
  /** Null while none is taken. */
  readonly value: T | null;
  readonly choices: readonly Choice<T>[];
  readonly disabled?: boolean;
  readonly onChange: (value: T) => void;
}

export function Choices<T extends string>({ label, value, choices, disabled = false, onChange }: ChoicesProps<T>) {
  const id = useId();
  return (
    <RadioGroup<T | null>
      className={styles.group}
      aria-label={label}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      {choices.map((choice) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is the Radio inside.
        <label className={styles.choice} key={choice.value}>
          <Radio.Root
            className={styles.radio}
            value={choice.value}
            aria-labelledby={`${id}-${choice.value}`}
            aria-describedby={choice.hint === undefined ? undefined : `${id}-${choice.value}-hint`}
          >
            <Radio.Indicator className={styles.dot} />
          </Radio.Root>
          <span className={styles.words}>
            <span className={styles.label} id={`${id}-${choice.value}`}>
              {choice.label}
            </span>
            {choice.hint === undefined ? null : (
              <span className={styles.hint} id={`${id}-${choice.value}-hint`}>
                {choice.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </RadioGroup>
  );
}
